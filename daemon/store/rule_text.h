/*
 * Checks a rule's SQL text before SQLite sees it. SQLite checks names and rights. It does not see whether a piece that is
 * put into a larger statement stays inside its place, and it reads unknown parameters as NULL.
 */
#ifndef STORE_RULE_TEXT_H
#define STORE_RULE_TEXT_H

#include <stdbool.h>

struct err;

/* Whether the text, put between ( and ), can be nothing but one expression: its brackets and quotes close, it has no
 * “;” and no parameter but those with a name (:last). Names and types are SQLite's to check. */
bool rule_text_is_expression(const char *text, struct err *err);
/* A parameter by its name with the colon (NULL = it has none): one of those that every statement of a rule is given. */
bool rule_text_knows_parameter(const char *name, struct err *err);

#endif
