/*
 * Whether a piece of SQL is of a closed grammar: columns of the record, literals, parameters of the period, compared, added and joined by AND,
 * OR, NOT, IN (…), BETWEEN, IS NULL, and the house's own functions. Such a piece looks at one record and ends: it holds no SELECT, names no table, calls nothing else. Pure.
 */
#ifndef GRAMMAR_CLOSED_SQL_H
#define GRAMMAR_CLOSED_SQL_H

#include <stdbool.h>

/* False in every case of doubt: of what is no such piece, and of what SQLite may take for more than is seen here. */
bool closed_sql(const char *piece);

#endif
