/* calendar: periods with stubs in both month modes, working days, the open list of what falls due (contest.md §1). */
#include "unit.h"
#include "package_case.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "calendar/working_day.h"
#include "package/package.h"

#include <string.h>
#include <time.h>

static int32_t day(const char *text)
{
    int32_t parsed;
    assert_true(day_parse(text, &parsed));
    return parsed;
}

struct expected_period {
    const char *id, *from, *last, *title;
};

static void check_periods(const struct period_list *list, const struct expected_period *expected, size_t len)
{
    for (size_t i = 0; i < len && i < list->len; i++) {
        const struct period *period = &list->items[i];
        assert_string_equal(period->id, expected[i].id);
        assert_string_equal(day_text(arena, period->from), expected[i].from);
        assert_string_equal(day_text(arena, period->until - 1), expected[i].last);
        assert_string_equal(period_title(period, arena), expected[i].title);
    }
    assert_int_equal(list->len, len);
}

/* What a period is stands in its fields; its id is only a name. */
static void check_short(const struct period_list *list, const char *id, const char *expected)
{
    const struct period *found = period_find(list, id);
    assert_non_null(found);
    assert_string_equal(period_short(found, arena), expected);
    assert_int_equal(found->number != 0, found->kind < PERIOD_PHASE);
}

static void test_calendar_months(void **state)
{
    (void)state;
    static const struct expected_period expected[] = {
        {"2024-11", "2024-11-01", "2024-11-30", "tháng 11/2024"},
        {"2024-12", "2024-12-01", "2024-12-31", "tháng 12/2024"},
        {"2025-01", "2025-01-01", "2025-02-03", "tháng 01/2025"},
        {"phase-1", "2024-11-01", "2025-02-03", "Đợt 1"},
        {"2025-02", "2025-02-04", "2025-02-28", "tháng 02/2025"},
        {"2025-03", "2025-03-01", "2025-03-31", "tháng 3/2025"},
        {"2025-04", "2025-04-01", "2025-04-30", "tháng 4/2025"},
        {"2025-05", "2025-05-01", "2025-05-31", "tháng 5/2025"},
        {"2025-06", "2025-06-01", "2025-06-30", "tháng 6/2025"},
        {"2025-07", "2025-07-01", "2025-07-31", "tháng 7/2025"},
        {"2025-08", "2025-08-01", "2025-08-19", "tháng 8/2025"},
        {"phase-2", "2025-02-04", "2025-08-19", "Đợt 2"},
        {"contest", "2024-11-01", "2025-08-19", "cả phong trào"},
    };
    struct period_list list = period_list(package, arena);
    check_periods(&list, expected, LEN(expected));
    assert_int_equal(period_months(&list, period_find(&list, "phase-1"), arena).len, 3);
    assert_int_equal(period_months(&list, period_find(&list, "phase-2"), arena).len, 7);
    assert_int_equal(period_months(&list, period_find(&list, "contest"), arena).len, 10);
    struct period_list own = period_months(&list, period_find(&list, "2025-01"), arena);
    assert_int_equal(own.len, 1);
    assert_string_equal(own.items[0].id, "2025-01");
    assert_ptr_equal(period_find(&list, "2025-02")->phase, &package->phases[1]);
    assert_string_equal(period_find(&list, "contest")->phase->title, "cả hai đợt"); /* [whole]: it is closed like a phase */
    assert_true(period_is_closed(period_find(&list, "contest")) && !period_is_closed(period_find(&list, "2025-08")));
    assert_null(period_find(&list, "2025-09"));
}

