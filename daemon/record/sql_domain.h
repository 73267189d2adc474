/*
 * What an expression of SQL can be: one of some words, a number between limits, anything. Two that share nothing are
 * never equal, and a comparison of them decides nothing. From the declared fields (record_type.h), never from data.
 */
#ifndef RECORD_SQL_DOMAIN_H
#define RECORD_SQL_DOMAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct field;
struct param;
struct param_list;
struct record_types;

/* What the words of a package are; lists that are not known are empty. Everything borrowed. */
struct sql_words {
    const char *const *items;
    size_t len;
};

struct sql_vocabulary {
    const struct record_types *types;
    const struct param_list *params; /* NULL: not known, nothing is said of them */
    struct sql_words cities, districts, wards;
    struct sql_words months, phases;
};

enum sql_domain_kind {
    SQL_UNSEEN,  /* nothing is known: an expression that is not followed */
    SQL_OPEN,    /* any text, as the field was declared */
    SQL_WORDS,   /* one of the words */
    SQL_NUMBERS, /* a number, least … most */
    SQL_EMPTY,   /* NULL as it is written */
    SQL_ROW,     /* (a, b) */
};

struct sql_domain {
    enum sql_domain_kind kind;
    struct sql_words words;
    int64_t least, most;
    const struct sql_domain *parts; /* of a row */
    size_t part_count;
    const char *name; /* the column, or what was written; for messages */
    int line;
    bool literal; /* a constant as it is written */
    bool ranked;  /* words with an order of their own, which is not that of their letters */
    bool folded;  /* COLLATE NOCASE */
};

struct sql_domain sql_domain_of_field(struct arena *arena, const struct field *field,
                                      const struct sql_vocabulary *vocabulary);
/* The words that a parameter of words may have; anything when it does not say. */
struct sql_domain sql_domain_of_param(const struct param *param);
struct sql_domain sql_domain_text(struct arena *arena, const char *text, int line);
struct sql_domain sql_domain_number(const char *text, int line);
struct sql_domain sql_domain_numbers(int64_t least, int64_t most);
/* What is one or the other (CASE, coalesce). */
struct sql_domain sql_domain_join(struct arena *arena, const struct sql_domain *one, const struct sql_domain *other);
/* False when no value is of both. Rows are compared part by part by the caller. */
bool sql_domain_meet(const struct sql_domain *one, const struct sql_domain *other);

#endif
