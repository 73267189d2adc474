/* criterion: the mean of figures against one made over a common denominator, as it stands to targets, and where it is close to a whole number. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/decimal.h"
#include "base/err.h"
#include "criterion/judge.h"
#include "criterion/mean.h"

#include <stdlib.h>
#include <string.h>

typedef __int128 wide;

enum {
    COMMON = 720720, /* 1 to 16 divide it */
    MOST = 16,
    ROUNDS = 4000,
};

static struct arena *arena;

static void test_worked(void **state)
{
    static const struct {
        struct figure figures[4];
        size_t len;
        bool up;
        int64_t num, den;
        size_t of;
    } rows[] = {
        {{{9, 10, true}, {0, 1, true}}, 2, false, 9 * MEAN_PARTS / 20, MEAN_PARTS, 2},                                     /* 45 %, not 9/11 */
        {{{1, 2, true}, {0, 0, true}, {3, 4, true}, {2, 4, true}}, 4, false, 116666666667, MEAN_PARTS, 3},                 /* 58.333… %: an odd number; one had nothing */
        {{{1, 3, true}, {1, 3, true}, {1, 3, true}}, 3, false, 66666666667, MEAN_PARTS, 3},                                /* 33.333… % */
        {{{1, 3, true}, {2, 3, true}}, 2, false, MEAN_PARTS / 2, MEAN_PARTS, 2},                                           /* 50 % */
        {{{1, 2, true}, {1, 3, true}, {1, 6, true}}, 3, false, 66666666667, MEAN_PARTS, 3},                                /* their sum is one */
        {{{1, 1, true}, {1, 1, true}}, 2, false, MEAN_PARTS, MEAN_PARTS, 2},
        {{{0, 0, true}, {0, 0, true}}, 2, false, 0, 0, 0}, /* there is no figure */
        {{{3, 0, false}, {4, 0, false}}, 2, false, 3, 0, 2},
        {{{3, 0, false}, {4, 0, false}}, 2, true, 4, 0, 2},
        {{{3, 0, false}, {5, 0, false}}, 2, true, 4, 0, 2},
        {{{0, 0, false}, {0, 0, false}, {1, 0, false}}, 3, true, 1, 0, 3},
        /* less than one by 1/(2147483629·2147483647), and by nothing */
        {{{2147483628, 2147483629, true}, {1, 2147483647, true}}, 2, false, MEAN_PARTS / 2 - 1, MEAN_PARTS, 2},
        {{{2147483628, 2147483629, true}, {1, 2147483629, true}}, 2, false, MEAN_PARTS / 2, MEAN_PARTS, 2},
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct figure mean;
        size_t of;
        assert_true(mean_of(arena, rows[i].figures, rows[i].len, rows[i].up, &mean, &of, NULL));
        if (mean.num != rows[i].num || mean.den != rows[i].den || of != rows[i].of)
            fail_msg("row %zu: %lld/%lld of %zu", i, (long long)mean.num, (long long)mean.den, of);
        assert_int_equal(mean.share, rows[i].figures[0].share);
    }
    struct figure mean;
    size_t of;
    struct err err = {0};
    assert_false(mean_of(arena, &(struct figure){INT64_MAX, 1, true}, 1, false, &mean, &of, &err));
    assert_non_null(strstr(err.en, "too large"));
    err_clear(&err);
    assert_true(mean_of(arena, NULL, 0, false, &mean, &of, NULL));
    assert_int_equal(of, 0);
}

static int sign(wide number)
{
    return (number > 0) - (number < 0);
}

/* Shares at random: over 720720 the sum is a whole number, and the mean stands to a target as that sum does. */
static void test_shares_at_random(void **state)
{
    static const char *const targets[] = {"0 %", "50 %", "80 %", "33,3 %", "33,33333333 %", "66,66666667 %", "99,99999999 %", "100 %", "58,33333333 %"};
    (void)state;
    srand(7);
    for (int round = 0; round < ROUNDS; round++) {
        struct figure figures[MOST], mean;
        size_t len = 1 + (size_t)rand() % MOST, of;
        wide sum = 0, counted = 0;
        for (size_t i = 0; i < len; i++) {
            int64_t den = rand() % (MOST + 1), num = den ? rand() % (den + 1) : 0;
            figures[i] = (struct figure){num, den, true};
            counted += den > 0;
            sum += den ? (wide)num * (COMMON / den) : 0;
        }
        assert_true(mean_of(arena, figures, len, false, &mean, &of, NULL));
        assert_int_equal(of, counted);
        if (!counted)
            continue;
        wide whole = counted * COMMON, scaled = sum * MEAN_PARTS / 2;
        if (mean.num != (int64_t)(2 * (scaled / whole) + (scaled % whole != 0)))
            fail_msg("round %d: %lld/%lld of %zu", round, (long long)mean.num, (long long)mean.den, of);
        for (size_t i = 0; i < LEN(targets); i++) {
            struct decimal target;
            assert_true(decimal_parse(targets[i], &target, NULL));
            wide parts = 100;
            for (int k = 0; k < target.scale; k++)
                parts *= 10;
            if (decimal_compare_share(mean.num, mean.den, target) != sign(sum * parts - target.digits * whole))
                fail_msg("round %d against %s", round, targets[i]);
        }
    }
}

/* Counts: a whole target is met by the rounded mean when it is met by the exact one. */
static void test_counts_at_random(void **state)
{
    (void)state;
    srand(11);
    for (int round = 0; round < ROUNDS; round++) {
        struct figure figures[MOST], down, up;
        size_t len = 1 + (size_t)rand() % MOST, of;
        int64_t sum = 0;
        for (size_t i = 0; i < len; i++) {
            figures[i] = (struct figure){rand() % 9, 0, false};
            sum += figures[i].num;
        }
        assert_true(mean_of(arena, figures, len, false, &down, &of, NULL) && mean_of(arena, figures, len, true, &up, &of, NULL));
        for (int64_t target = 0; target < 10; target++) {
            assert_int_equal(down.num >= target, sum >= target * (int64_t)len);
            assert_int_equal(up.num <= target, sum <= target * (int64_t)len);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_worked),
        cmocka_unit_test(test_shares_at_random),
        cmocka_unit_test(test_counts_at_random),
    };
    arena = arena_create();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_destroy(arena);
    return failed;
}