/* 15th to 14th: the phases cut the month of February into two parts that both stand; 15–19/8 is a stub. */
static void test_months_from_the_15th(void **state)
{
    (void)state;
    static const struct expected_period expected[] = {
        {"2024-11", "2024-11-01", "2024-11-14", "tháng 11/2024"},
        {"2024-12", "2024-11-15", "2024-12-14", "tháng 12/2024"},
        {"2025-01", "2024-12-15", "2025-01-14", "tháng 01/2025"},
        {"2025-02", "2025-01-15", "2025-02-03", "tháng 02/2025"},
        {"phase-1", "2024-11-01", "2025-02-03", "Đợt 1"},
        {"2025-02b", "2025-02-04", "2025-02-14", "tháng 02/2025 (phần sau)"},
        {"2025-03", "2025-02-15", "2025-03-14", "tháng 3/2025"},
        {"2025-04", "2025-03-15", "2025-04-14", "tháng 4/2025"},
        {"2025-05", "2025-04-15", "2025-05-14", "tháng 5/2025"},
        {"2025-06", "2025-05-15", "2025-06-14", "tháng 6/2025"},
        {"2025-07", "2025-06-15", "2025-07-14", "tháng 7/2025"},
        {"2025-08", "2025-07-15", "2025-08-19", "tháng 8/2025"},
        {"phase-2", "2025-02-04", "2025-08-19", "Đợt 2"},
        {"contest", "2024-11-01", "2025-08-19", "cả phong trào"},
    };
    struct package other = *package;
    other.schedule.month_mode = MONTH_D15_D14;
    struct period_list list = period_list(&other, arena);
    check_periods(&list, expected, LEN(expected));
    check_short(&list, "2025-02", "02/2025");
    check_short(&list, "2025-02b", "02/2025 (sau)");
    check_short(&list, "2025-03", "03/2025");
    check_short(&list, "phase-1", "Đợt 1");
    check_short(&list, "contest", "cả phong trào");
}

/* ISO 8601: 29/12/2025 is of the first week of 2026; the phase ends on a Tuesday, whose two days join the week before. */
static void test_weeks_and_quarters(void **state)
{
    (void)state;
    static const struct expected_period expected[] = {
        {"2025-W50", "2025-12-10", "2025-12-14", "tuần 10/12–14/12/2025"},
        {"2025-W51", "2025-12-15", "2025-12-21", "tuần 15/12–21/12/2025"},
        {"2025-W52", "2025-12-22", "2025-12-28", "tuần 22/12–28/12/2025"},
        {"2026-W01", "2025-12-29", "2026-01-06", "tuần 29/12–06/01/2026"},
        {"2025-12", "2025-12-01", "2025-12-31", "tháng 12/2025"},
        {"2026-01", "2026-01-01", "2026-01-06", "tháng 01/2026"},
        {"2025-Q4", "2025-12-01", "2025-12-31", "quý IV/2025"},
        {"2026-Q1", "2026-01-01", "2026-01-06", "quý I/2026"},
        {"phase-1", "2025-12-01", "2026-01-06", "Đợt 1"},
        {"2026-W02", "2026-01-07", "2026-01-11", "tuần 07/01–11/01/2026"},
        {"2026-W03", "2026-01-12", "2026-01-20", "tuần 12/01–20/01/2026"},
        {"2026-01b", "2026-01-07", "2026-01-20", "tháng 01/2026 (phần sau)"},
        {"2026-Q1b", "2026-01-07", "2026-01-20", "quý I/2026 (phần sau)"},
        {"phase-2", "2026-01-07", "2026-01-20", "Đợt 2"},
        {"2026-W04", "2026-01-21", "2026-01-23", "tuần 21/01–23/01/2026"},
        {"2026-01c", "2026-01-21", "2026-01-23", "tháng 01/2026 (phần 3)"},
        {"2026-Q1c", "2026-01-21", "2026-01-23", "quý I/2026 (phần 3)"},
        {"phase-3", "2026-01-21", "2026-01-23", "Đợt 3"},
        {"contest", "2025-12-01", "2026-01-23", "cả phong trào"},
    };
    struct phase phases[] = {{"phase-1", "Đợt 1", "", day("2025-12-01"), day("2026-01-07")},
                             {"phase-2", "Đợt 2", "", day("2026-01-07"), day("2026-01-21")},
                             {"phase-3", "Đợt 3", "", day("2026-01-21"), day("2026-01-24")}};
    struct package other = *package;
    other.phases = phases;
    other.phase_count = other.closing_count = LEN(phases);
    other.from = phases[0].from;
    other.until = phases[2].until;
    other.schedule.week_from = day("2025-12-10"); /* a Wednesday: no week before it */
    other.schedule.stub_week_min_days = 3;
    other.schedule.stub_month_min_days = 5;
    other.schedule.quarter_from = other.from;
    other.schedule.stub_quarter_min_days = 5;
    struct period_list list = period_list(&other, arena);
    check_periods(&list, expected, LEN(expected));
    check_short(&list, "2026-W01", "29/12–06/01");
    check_short(&list, "2026-01c", "01/2026 (phần 3)");
    assert_int_equal(period_months(&list, period_find(&list, "2026-Q1b"), arena).len, 1);
    struct period_list own = period_months(&list, period_find(&list, "2026-W01"), arena);
    assert_int_equal(own.len, 1); /* where things are counted by months it stands for one */
    assert_string_equal(own.items[0].id, "2026-W01");
    assert_int_equal(period_months(&list, period_find(&list, "contest"), arena).len, 4);
    for (size_t i = 0; i < list.len; i++)
        assert_int_equal(period_is_closed(&list.items[i]), list.items[i].kind == PERIOD_PHASE);
    other.schedule.quarter_from = day("2025-12-10"); /* in the middle of a month: quarters have whole ones */
    list = period_list(&other, arena);
    assert_null(period_find(&list, "2025-Q4"));
    assert_int_equal(period_find(&list, "2026-Q1")->from, day("2026-01-01"));
}

