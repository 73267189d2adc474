/*
 * Numbers that decide, exactly: a target "80 %", a coefficient "0,30", minutes "15". Never a double
 * (0.56 * 100 is not 56). A comma or a point parts the decimals; there is no separator of thousands.
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;

struct decimal {
    int64_t digits; /* the number is digits / 10^scale */
    int scale;      /* 0 … 9 */
    bool percent;   /* written with % */
};

/* At most 12 digits before and 9 after the comma, 18 in all; an optional sign, blanks around, an optional "%". */
bool decimal_parse(const char *text, struct decimal *ret_decimal, struct err *err);

/* 10 to that power; scale 0 … 9. */
int64_t decimal_unit(int scale);
/* The number in units of the last of so many decimals: 8,5 with 2 is 850. False when it has more of them. scale 0 … 4. */
bool decimal_scaled(struct decimal decimal, int scale, int64_t *ret_number);

/* "80 %", "83,5 %", "15": Vietnamese, decimals as given. */
char *decimal_text(struct arena *arena, struct decimal decimal);

/* So many of something, in units of the last of so many decimals: 12 with 1 is "1,2"; with 0 two digits at least, as in administrative papers: "05". */
char *decimal_amount(struct arena *arena, int64_t number, int scale);

/* A number as text, its whole part in groups of three: 1410000 → 1.410.000, 1234,5 → 1.234,5; English with ','. */
char *decimal_grouped(struct arena *arena, const char *number, char sign);

/* As English writes it: 19.350 → 19,350, 76,9 % → 76.9%, 05 → 5. NULL: the text is no figure. */
char *decimal_english(struct arena *arena, const char *text);

/* The sign (-1, 0, 1) of number − decimal, and of num/den (as a percentage when decimal is a percent,
 * else as a plain quotient) − decimal. den > 0. Exact in 128 bits. */
int decimal_compare(int64_t number, struct decimal decimal);
int decimal_compare_share(int64_t num, int64_t den, struct decimal decimal);
/* The sign of a − b, both with % or both without. */
int decimal_order(struct decimal a, struct decimal b);

/* num/den as a percentage with one decimal cut off, never rounded (89.96 % is 89,9%), ",0" dropped:
 * "76,9%", "100%" (contest.md §4). den > 0, num ≥ 0. */
char *decimal_share_text(struct arena *arena, int64_t num, int64_t den);

/* The denominator of a share that is a mean of shares (criterion/mean.h): it and the numerator count no records, people see the percentage alone. */
#define DECIMAL_MEAN_PARTS INT64_C(200000000000)
static inline bool decimal_is_mean(int64_t den)
{
    return den == DECIMAL_MEAN_PARTS;
}

/* coefficient × amount rounded up to the next multiple of `step` (Nghị định 98/2023 Điều 53: the next
 * ten thousand đồng). amount ≥ 0, step > 0, coefficient ≥ 0. */
int64_t decimal_multiply_up(struct decimal coefficient, int64_t amount, int64_t step);

#endif
