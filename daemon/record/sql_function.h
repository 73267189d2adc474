/* What the functions that rules may call make of their arguments (store/rule_authorizer.c lists them). Internal to
 * record/sql_*. */
#ifndef RECORD_SQL_FUNCTION_H
#define RECORD_SQL_FUNCTION_H

#include "record/sql_domain.h"

#include <stddef.h>

struct arena;
struct sql_findings;

/* Checks what is given by name (parameters, types, fields) and says what comes out. */
struct sql_domain sql_function(struct arena *arena, const struct sql_vocabulary *vocabulary, const char *name, int line,
                               const struct sql_domain *arguments, size_t count, struct sql_findings *findings);

#endif
