/* run: figures of open periods follow the records, are no runs, and go when their period is over (run/live.h) */
#include "contest_tests.h"

#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "run/live.h"
#include "store/store.h"

#include <string.h>

static void test_which_are_open(void **state)
{
    static const struct {
        const char *day, *open;
    } cases[] = {{"2024-10-31", ""},          {"2024-11-01", "2024-11 phase-1"}, {"2024-11-30", "2024-11 phase-1"},
                 {"2024-12-01", "2024-12 phase-1"}, {"2025-02-04", "2025-02 phase-2"}, {"2025-08-20", ""}};
    struct package package;
    (void)state;
    contest_package(arena, &package);
    const struct period_list periods = period_list(&package, arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *open = "";
        for (size_t p = 0; p < periods.len; p++)
            if (live_is_open(&periods.items[p], on(cases[i].day)))
                open = arena_printf(arena, "%s%s%s", open, *open ? " " : "", periods.items[p].id);
        assert_string_equal(open, cases[i].open);
    }
}

/* What was measured is written, each ward's row with `foretold`; false: there was nothing to write. */
static bool follow_with(const char *from, const char *foretold)
{
    struct err err = {0};
    const struct value *figures;
    if (!live_measure(&contest.turn, from, &figures, &err))
        fail_msg("%s", err.en);
    const struct value *write = value_get(figures, "write");
    for (size_t i = 0; foretold && i < value_len(write); i++)
        for (size_t r = 0; r < value_len(value_get(value_at(write, i), "rows")); r++)
            value_set((struct value *)value_at(value_get(value_at(write, i), "rows"), r), "foretold", json_parse(arena, foretold, strlen(foretold), &err));
    if (!value_is_null(figures) && !live_write(contest.store, figures, &err))
        fail_msg("%s", err.en);
    return !value_is_null(figures);
}

static bool follow(void)
{
    return follow_with("", NULL);
}

static const struct value *listed(const char *period, const char *unit)
{
    struct err err = {0};
    const struct live_filter filter = {period, unit, instant_day(clock_now(&contest.clock))};
    const struct value *list = live_list(contest.store, arena, &contest.package, &contest.periods, &filter, &err);
    assert_non_null(list);
    return list;
}

/* "1.1 missed, 2.1 met" of a unit in the month. */
static const char *said(const char *period, const char *unit)
{
    const struct value *rows = value_get(listed(period, unit), "rows");
    const char *text = "";
    for (size_t i = 0; i < value_len(rows); i++)
        text = arena_printf(arena, "%s%s%s %s", text, *text ? ", " : "", value_get_text(value_at(rows, i), "criterion", ""),
                            value_get_text(value_at(rows, i), "verdict", ""));
    return text;
}

static const char *version(void)
{
    struct err err = {0};
    const char *text = live_version(contest.store, arena, &err);
    assert_non_null(text);
    return text;
}

static void test_they_follow_the_records(void **state)
{
    (void)state;
    assert_false(follow()); /* the contest has not begun */
    assert_string_equal(version(), "");
    contest_advance(&contest, "2024-11-10T09:00");
    contest_answers(&contest, "{\"1.1\": {\"cat-bi\": \"missed\"}}");
    assert_true(follow());
    assert_string_equal(said("2024-11", "cat-bi"), "1.1 missed, 2.1 met");
    assert_string_equal(said("phase-1", "nam-hai"), "1.1 met, 2.1 met");
    assert_int_equal(value_len(value_get(listed(NULL, NULL), "units")), 8); /* three wards and the district, twice */
    assert_false(follow());
    const char *before = version();
    contest_answers(&contest, "{}");
    assert_false(follow()); /* no record has changed: nothing is asked again */
    contest_record(&contest, "SELECT 1", "2024-11-10", "2024-11-11");
    const char *audit = ask("SELECT count(*) FROM audit");
    assert_true(follow());
    assert_string_not_equal(version(), before);
    assert_string_equal(said("2024-11", "cat-bi"), "1.1 met, 2.1 met");
    assert_string_equal(ask("SELECT count(*) FROM run"), "0");
    assert_string_equal(ask("SELECT count(*) FROM alert"), "0");
    assert_string_equal(ask("SELECT count(*) FROM audit"), audit);
}

