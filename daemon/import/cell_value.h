/*
 * One cell: a person's text becomes the typed value that is stored, or a sentence that says what to write
 * instead. Knows types and limits of a declared field, not what else exists (reference.h).
 */
#ifndef IMPORT_CELL_VALUE_H
#define IMPORT_CELL_VALUE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct field;
struct problems;

enum cell_kind {
    CELL_ABSENT, /* the file has no such column: nothing is said about it */
    CELL_EMPTY,
    CELL_BAD, /* a problem was added for it */
    CELL_TEXT,
    CELL_NUMBER, /* a number, a day, an instant */
};

struct cell {
    enum cell_kind kind;
    const char *text;
    int64_t number;
};

/* Where a cell stands, for its problem. */
struct spot {
    struct problems *problems;
    const char *file;
    int line;
};

/* `text` is cleaned (sheet/csv.h) and lives as long as the arena; "" gives CELL_EMPTY. */
struct cell cell_read(struct arena *arena, const struct field *field, const char *text, struct spot spot);

bool cell_given(struct cell cell); /* holds a text or a number */
bool cell_equal(struct cell a, struct cell b);
/* As it is shown to people: a day as 2024-11-01, "" for none. */
const char *cell_show(struct arena *arena, const struct field *field, struct cell cell);

#endif
