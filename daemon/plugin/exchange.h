/*
 * What an evaluator gets and gives: rows, read one after the other from wherever the caller has them, and figures,
 * each checked as it arrives, because they come from foreign code. The caller knows whether a subject exists.
 */
#ifndef PLUGIN_EXCHANGE_H
#define PLUGIN_EXCHANGE_H

#include "base/value.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;

/* Rows lent by the caller; the functions get `rows` back. */
struct exchange_rows {
    void *rows;
    int columns;
    const char *(*name)(void *rows, int column);
    bool (*step)(void *rows, bool *ret_row, struct err *err);
    enum value_type (*type)(void *rows, int column); /* NULL, INT, REAL, TEXT */
    int64_t (*integer)(void *rows, int column);
    const char *(*text)(void *rows, int column); /* NULL for null; until the next step */
    const char *(*bytes)(void *rows, int column, size_t *ret_len); /* NULL: a cell's bytes are its text */
};

/* A table in memory as rows: {columns: [text…], rows: [[text…]…]} lists of a struct value. */
struct exchange_table {
    const struct value *columns, *rows;
    size_t next;
};
struct exchange_rows exchange_table_rows(struct exchange_table *table);

enum { EXCHANGE_NO_DEN = -1 };

struct exchange_figure {
    const char *subject;
    int64_t num, den; /* den EXCHANGE_NO_DEN: a count */
};

struct exchange_figures {
    struct exchange_figure *items;
    size_t len, size;
    size_t most; /* so many subjects there are; more is refused */
};

bool exchange_add(struct arena *arena, struct exchange_figures *figures, const char *subject, int64_t num,
                  int64_t den, struct err *err);
/* A line "subject num [den]"; blanks between. */
bool exchange_add_line(struct arena *arena, struct exchange_figures *figures, const char *line,
                       struct err *err);

#endif
