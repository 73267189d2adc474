/*
 * Whether a criterion is data alone, counted and judged by the house: its file is one table of texts, numbers and words, without a function,
 * an operation or a call; its measure is a scan, or a statement that the house makes of words, and every piece of it is of a closed grammar (closed_sql.h); a ready comparison judges. Nothing
 * of such a rule can be made to do anything else, so several of them may share a worker. Every other rule has one of its own. Pure; runs nothing.
 */
#ifndef GRAMMAR_CLOSED_RULE_H
#define GRAMMAR_CLOSED_RULE_H

struct value;

enum closed_rule {
    CLOSED_NOT,       /* in every case of doubt; a rule of a plugin is none either, its caller knows */
    CLOSED_SCAN,      /* a sum of records */
    CLOSED_STATEMENT, /* latest, each, distinct: SQLite sorts and joins for it */
};

/* table: of an INI file, else NULL; then the source is Lua. */
enum closed_rule closed_rule(const char *source, const struct value *table);

#endif
