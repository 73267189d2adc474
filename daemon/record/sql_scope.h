/*
 * Which columns a place in a statement can name: the sources of its FROM, their columns with what these can be, and
 * the places around it. Tables are the views of the declared types, their stored tables (in conditions), the helper
 * tables of rules and what the statement itself names by WITH. Internal to record/sql_*.
 */
#ifndef RECORD_SQL_SCOPE_H
#define RECORD_SQL_SCOPE_H

#include "record/sql_domain.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct record_type;

struct sql_column {
    const char *name; /* NULL: it has none that could be called */
    struct sql_domain domain;
};

struct sql_columns {
    struct sql_column *items;
    size_t len, size;
};

struct sql_source {
    const char *alias;
    struct sql_columns columns;
};

struct sql_scope {
    struct sql_source *sources;
    size_t len, size;
    struct sql_columns results; /* the names that the SELECT gives its results */
    const struct sql_scope *outer;
};

/* A table that the statement names by WITH; the newest first. */
struct sql_table {
    const char *name;
    struct sql_columns columns;
    const struct sql_table *next;
};

void sql_columns_add(struct sql_columns *columns, struct arena *arena, const char *name, struct sql_domain domain);
void sql_scope_add(struct sql_scope *scope, struct arena *arena, const char *alias, struct sql_columns columns);
/* The columns of a declared type's view, or of its stored table. */
struct sql_columns sql_columns_of_type(struct arena *arena, const struct sql_vocabulary *vocabulary,
                                       const struct record_type *type, bool stored);
/* Those of a table by its name; none when nothing is known of it. */
struct sql_columns sql_columns_of_table(struct arena *arena, const struct sql_vocabulary *vocabulary,
                                        const struct sql_table *with, const char *name);
/* The column of a source (NULL: of any), looked for from the inside out; NULL when no declaration says. */
const struct sql_domain *sql_scope_find(const struct sql_scope *scope, const char *source, const char *name);

#endif
