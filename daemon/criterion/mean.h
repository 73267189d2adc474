/*
 * The mean of figures, exactly. Of shares it is the mean of the shares, not the share of the sums: nine of ten and nothing of one are 45 %, not 9/11.
 * Figures are whole numbers over whole numbers, and the exact mean of many shares is not: it is kept in MEAN_PARTS, so that it stands to every target
 * that can be written as the exact mean does. Pure.
 */
#ifndef CRITERION_MEAN_H
#define CRITERION_MEAN_H

#include "base/decimal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct figure;

/* The denominator of a mean of shares. A target is a multiple of two of them (up to nine decimals of a percent). A mean that is one too is kept as it is, any
 * other as the odd number between the two multiples beside it: neither more nor less than any target that the mean is not. */
#define MEAN_PARTS DECIMAL_MEAN_PARTS

/*
 * Of those that are a figure: counts all, shares but those of nothing; *ret_of: how many. Of shares {num, MEAN_PARTS}; of counts a whole number,
 * rounded up or down. Of none {0, 0}. All are shares or none is; num, den ≥ 0. False with err: it is too large to be kept.
 */
bool mean_of(struct arena *arena, const struct figure *figures, size_t len, bool up, struct figure *ret_mean, size_t *ret_of, struct err *err);

#endif
