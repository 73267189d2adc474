/*
 * A declared measure as one statement for PostgreSQL over the mirrored versions of its record type (mirror/mirror.h): the sums of each unit, or of each
 * unit and value, that evaluate/ adds up to where they count, in the columns of its own scan. It joins nothing and groups by the unit, so that
 * each server of a distributed table does its own part.
 *
 * Behind those columns: how many records counted; whether one holds what SQLite has to answer (translated.h, `unless`); of each read whether
 * it is possible and certain.
 */
#ifndef DIALECT_STATEMENT_H
#define DIALECT_STATEMENT_H

#include "dialect/translated.h"

struct job;
struct measure;
struct span;

enum { STATEMENT_COUNTED, STATEMENT_UNLESS, STATEMENT_READS }; /* places behind `columns`; each read has two */

struct statement {
    struct translation translation;
    const char *sql;
    const char *shape; /* a letter a column: t text, n number, b true or false */
    size_t columns;    /* of the scan */
};

/* False, and translation.vi and en say why the measure stays with SQLite. Pure. */
bool statement_make(struct arena *arena, const struct job *job, const struct measure *measure, const struct span *span, struct statement *ret_statement);

#endif