static void test_a_rule_that_fails_harms_no_other(void **state)
{
    (void)state;
    contest_advance(&contest, "2024-11-10T09:00");
    contest_answers(&contest, "{\"broken\": [\"1.1\"]}");
    assert_true(follow());
    assert_string_equal(said("2024-11", "cat-bi"), "1.1 error, 2.1 met");
    const struct value *unit = value_at(value_get(listed("2024-11", "cat-bi"), "units"), 0);
    assert_string_equal(value_get_text(value_get(unit, "conclusion"), "class", ""), "incomplete");
    assert_false(follow()); /* nor is it tried again while nothing changes */
}

static void test_what_is_over_goes(void **state)
{
    (void)state;
    contest_advance(&contest, "2024-11-10T09:00");
    follow();
    contest_advance(&contest, "2024-12-02T08:00");
    assert_string_equal(said("2024-11", "cat-bi"), ""); /* at once, before anything is measured */
    assert_true(follow());
    assert_string_equal(ask("SELECT group_concat(period, ' ') FROM live"), "2024-12 phase-1");
    assert_string_equal(ask("SELECT group_concat(DISTINCT period) FROM live_result"), "2024-12,phase-1");
}

static void test_another_package_says_nothing_of_this_one(void **state)
{
    (void)state;
    contest_advance(&contest, "2024-11-10T09:00");
    follow();
    contest_record(&contest, "UPDATE live SET package = 'b'", NULL, NULL);
    assert_string_equal(said("2024-11", "cat-bi"), "");
    assert_true(follow());
    assert_string_equal(said("2024-11", "cat-bi"), "1.1 met, 2.1 met");
}

/* What the table holds is the program's own and follows from the records: where it cannot be read it is made anew. */
static void test_what_cannot_be_read_is_made_anew(void **state)
{
    (void)state;
    contest_advance(&contest, "2024-11-10T09:00");
    follow();
    contest_record(&contest, "UPDATE live_result SET cells = '{' WHERE subject = 'cat-bi'", NULL, NULL);
    assert_true(follow());
    assert_string_equal(said("2024-11", "cat-bi"), "1.1 met, 2.1 met");
}

/* It stands beside the figures and goes with them; what it rests on being another, the figures are written with a new one. */
static void test_an_estimate_stands_beside_them(void **state)
{
    (void)state;
    contest_advance(&contest, "2024-11-10T09:00");
    assert_true(follow_with("day 1", NULL));
    const struct value *row = value_at(value_get(listed("2024-11", "cat-bi"), "rows"), 0);
    assert_string_equal(value_get_text(row, "outlook", ""), "met");
    assert_true(value_is_null(value_get(row, "pace")) && value_get(row, "pace"));
    assert_false(follow_with("day 1", NULL));
    assert_true(follow_with("day 2", "{\"1.1\": {\"pace\": {\"value\": \"70%\", \"verdict\": \"missed\"}, \"low\": null, \"high\": null, \"months\": 0}}"));
    row = value_at(value_get(listed("2024-11", "cat-bi"), "rows"), 0);
    assert_string_equal(value_get_text(value_get(row, "pace"), "value", ""), "70%");
    assert_int_equal(value_get_int(row, "months", 9), 0);
    row = value_at(value_get(listed("2024-11", "cat-bi"), "rows"), 1);
    assert_true(value_is_null(value_get(row, "pace")));
}

int main(int argc, char **argv)
{
    contest_begin(argc, argv);
    const struct CMUnitTest tests[] = {
        PURE(test_which_are_open),
        STORED(test_they_follow_the_records),
        STORED(test_a_rule_that_fails_harms_no_other),
        STORED(test_what_is_over_goes),
        STORED(test_another_package_says_nothing_of_this_one),
        STORED(test_what_cannot_be_read_is_made_anew),
        STORED(test_an_estimate_stands_beside_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
