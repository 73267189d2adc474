/*
 * suggest.lua as it is declared (suggest.h has the form): read, checked, and what it says of one row of figures.
 */
#ifndef STANDING_SUGGESTION_H
#define STANDING_SUGGESTION_H

#include "evaluate/work.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct problems;
struct rule_place;
struct rule_reading;
struct template;
struct value;

enum { SUGGESTION_KEYS_MAX = 12 };

struct suggestion {
    const char *title, *tie, *figures;
    const char **uses; /* the criteria whose figures it sees beside a row's own */
    size_t use_count;
    struct template *says;
    const struct value *examples;
};

struct suggestion_keys {
    int64_t items[SUGGESTION_KEYS_MAX];
    size_t len;
};

/* Reads the table of the file; what is wrong is added to problems. */
void suggestion_read(const struct work *work, const struct value *table, struct suggestion *ret_suggestion, struct problems *problems);
/* Runs its examples: first stands before second, or both are equal; the sentence is filled with both. `columns`: of its SELECT, a list. */
void suggestion_check(const struct work *work, const struct suggestion *suggestion, const struct value *columns, struct problems *problems);

/* What a function that ranks returned (of a row, of a unit); false with a sentence. */
bool suggestion_keys(const struct work *work, const struct value *answer, struct suggestion_keys *ret_keys, struct err *err);
/* The row with the figures of the criteria that the rule uses: `criteria` of `cells` ({criterion: {verdict, …}}, NULL: none arose), of the candidate's unit, and
 * `own`, a member's. */
const struct value *suggestion_row(const struct work *work, const struct suggestion *suggestion, const struct value *row, const struct value *cells,
                                   const struct value *own);
/* What the rule's function makes of a row; false with a sentence. */
bool suggestion_rank(const struct work *work, const struct value *row, struct suggestion_keys *ret_keys, struct err *err);
/* A problem unless the order of an example's pair is as it says: first before second, or both equal. */
void suggestion_check_order(const struct rule_reading *reading, const struct rule_place *place, size_t number, bool tied, int order);
/* < 0: a goes first. */
int suggestion_compare(const struct suggestion_keys *a, const struct suggestion_keys *b);
/* The sentence of a row; NULL with err. */
const char *suggestion_says(const struct work *work, const struct suggestion *suggestion, const struct value *row, struct err *err);

#endif