/* Every day of ten years, and the weeks of ISO 8601 as the C library names them. */
static void test_weeks_of_iso_8601(void **state)
{
    (void)state;
    struct phase phase = {"phase-1", "Đợt 1", "", day("2020-01-06"), day("2029-12-31")};
    struct package other = *package;
    other.phases = &phase;
    other.phase_count = other.closing_count = 1;
    other.from = other.schedule.week_from = phase.from;
    other.until = phase.until;
    struct period_list list = period_list(&other, arena);
    size_t weeks = 0;
    for (size_t i = 0; i < list.len && list.items[i].kind == PERIOD_WEEK; i++, weeks++) {
        time_t thursday = (time_t)(list.items[i].from + 3) * DAY_SECONDS;
        struct tm parts;
        char id[16];
        gmtime_r(&thursday, &parts);
        assert_true(strftime(id, sizeof id, "%G-W%V", &parts) > 0);
        assert_string_equal(list.items[i].id, id);
        assert_int_equal(list.items[i].until - list.items[i].from, 7);
    }
    assert_int_equal(weeks, 521);
}

/* One phase of its own bounds: where stubs go. */
static void test_stubs(void **state)
{
    (void)state;
    static const struct {
        const char *from, *last;
        int least;
        const char *months; /* id:from..last of each */
    } cases[] = {
        {"2024-11-25", "2024-12-31", 10, "2024-12:2024-11-25..2024-12-31 "},
        {"2024-11-21", "2024-12-31", 10, "2024-11:2024-11-21..2024-11-30 2024-12:2024-12-01..2024-12-31 "},
        {"2024-11-22", "2024-12-31", 10, "2024-12:2024-11-22..2024-12-31 "},
        {"2024-11-01", "2024-12-09", 10, "2024-11:2024-11-01..2024-12-09 "},
        {"2024-11-01", "2024-12-10", 10, "2024-11:2024-11-01..2024-11-30 2024-12:2024-12-01..2024-12-10 "},
        {"2024-11-28", "2024-12-05", 10, "2024-12:2024-11-28..2024-12-05 "},
        {"2024-11-05", "2024-11-07", 10, "2024-11:2024-11-05..2024-11-07 "},
        {"2024-11-30", "2025-01-01", 10, "2024-12:2024-11-30..2025-01-01 "},
        {"2024-11-30", "2024-12-31", 0, "2024-11:2024-11-30..2024-11-30 2024-12:2024-12-01..2024-12-31 "},
        {"2024-12-25", "2025-01-31", 15, "2025-01:2024-12-25..2025-01-31 "},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct phase phase = {
            .id = "phase-1", .title = "Đợt 1", .from = day(cases[i].from), .until = day(cases[i].last) + 1};
        struct package other = *package;
        other.phases = &phase;
        other.phase_count = other.closing_count = 1;
        other.from = phase.from;
        other.until = phase.until;
        other.schedule.stub_month_min_days = cases[i].least;
        struct period_list list = period_list(&other, arena);
        char *months = arena_strdup(arena, "");
        for (size_t j = 0; j < list.len && list.items[j].kind == PERIOD_MONTH; j++)
            months =
                arena_printf(arena, "%s%s:%s..%s ", months, list.items[j].id,
                             day_text(arena, list.items[j].from), day_text(arena, list.items[j].until - 1));
        assert_string_equal(months, cases[i].months);
    }
}

