/* calendar: periods with stubs in both month modes, working days, the timetable (contest.md §1). */
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

static int32_t day(const char *text)
{
    int32_t parsed;
    assert_true(day_parse(text, &parsed));
    return parsed;
}

static int64_t instant(const char *text)
{
    int64_t parsed;
    assert_true(instant_parse(text, &parsed));
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
    assert_null(period_find(&list, "contest")->phase);
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
        other.phase_count = 1;
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

static const struct due *find(const struct due_list *list, enum due_kind kind, const char *period,
                              size_t *ret_place)
{
    for (size_t i = 0; i < list->len; i++) {
        if (list->items[i].kind == kind && strcmp(list->items[i].period->id, period) == 0) {
            *ret_place = i;
            return &list->items[i];
        }
    }
    return NULL;
}

static void test_due_instants(void **state)
{
    (void)state;
    static const struct {
        enum due_kind kind;
        const char *period, *at;
    } cases[] = {
        {DUE_PROVISIONAL, "2024-11", "2024-11-30T23:30"}, {DUE_RETURN, "2024-11", "2024-12-06T08:00"},
        {DUE_FINAL, "2024-11", "2024-12-06T17:00"},       {DUE_RETURN, "2024-12", "2025-01-06T08:00"},
        {DUE_FINAL, "2024-12", "2025-01-08T17:00"},       {DUE_PROVISIONAL, "2025-01", "2025-02-03T23:30"},
        {DUE_PROVISIONAL, "phase-1", "2025-02-03T23:30"}, {DUE_RETURN, "2025-01", "2025-02-10T08:00"},
        {DUE_FINAL, "2025-01", "2025-02-10T17:00"},       {DUE_FINAL, "phase-1", "2025-02-10T17:00"},
        {DUE_SEAL, "phase-1", "2025-02-10T17:00"},        {DUE_DECISION, "phase-1", "2025-02-12T17:00"},
        {DUE_FINAL, "2025-04", "2025-05-09T17:00"},       {DUE_PROVISIONAL, "contest", "2025-08-19T23:30"},
        {DUE_FINAL, "contest", "2025-08-26T17:00"},       {DUE_SEAL, "phase-2", "2025-08-26T17:00"},
        {DUE_DECISION, "phase-2", "2025-08-28T17:00"},
    };
    struct period_list periods = period_list(package, arena);
    struct due_list list = due_list(package, &periods, arena);
    for (size_t i = 0; i < LEN(cases); i++) {
        size_t place;
        const struct due *due = find(&list, cases[i].kind, cases[i].period, &place);
        assert_non_null(due);
        assert_string_equal(instant_text(arena, due->at), instant_text(arena, instant(cases[i].at)));
    }
    /* provisional and final for 10 months, 2 phases and the contest; seal and decision a phase; return a
     * month */
    assert_int_equal(list.len, 2 * 13 + 2 * 2 + 10);
    size_t none;
    assert_null(find(&list, DUE_SEAL, "contest", &none));
    assert_null(find(&list, DUE_DECISION, "2024-11", &none));
    assert_null(find(&list, DUE_RETURN, "phase-1", &none));
}

/* What looks at records that the contest has not never falls due. */
static void test_without_returns_and_nominations(void **state)
{
    (void)state;
    static const char *const left[] = {"nomination", "submission"};
    struct period_list periods = period_list(package, arena);
    for (size_t i = 0; i < LEN(left); i++) {
        struct package other = *package;
        other.types.items = arena_alloc(arena, package->types.len * sizeof *other.types.items);
        other.types.len = 0;
        for (size_t t = 0; t < package->types.len; t++)
            if (strcmp(package->types.items[t].name, left[i]) != 0)
                other.types.items[other.types.len++] = package->types.items[t];
        struct due_list list = due_list(&other, &periods, arena);
        size_t place;
        assert_int_equal(find(&list, DUE_DECISION, "phase-1", &place) == NULL, i == 0);
        assert_int_equal(find(&list, DUE_RETURN, "2024-11", &place) == NULL, i == 1);
        assert_non_null(find(&list, DUE_SEAL, "phase-1", &place));
    }
}

/* Months, phase, contest, seal, decision, alerts. */
static void test_order_on_one_instant(void **state)
{
    (void)state;
    static const struct {
        enum due_kind kind;
        const char *period;
    } order[] = {{DUE_FINAL, "2025-08"}, {DUE_FINAL, "phase-2"},    {DUE_FINAL, "contest"},
                 {DUE_SEAL, "phase-2"},  {DUE_DECISION, "phase-2"}, {DUE_RETURN, "2025-08"}};
    struct package other = *package;
    other.schedule.nomination_days = other.schedule.close_grace_days;
    other.schedule.return_due_days = 0;
    other.schedule.return_grace_days = other.schedule.close_grace_days;
    other.schedule.return_minute = other.schedule.final_minute;
    struct period_list periods = period_list(&other, arena);
    struct due_list list = due_list(&other, &periods, arena);
    size_t before = 0;
    for (size_t i = 0; i < LEN(order); i++) {
        size_t place;
        const struct due *due = find(&list, order[i].kind, order[i].period, &place);
        assert_non_null(due);
        assert_string_equal(instant_text(arena, due->at), "2025-08-26T17:00:00+07:00");
        assert_true(i == 0 || place > before);
        before = place;
    }
    for (size_t i = 1; i < list.len; i++)
        assert_true(list.items[i - 1].at <= list.items[i].at);
    assert_string_equal(due_kind_name(DUE_DECISION), "decision");
    assert_string_equal(period_kind_name(PERIOD_CONTEST), "contest");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar_months),
        cmocka_unit_test(test_months_from_the_15th),
        cmocka_unit_test(test_stubs),
        cmocka_unit_test(test_working_days),
        cmocka_unit_test(test_due_instants),
        cmocka_unit_test(test_without_returns_and_nominations),
        cmocka_unit_test(test_order_on_one_instant),
    };
    return cmocka_run_group_tests(tests, package_setup, package_teardown);
}
