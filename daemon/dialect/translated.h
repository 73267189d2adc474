/*
 * A piece of a rule's SQL in the words of PostgreSQL: an expression over the columns of one record type. Only what means the same in both is
 * put over; of anything else it says so, and the piece is left to SQLite. Kinds that SQLite mixes are told apart here: a condition is no
 * number, and a text is compared with no number. Texts are compared byte by byte in both.
 *
 * Beside the expression come two lists of conditions over the same rows, for what an expression does beside its value:
 *   unless: a row of which one holds gives an error in SQLite, or another value; then the whole is left to SQLite
 *   reads: which dated values of parameters are asked for. SQLite may ask in any order, so each has what may ask it (`possible`) and what
 *   surely does, whatever the order (`certain`). Where the rows make both the same, a receipt can be written without SQLite.
 */
#ifndef DIALECT_TRANSLATED_H
#define DIALECT_TRANSLATED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct param;
struct param_list;
struct record_type;
struct record_types;

struct translated_read {
    const struct param *param;
    int32_t from;         /* which of its values */
    const char *possible; /* conditions */
    const char *certain;
    bool constant; /* of no row: SQLite may ask it though there is none */
};

struct translation {
    struct arena *arena;
    const struct record_types *types;
    const struct record_type *type; /* whose columns there are; private ones are not */
    const struct param_list *params;
    int64_t from, until, contest_from; /* :from :until :last :contest_from */
    const char *period;                /* :period */
    struct translated_read *reads;
    size_t read_count, read_size;
    const char *unless; /* conditions joined by OR; NULL: none */
    const char *vi, *en; /* why a piece could not be put over */
};

/* The reads from `first` on happen only where this holds, too. */
void translated_only_where(struct translation *translation, size_t first, const char *condition);
void translated_unless(struct translation *translation, const char *condition);

/* Whether the mirror has it, and as numbers. */
bool translated_column(struct arena *arena, const struct record_type *type, const char *column, bool *ret_number);
/* The column of whose records they are, a unit's or a person's: by it the mirror's table is partitioned, and every statement groups by it. NULL: none. */
const char *translated_unit(struct arena *arena, const struct record_type *type);
/* 'text', for a server whose standard_conforming_strings is on. */
const char *translated_quoted(struct arena *arena, const char *text);

#endif
