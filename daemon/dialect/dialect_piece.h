/* One expression on its way over (translated.h). Internal to the room. */
#ifndef DIALECT_DIALECT_PIECE_H
#define DIALECT_DIALECT_PIECE_H

#include "record/sql_token.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct translation;

enum piece_kind { PIECE_FAILED, PIECE_NULL, PIECE_NUMBER, PIECE_TEXT, PIECE_CONDITION };

struct piece {
    enum piece_kind kind;
    const char *text; /* in brackets where it is more than one word */
    bool constant;    /* names no column */
};

struct piece_reader {
    struct translation *translation;
    struct sql_tokens tokens;
    size_t at;
    int depth;
    struct piece (*call)(struct piece_reader *reader, const char *name); /* what a function is put over with */
};

struct piece piece_read(struct piece_reader *reader);
/* What it stopped at; always a failed one. */
struct piece piece_fail(struct piece_reader *reader, const char *what);
bool piece_takes(struct piece_reader *reader, const char *word); /* steps over it when it is next */

/* As one of the kinds; NULL when it is not to be had as that. */
const char *piece_number(struct arena *arena, struct piece piece);
const char *piece_condition(struct arena *arena, struct piece piece);
const char *piece_words(struct arena *arena, struct piece piece);
/* As whatever both of them can be; FAILED when there is no such kind. */
enum piece_kind piece_both(enum piece_kind one, enum piece_kind other);
const char *piece_as(struct arena *arena, struct piece piece, enum piece_kind kind);

#endif
