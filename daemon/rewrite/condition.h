/*
 * A filter of a rule as a person reads and changes it: which field, how compared, with what. Reads the plain forms of SQL that a filter has
 * (field = 'word', field IS NOT NULL, field IN (…), param(…), joined by AND) and writes them; whatever is more than that stays a text of its own
 * among them. What is written again without a change is the text as it was. Pure.
 */
#ifndef REWRITE_CONDITION_H
#define REWRITE_CONDITION_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;

enum condition_how {
    CONDITION_IS,       /* field = value */
    CONDITION_IS_NOT,   /* field IS NOT value: an empty cell is not it either */
    CONDITION_ONE_OF,   /* field IN (values) */
    CONDITION_AT_LEAST, /* field >= value */
    CONDITION_AT_MOST,
    CONDITION_MORE,
    CONDITION_LESS,
    CONDITION_EMPTY,    /* field IS NULL */
    CONDITION_FILLED,
    CONDITION_LISTED,   /* among the words of a parameter: param_has('2.1.accepted', day, field) */
    CONDITION_TEXT,     /* SQL as it stands */
    CONDITION_HOWS,
};
extern const char *const condition_how_names[CONDITION_HOWS]; /* is, is_not, one_of … */
int condition_how_parse(const char *name); /* -1: none of them */

struct condition {
    enum condition_how how;
    const char *field;  /* NULL: of a text */
    const char *value;  /* as people write it: a word, a number, words parted by commas, a parameter's name; NULL where it takes none */
    bool param;         /* the value is a parameter of that name, on the record's day */
    bool word;          /* a number is a word too: the field's values are words */
    bool by_is;         /* CONDITION_IS is written IS 'yes', which holds where = 'yes' does */
    const char *text;   /* SQL of the condition as it was read; NULL: it was not */
};

struct conditions {
    struct condition *items;
    size_t len;
};

/* sql NULL or "" = none. */
struct conditions condition_read(struct arena *arena, const char *sql);
/* The SQL of all, joined by AND; NULL: none. day: the column on whose day a parameter is read. was: the SQL that it changes, whose lines and blanks stay
 * where no condition went away (NULL: none). False with err: a value that cannot be written, a condition that is none. */
bool condition_write(struct arena *arena, const struct conditions *conditions, const char *day, const char *was, const char **ret_sql, struct err *err);
bool condition_same(const struct condition *a, const struct condition *b);

#endif
