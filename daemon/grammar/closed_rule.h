/*
 * Whether a criterion is data alone, counted and judged by the house: its file is one table of texts, numbers and words, without a function,
 * an operation or a call; its measure is a scan whose every piece is of a closed grammar (closed_sql.h); a ready comparison judges. Nothing of such a rule can be
 * made to do anything else, so several of them may share a worker. Every other rule has one of its own. Pure; runs nothing.
 */
#ifndef GRAMMAR_CLOSED_RULE_H
#define GRAMMAR_CLOSED_RULE_H

#include <stdbool.h>

struct value;

/* table: of an INI file, else NULL; then the source is Lua. False in every case of doubt. A rule of a plugin is none of these; its caller knows. */
bool closed_rule(const char *source, const struct value *table);

#endif
