/* outlook: the worked vectors of contest.md §6, then every small figure and target against trying it out. */
#include "unit.h"

#include "base/array.h"
#include "base/err.h"
#include "criterion/judge.h"
#include "criterion/pace.h"
#include "criterion/shortfall.h"

#include <stdio.h>

static struct standard standard_of(enum judge judge, const char *target)
{
    struct standard standard = {.judge = judge};
    assert_true(decimal_parse(target, &standard.target, NULL));
    return standard;
}

static struct figure figure_of(enum judge judge, int64_t num, int64_t den)
{
    return (struct figure){num, den, judge_is_share(judge)};
}

static void test_vectors(void **state)
{
    static const struct {
        enum judge judge;
        const char *target;
        int64_t num, den;
        enum growth growth;
        const char *reach; /* NULL: nothing is missing */
        int64_t needed;
    } cases[] = {
        {JUDGE_SHARE_AT_LEAST, "80 %", 79, 99, GROWS_BOTH, "yes", 1},
        {JUDGE_SHARE_AT_LEAST, "80 %", 80, 100, GROWS_BOTH, NULL, 0},
        {JUDGE_SHARE_AT_LEAST, "80 %", 50, 99, GROWS_BOTH, "yes", 146},
        {JUDGE_SHARE_AT_LEAST, "80 %", 50, 99, GROWS_NUM, "yes", 30},
        {JUDGE_SHARE_AT_LEAST, "83,5 %", 0, 1, GROWS_BOTH, "yes", 6},
        {JUDGE_SHARE_AT_LEAST, "100 %", 56, 57, GROWS_BOTH, "no", 0},
        {JUDGE_SHARE_AT_LEAST, "100 %", 339, 340, GROWS_NUM, "yes", 1},
        {JUDGE_SHARE_ABOVE, "90 %", 900, 1000, GROWS_NUM, "yes", 1},
        {JUDGE_SHARE_ABOVE, "90 %", 901, 1000, GROWS_NUM, NULL, 0},
        {JUDGE_SHARE_ABOVE, "90 %", 900, 1000, GROWS_BOTH, "yes", 1},
        {JUDGE_SHARE_ABOVE, "100 %", 10, 10, GROWS_NUM, "no", 0},
        {JUDGE_SHARE_ABOVE, "100 %", 10, 10, GROWS_BOTH, "no", 0},
        {JUDGE_SHARE_AT_LEAST, "0,5", 1, 4, GROWS_BOTH, "yes", 2},
        {JUDGE_AT_MOST, "0", 1, 0, GROWS_NUM, "no", 0},
        {JUDGE_AT_MOST, "2", 2, 0, GROWS_NUM, NULL, 0},
        {JUDGE_AT_LEAST, "3", 1, 0, GROWS_NUM, "yes", 2},
        {JUDGE_AT_LEAST_BY_END, "1", 0, 0, GROWS_NUM, "yes", 1},
        {JUDGE_AT_LEAST, "1", 1, 0, GROWS_NUM, NULL, 0},
        {JUDGE_FUNCTION, "80 %", 1, 10, GROWS_BOTH, NULL, 0},
        /* no overflow where sums fill 62 bits */
        {JUDGE_SHARE_AT_LEAST, "99,99 %", INT64_C(4000000000000000000), INT64_C(4000400040004000401),
         GROWS_BOTH, "yes", 9599},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct standard standard = standard_of(cases[i].judge, cases[i].target);
        struct figure figure = {cases[i].num, cases[i].den, judge_is_share(cases[i].judge)};
        struct shortfall outlook = shortfall_of(&standard, &figure, cases[i].growth);
        const char *reach = reach_name(outlook.reach);
        if ((reach ? *reach : 0) != (cases[i].reach ? *cases[i].reach : 0) ||
            (outlook.reach == REACH_YES && outlook.needed != cases[i].needed))
            fail_msg("case %zu: %s, %lld", i, reach ? reach : "nothing", (long long)outlook.needed);
    }
}

static bool meets(const struct standard *standard, int64_t num, int64_t den)
{
    enum verdict verdict;
    struct figure figure = figure_of(standard->judge, num, den);
    assert_true(judge_figure(standard, &figure, &verdict, NULL));
    return verdict == VERDICT_MET;
}

/* The least k ≤ most that meets when it is added; 0 = none does. */
static int64_t try_out(const struct standard *standard, const struct figure *figure, enum growth growth,
                       int64_t most)
{
    int64_t k = 1;
    while (k <= most && !meets(standard, figure->num + k, figure->den + (growth == GROWS_BOTH ? k : 0)))
        k++;
    return k <= most ? k : 0;
}

static void hold(const struct standard *standard, const struct figure *figure, enum growth growth)
{
    enum { MOST = 2000 }; /* beyond what any case below needs */
    bool bounded = figure->share && growth == GROWS_NUM;
    bool met = meets(standard, figure->num, figure->den);
    int64_t k = met ? 0 : try_out(standard, figure, growth, bounded ? figure->den - figure->num : MOST);
    struct shortfall outlook = shortfall_of(standard, figure, growth);
    enum reach reach = met ? REACH_UNKNOWN : k ? REACH_YES : REACH_NO;
    if (outlook.reach != reach || (reach == REACH_YES && outlook.needed != k))
        fail_msg("judge %d target %lld/10^%d: %lld/%lld grows %s: %d %lld, trying gives %d %lld",
                 standard->judge, (long long)standard->target.digits, standard->target.scale,
                 (long long)figure->num, (long long)figure->den, growth_names[growth], outlook.reach,
                 (long long)outlook.needed, reach, (long long)k);
}

