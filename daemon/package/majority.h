/*
 * A share of a body that must be reached for it to meet, or to decide: “2/3” is at least that many, “>1/2” more than that. Exact: whole numbers only.
 */
#ifndef PACKAGE_MAJORITY_H
#define PACKAGE_MAJORITY_H

#include <stdbool.h>
#include <stdint.h>

struct majority {
    int64_t num, den;
    bool above;
};

/* False for anything else: “2/3” and “>1/2”, numbers from 1 to 1000, not more than the whole. */
bool majority_parse(const char *text, struct majority *ret_majority);
/* Whether `count` of `whole` reach it. */
bool majority_reached(const struct majority *majority, int64_t count, int64_t whole);
/* “chưa tới 2/3”, “không quá 1/2”: how what did not reach it is said, Vietnamese; and “less than”, “not more than”. */
const char *majority_short(const struct majority *majority);
const char *majority_short_en(const struct majority *majority);

#endif
