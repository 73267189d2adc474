/*
 * Comparisons in the SQL of a package that no record can decide: channel = 'forse' is never true, level = 3 neither,
 * and no statement of SQLite says so; a condition that is but a constant ('force') is the same for every record. Reads
 * the text against the declared fields, units, months, phases and parameters, through sub-queries, WITH and CASE. What
 * it could not follow it says as a warning, so that silence means it was looked at. The text must be one that SQLite accepts. Pure.
 */
#ifndef RECORD_SQL_LINT_H
#define RECORD_SQL_LINT_H

#include "record/sql_domain.h"
#include "record/sql_finding.h"

#include <stdbool.h>

struct arena;
struct record_type;

/* An expression over one row of a type. */
struct sql_row {
    const struct record_type *type;
    const char *alias; /* tip, r */
    bool stored;       /* of its stored table (conditions of records.ini), not of its view */
};

/* row NULL: the text is a SELECT. */
struct sql_findings sql_lint(struct arena *arena, const struct sql_vocabulary *vocabulary, const struct sql_row *row,
                             const char *text);

#endif