static void test_working_days(void **state)
{
    (void)state;
    static const struct {
        const char *day;
        bool working;
    } days[] = {
        {"2024-11-30", false}, {"2024-12-02", true},  {"2025-01-01", false}, {"2025-01-24", true},
        {"2025-01-27", false}, {"2025-01-31", false}, {"2025-02-03", true},  {"2025-04-07", false},
        {"2025-04-26", true},  {"2025-04-27", false}, {"2025-04-30", false}, {"2025-05-01", false},
        {"2025-05-02", false}, {"2025-05-03", false}, {"2025-05-05", true},  {"2025-09-01", false},
        {"2025-09-02", false}, {"2025-09-03", true},
    };
    for (size_t i = 0; i < LEN(days); i++)
        if (working_day_is(package, day(days[i].day)) != days[i].working)
            fail_msg("%s", days[i].day);
    static const struct {
        const char *from;
        int count;
        const char *day;
    } cases[] = {
        {"2024-11-30", 1, "2024-12-02"}, {"2024-11-30", 5, "2024-12-06"}, {"2024-12-31", 5, "2025-01-08"},
        {"2025-01-24", 1, "2025-02-03"}, {"2025-02-03", 5, "2025-02-10"}, {"2025-02-03", 7, "2025-02-12"},
        {"2025-04-25", 1, "2025-04-26"}, {"2025-04-25", 4, "2025-05-05"}, {"2025-04-30", 5, "2025-05-09"},
        {"2025-08-26", 8, "2025-09-09"},
    };
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(day_text(arena, working_day_after(package, day(cases[i].from), cases[i].count)),
                            cases[i].day);
}

/* Two kinds that nobody else knows: the list is open, sorts by instant, then by the kinds' order, then by period. */
static void add_first_days(struct due_list *list, const struct due_kind *kind, const struct package *of,
                           const struct period_list *periods)
{
    (void)of;
    for (size_t i = 0; i < periods->len; i++)
        due_append(list, kind, &periods->items[i], day_instant(periods->items[i].from, 0));
}

static void test_open_list(void **state)
{
    (void)state;
    static const struct due_kind late = {"late", DUE_ORDER_ALERT, add_first_days};
    static const struct due_kind early = {"early", DUE_ORDER_PROVISIONAL, add_first_days};
    static const struct due_kind *many[8 + 1] = {&late, &early, &late, &early, &late, &early, &late, &early};
    struct period_list periods = period_list(package, arena);
    struct due_list list = due_list(many, package, &periods, arena);
    assert_int_equal(list.len, 8 * periods.len);
    assert_string_equal(list.items[0].kind->name, "early");
    assert_string_equal(list.items[0].period->id, "2024-11"); /* the month, then the phase, then the contest */
    assert_string_equal(list.items[4].period->id, "phase-1");
    assert_string_equal(list.items[8].period->id, "contest");
    assert_string_equal(list.items[12].kind->name, "late");
    for (size_t i = 1; i < list.len; i++)
        assert_true(list.items[i - 1].at <= list.items[i].at);
}

static void test_working_days_and_a_minute(void **state)
{
    (void)state;
    assert_string_equal(instant_text(arena, due_after_working_days(package, day("2025-02-03"), 5, 17 * 60)),
                        "2025-02-10T17:00:00+07:00");
    assert_true(due_has_type(package, "submission"));
    assert_false(due_has_type(package, "submissions"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar_months),
        cmocka_unit_test(test_months_from_the_15th),
        cmocka_unit_test(test_weeks_and_quarters),
        cmocka_unit_test(test_weeks_of_iso_8601),
        cmocka_unit_test(test_stubs),
        cmocka_unit_test(test_working_days),
        cmocka_unit_test(test_open_list),
        cmocka_unit_test(test_working_days_and_a_minute),
    };
    return cmocka_run_group_tests(tests, package_setup, package_teardown);
}
