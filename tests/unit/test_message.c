/* message: when a message may go, by a route's quiet hours and the contest's days off; when wards are reminded of their returns. */
#include "unit.h"
#include "package_case.h"

#include "base/array.h"
#include "base/day.h"
#include "calendar/period.h"
#include "message/quiet_hours.h"
#include "message/return_reminder.h"
#include "package/message_route.h"

static int64_t instant(const char *text)
{
    int64_t parsed;
    assert_true(instant_parse(text, &parsed));
    return parsed;
}

/* 2025-01-08 is a Wednesday; Tết is 25/01 to 02/02/2025. */
static void test_quiet_hours_and_days(void **state)
{
    (void)state;
    static const struct {
        int from, until; /* minutes */
        bool working;
        const char *at, *goes;
    } cases[] = {
        {0, 0, false, "2025-01-08T23:59", "2025-01-08T23:59"},
        {18 * 60, 7 * 60, false, "2025-01-08T17:59", "2025-01-08T17:59"},
        {18 * 60, 7 * 60, false, "2025-01-08T18:00", "2025-01-09T07:00"},
        {18 * 60, 7 * 60, false, "2025-01-09T06:59:59", "2025-01-09T07:00"},
        {18 * 60, 7 * 60, false, "2025-01-09T07:00", "2025-01-09T07:00"},
        {12 * 60, 13 * 60, false, "2025-01-08T12:30", "2025-01-08T13:00"},
        {12 * 60, 13 * 60, false, "2025-01-08T13:00", "2025-01-08T13:00"},
        {18 * 60, 7 * 60, true, "2025-01-10T18:30", "2025-01-13T07:00"}, /* a Friday evening */
        {18 * 60, 7 * 60, true, "2025-01-11T10:00", "2025-01-13T07:00"},
        {18 * 60, 7 * 60, true, "2025-01-13T05:00", "2025-01-13T07:00"},
        {18 * 60, 7 * 60, true, "2025-01-24T20:00", "2025-02-03T07:00"}, /* over Tết */
        {0, 0, true, "2025-01-11T10:00", "2025-01-13T00:00"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct message_route route = {.quiet_from = cases[i].from, .quiet_until = cases[i].until, .working_days = cases[i].working};
        assert_string_equal(instant_text(arena, quiet_hours_end(package, &route, instant(cases[i].at))), instant_text(arena, instant(cases[i].goes)));
    }
}

static void test_what_comes_together_goes_together(void **state)
{
    (void)state;
    assert_int_equal(quiet_hours_gather(119, 60), 120);
    assert_int_equal(quiet_hours_gather(120, 60), 120);
    assert_int_equal(quiet_hours_gather(121, 0), 121);
}

/* Two working days before the fifth after the month, but never before it is over. */
static void test_reminders(void **state)
{
    (void)state;
    static const struct {
        const char *period, *at;
    } cases[] = {{"2024-11", "2024-12-03T08:00"}, {"2024-12", "2025-01-02T08:00"}, {"2025-01", "2025-02-06T08:00"}};
    struct period_list periods = period_list(package, arena);
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(instant_text(arena, return_reminder_at(package, period_find(&periods, cases[i].period))), instant_text(arena, instant(cases[i].at)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quiet_hours_and_days),
        cmocka_unit_test(test_what_comes_together_goes_together),
        cmocka_unit_test(test_reminders),
    };
    return cmocka_run_group_tests(tests, package_setup, package_teardown);
}
