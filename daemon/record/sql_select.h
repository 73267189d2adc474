/* A SELECT and its parts (sql_select.c), read for what its columns can be. Internal to record/sql_*. */
#ifndef RECORD_SQL_SELECT_H
#define RECORD_SQL_SELECT_H

#include "record/sql_scope.h"

struct sql_reader;

/* From SELECT, VALUES or WITH to where the statement ends: the columns that it gives. */
struct sql_columns sql_select_read(struct sql_reader *reader, const struct sql_scope *outer);

#endif
