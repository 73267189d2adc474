/*
 * What a text of bytes that is no UTF-8 says in each encoding of before Unicode, judged by its spelling: how many of its words are
 * Vietnamese syllables. Nothing is decoded for good here: the encoding is a person's to name, and a wrong name must not turn a file into
 * rubbish without a word.
 */
#ifndef SHEET_LEGACY_READING_H
#define SHEET_LEGACY_READING_H

#include "sheet/legacy_text.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct problems;

/* A piece of a file, from the first line on that is no UTF-8. */
struct legacy_piece {
    const char *file, *bytes;
    size_t len;
    int line; /* from 1 */
};

/* Nobody named an encoding: refuses the file with what the line says in each that is likely. False when none is, and nothing is said. */
bool legacy_reading_ask(const struct legacy_piece *piece, struct arena *arena, struct problems *problems);

/* A person named this one. Warns when another reads better, or none reads well; false, with an error, when another reads well and this
 * one does by far not. */
bool legacy_reading_check(const struct legacy_piece *piece, enum legacy_text named, struct arena *arena, struct problems *problems);

#endif
