/* A whole piece of a rule put over (translated.h has what else comes of it). */
#ifndef DIALECT_EXPRESSION_H
#define DIALECT_EXPRESSION_H

#include "dialect/translated.h"

/* NULL, and why. */
const char *expression_condition(struct translation *translation, const char *sql);
/* ret_holds: the condition under which it is 1, of a number that is a condition, or always 1; NULL: it is any number. */
const char *expression_number(struct translation *translation, const char *sql, const char **ret_holds);

#endif
