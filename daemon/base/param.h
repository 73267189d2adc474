/*
 * Dated parameters: a target value, a number of minutes, a coefficient, a legal basis, each with the day
 * from which it holds and the reference that set it (targets.ini, rates.ini). What decides is read at a
 * day: a target at the period's last day, a value about one record at the record's day.
 *
 * The value of one unit is a parameter of its own beside the one for all: "1.1.share cat-bi". Where it does not hold
 * (not yet, no more), the one for all does.
 */
#ifndef BASE_PARAM_H
#define BASE_PARAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct value;

struct param_entry {
    int32_t from;      /* holds from this day until the next entry's */
    const char *value; /* "" = from this day on none holds */
    const char *reference;
};

struct param {
    const char *name;            /* "1.1.share"; of one unit "1.1.share cat-bi" */
    const char *title;           /* for people */
    struct param_entry *entries; /* ascending by from */
    size_t len;
    const char *const *words; /* of a parameter of words: those that it may have; none = it does not say */
    size_t word_count;
    const char *type;    /* percent, number, words, majority; NULL where the file does not say (carried to no worker) */
    int64_t least, most; /* of a percent or number: between which its values lie; as `type` */
};

struct param_list {
    struct param *items;
    size_t len;
    bool *looked; /* of each, whether it was looked at by its name; NULL: nobody asks */
};

const struct param *param_find(const struct param_list *params, const char *name); /* NULL when absent */
const char *param_kind(const struct param *param);                                 /* percent, number, words or majority, by its first value */
const struct param_entry *param_at(const struct param *param, int32_t day);        /* NULL when none holds */
const char *param_unit(const char *name); /* "cat-bi" of "1.1.share cat-bi"; NULL of one for all */
const char *param_general(struct arena *arena, const char *name); /* "1.1.share" of both: the one for all, beside which a unit's stands */
/* The unit's own, when it has one that holds on the day; else NULL. */
const struct param *param_own(const struct param_list *params, const char *name, const char *unit, int32_t day);
/* Names of those for all: what rules and SQL may name. */
const char **param_names(const struct param_list *params, struct arena *arena, size_t *ret_len);
/* Whether a piece of SQL (NULL = none) names it: param('1.2.minutes', …). */
bool param_is_named(const char *sql, const char *name);

/* {name: [{from: "2024-11-01", value, reference}…]}, and back (titles are not carried). */
struct value *param_to_value(const struct param_list *params, struct arena *arena);
/* {name: [word…]} of those that say which words they may have, for param_from_value's second map (NULL = none). */
struct value *param_words_to_value(const struct param_list *params, struct arena *arena);
void param_from_value(struct arena *arena, const struct value *map, const struct value *words,
                      struct param_list *ret_params);

#endif
