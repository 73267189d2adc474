/*
 * What a rule hands to its reader (rule_reader.h): pieces of SQL with their places, and the functions that fill helper
 * tables. Types only.
 */
#ifndef STORE_RULE_SQL_H
#define STORE_RULE_SQL_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct rule_reader;

/* Where a piece of SQL stands in the rule, for messages. */
struct rule_piece {
    const char *file; /* 1.1.lua */
    const char *name; /* where, num, den, sql, evidence */
    int line;         /* of the file, where the piece begins, or at least its field; 0 = unknown */
    bool exact;       /* the piece itself begins there, so lines inside it can be counted */
    const char *type; /* the declared record type whose columns it means; NULL = any */
};

/* Called when a statement first names a helper table, to add its rows. */
typedef bool rule_reader_lending(const void *lender, struct rule_reader *reader, struct err *err);
/* Called while a watched statement runs (rule_coverage.h), with the mark that the statement gives. */
typedef void rule_reader_note(void *whom, int64_t mark, bool outcome);

#endif
