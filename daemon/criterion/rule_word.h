/*
 * The words that a criterion's fields may say, and which fields there are: tables alone, which need nothing (rule_word_table.c), so that who changes a rule
 * asks them too. What the words mean, criterion.h and shortfall.h say.
 */
#ifndef CRITERION_RULE_WORD_H
#define CRITERION_RULE_WORD_H

#include <stddef.h>

extern const char *const criterion_keys[]; /* in the order of a reader's questions; docs/rule-guide explains each */
extern const size_t criterion_key_count;

/* How the wards' figures become the district's: added up; none of its own, met when all are; the greatest, the least, the mean (mean.h); not at all. */
enum roll_up { ROLL_UP_SUM, ROLL_UP_EVERY, ROLL_UP_MAX, ROLL_UP_MIN, ROLL_UP_MEAN, ROLL_UP_NONE, ROLL_UPS };
extern const char *const roll_up_names[ROLL_UPS];

/* How a figure moves with the records of its period that are still to come. */
enum growth {
    GROWS_BOTH, /* each adds 1 to the denominator, and 1 to the numerator when it is a good one: a share of events */
    GROWS_NUM,  /* only the numerator moves: counts, and shares of a stock (residents, members, team-months) */
};
enum { GROWTH_NAMES = GROWS_NUM + 1 };
extern const char *const growth_names[GROWTH_NAMES];

/* Which verdict stands although returns are missing. */
enum early { EARLY_MET, EARLY_MISSED, EARLIES };
extern const char *const early_names[EARLIES];

#endif