static void hold_of_next(const struct standard *standard, const struct figure *figure)
{
    for (int64_t n = 0; n <= 6; n++) {
        int64_t good = 0;
        while (good <= n && figure->den + n > 0 && !meets(standard, figure->num + good, figure->den + n))
            good++;
        if (figure->den + n > 0)
            assert_int_equal(shortfall_of_next(standard, figure, n), good <= n ? good : -1);
    }
}

static void test_against_trying(void **state)
{
    static const char *const shares[] = {"0 %", "33,3 %", "50 %", "80 %", "90 %", "95,5 %", "99 %", "100 %"};
    static const char *const counts[] = {"0", "1", "2", "7"};
    (void)state;
    for (int judge = JUDGE_SHARE_AT_LEAST; judge <= JUDGE_SHARE_ABOVE; judge++)
        for (size_t t = 0; t < LEN(shares); t++)
            for (int64_t den = 1; den <= 14; den++)
                for (int64_t num = 0; num <= den; num++) {
                    struct standard standard = standard_of((enum judge)judge, shares[t]);
                    struct figure figure = {num, den, true};
                    hold(&standard, &figure, GROWS_BOTH);
                    hold(&standard, &figure, GROWS_NUM);
                    hold_of_next(&standard, &figure);
                }
    for (int judge = JUDGE_AT_MOST; judge <= JUDGE_AT_LEAST; judge++)
        for (size_t t = 0; t < LEN(counts); t++)
            for (int64_t num = 0; num <= 9; num++) {
                struct standard standard = standard_of((enum judge)judge, counts[t]);
                struct figure figure = {num, 0, false};
                hold(&standard, &figure, GROWS_NUM);
            }
}

static void test_pace(void **state)
{
    static const struct {
        enum pace pace;
        struct figure now, month;
        struct pace_days days;
        int month_days;
        struct figure end, like;
    } cases[] = {
        /* a share of events stays 3/5; with 20 days left like a month of 30 with 10/10: 3·30 + 10·20 of 5·30 + 10·20 */
        {PACE_EVENTS, {3, 5, true}, {10, 10, true}, {10, 20}, 30, {3, 5, true}, {290, 350, true}},
        {PACE_EVENTS, {0, 0, true}, {1, 2, true}, {10, 20}, 30, {0, 0, true}, {20, 40, true}},
        /* 3 in 10 of 30 days are 9; 4 in a month of 31 add 4·20/31 = 2.58: rounded */
        {PACE_COUNT, {3, 0, false}, {4, 0, false}, {10, 20}, 31, {9, 0, false}, {6, 0, false}},
        {PACE_COUNT, {0, 0, false}, {0, 0, false}, {1, 30}, 31, {0, 0, false}, {0, 0, false}},
        {PACE_COUNT, {5, 0, false}, {4, 0, false}, {30, 0}, 31, {5, 0, false}, {5, 0, false}},
        /* of 20 members 8 in half of the time are 16, 15 are all; what is reached is not lost */
        {PACE_PART, {8, 20, true}, {19, 20, true}, {15, 15}, 30, {240, 300, true}, {19, 20, true}},
        {PACE_PART, {15, 20, true}, {1, 2, true}, {15, 15}, 30, {300, 300, true}, {15, 20, true}},
        {PACE_STOCK, {8, 20, true}, {19, 20, true}, {1, 29}, 30, {8, 20, true}, {19, 20, true}},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct figure end = pace_end(&cases[i].now, cases[i].pace, cases[i].days), like;
        assert_true(pace_end_like(&cases[i].now, cases[i].pace, cases[i].days, &cases[i].month, cases[i].month_days, &like));
        if (end.num != cases[i].end.num || end.den != cases[i].end.den || like.num != cases[i].like.num || like.den != cases[i].like.den)
            fail_msg("case %zu: %lld/%lld, %lld/%lld", i, (long long)end.num, (long long)end.den, (long long)like.num, (long long)like.den);
    }
    const struct figure nothing = {0, 0, true}, some = {1, 3, true}, more = {34, 100, true};
    struct figure end;
    assert_false(pace_end_like(&some, PACE_EVENTS, (struct pace_days){1, 1}, &nothing, 30, &end));
    assert_false(pace_end_like(&some, PACE_EVENTS, (struct pace_days){1, 1}, &(struct figure){3, 0, false}, 30, &end));
    assert_int_equal(pace_compare(&some, &more), -1);
    assert_int_equal(pace_compare(&more, &some), 1);
    assert_int_equal(pace_compare(&nothing, &some), -1);
    assert_int_equal(pace_compare(&some, &(struct figure){2, 6, true}), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vectors),
        cmocka_unit_test(test_pace),
        cmocka_unit_test(test_against_trying),
    };
    return cmocka_run_group_tests_name("outlook", tests, NULL, NULL);
}
