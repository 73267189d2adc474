#include "criterion/mean.h"

#include "base/arena.h"
#include "base/err.h"
#include "criterion/judge.h"

#include <stdlib.h>
#include <string.h>

typedef unsigned __int128 wide;

/* A sum of fractions below one with the same denominator: num/den, again below one. */
struct part {
    uint64_t num, den;
};

/* Exact: whole + Σ parts. */
struct sum {
    wide whole;
    struct part *parts; /* by their denominators, each once */
    size_t len;
    size_t of; /* figures that were added */
};

static int by_den(const void *left, const void *right)
{
    const struct part *a = left, *b = right;
    return (a->den > b->den) - (a->den < b->den);
}

/* Parts of one denominator become one. */
static void join(struct sum *sum)
{
    size_t len = 0;
    if (sum->len)
        qsort(sum->parts, sum->len, sizeof *sum->parts, by_den);
    for (size_t i = 0; i < sum->len; i++) {
        const struct part part = sum->parts[i];
        if (!len || sum->parts[len - 1].den != part.den) {
            sum->parts[len++] = part;
            continue;
        }
        struct part *last = &sum->parts[len - 1];
        bool full = last->num >= last->den - part.num;
        last->num = full ? last->num - (last->den - part.num) : last->num + part.num;
        sum->whole += full;
    }
    sum->len = len;
}

/* In multiples of two MEAN_PARTS. */
static struct sum sum_of(struct arena *arena, const struct figure *figures, size_t len)
{
    struct sum sum = {.parts = arena_alloc(arena, (len + 1) * sizeof *sum.parts)};
    for (size_t i = 0; i < len; i++) {
        if (figures[i].share && !figures[i].den)
            continue;
        sum.of++;
        if (!figures[i].share) {
            sum.whole += (wide)figures[i].num;
            continue;
        }
        wide scaled = (wide)figures[i].num * (MEAN_PARTS / 2), den = (wide)figures[i].den;
        sum.whole += scaled / den;
        if (scaled % den)
            sum.parts[sum.len++] = (struct part){(uint64_t)(scaled % den), (uint64_t)figures[i].den};
    }
    join(&sum);
    return sum;
}

static size_t bits_of(uint64_t number)
{
    size_t bits = 0;
    for (; number; number >>= 1)
        bits++;
    return bits;
}

/* Adds the first digits of a fraction below one, each of 32 bits, the rest cut off. */
static void add_digits(struct part part, uint64_t *digits, size_t count)
{
    wide rest = part.num;
    for (size_t i = 0; i < count && rest; i++) {
        rest <<= 32;
        digits[i] += (uint64_t)(rest / part.den);
        rest %= part.den;
    }
}

/* Carries what is above 32 bits to the digit before; what is above the first digit is whole. */
static uint64_t carry(uint64_t *digits, size_t count)
{
    uint64_t over = 0;
    for (size_t i = count; i--;) {
        digits[i] += over;
        over = digits[i] >> 32;
        digits[i] &= UINT32_MAX;
    }
    return over;
}

static bool is_all(const uint64_t *digits, size_t count, uint64_t digit)
{
    for (size_t i = 0; i < count; i++)
        if (digits[i] != digit)
            return false;
    return true;
}

/*
 * The whole part of Σ parts; *ret_exact: it is all of it. The sum is a multiple of 1/L, L the product of the denominators. So many digits are kept
 * that twice the last one's unit is at most 1/L, and two more are added, so that all that is cut off is less than one unit: of a sum that is no whole
 * number the digits kept are neither all zero nor all full, and those of one that is are.
 */
static uint64_t whole_of(struct arena *arena, const struct sum *sum, bool *ret_exact)
{
    size_t bits = 1;
    for (size_t i = 0; i < sum->len; i++)
        bits += bits_of(sum->parts[i].den);
    size_t kept = bits / 32 + 1, count = kept + 2;
    uint64_t *digits = arena_alloc(arena, count * sizeof *digits);
    for (size_t i = 0; i < sum->len; i++)
        add_digits(sum->parts[i], digits, count);
    uint64_t whole = carry(digits, count);
    bool none = is_all(digits, kept, 0), full = is_all(digits, kept, UINT32_MAX);
    *ret_exact = none || full;
    return whole + full;
}

static bool too_large(struct err *err)
{
    return err_set(err, "trung bình của các đơn vị quá lớn, không giữ được", "the mean of the units is too large to be kept");
}

bool mean_of(struct arena *arena, const struct figure *figures, size_t len, bool up, struct figure *ret_mean, size_t *ret_of, struct err *err)
{
    bool exact = true, share = len && figures[0].share;
    struct sum sum = sum_of(arena, figures, len);
    wide all = sum.whole + whole_of(arena, &sum, &exact), of = sum.of ? sum.of : 1, mean = all / of;
    exact = exact && all % of == 0;
    wide num = share ? 2 * mean + !exact : mean + (up && !exact);
    if (num > INT64_MAX)
        return too_large(err);
    *ret_mean = (struct figure){(int64_t)num, share && sum.of ? MEAN_PARTS : 0, share};
    *ret_of = sum.of;
    return true;
}
