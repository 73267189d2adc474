/* ical: recurrence rules as days, by libical; what is none is refused with a word on how to write one. */
#include "arena_case.h"

#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "ical/recurrence.h"

#include <string.h>

static int32_t day(const char *text)
{
    int32_t parsed;
    assert_true(day_parse(text, &parsed));
    return parsed;
}

static void test_days(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *days[6];
    } cases[] = {
        {"FREQ=MONTHLY;BYMONTHDAY=-1", {"2024-11-30", "2024-12-31", "2025-01-31"}},
        {"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", {"2024-11-30"}},
        {"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", {"2024-12-31"}},
        {"FREQ=WEEKLY;BYDAY=MO;COUNT=2", {"2024-11-04", "2024-11-11"}},
        {"FREQ=DAILY;UNTIL=20241102", {"2024-11-01", "2024-11-02"}},
        {"FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", {NULL}},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        int32_t *days;
        size_t count, expected = 0;
        assert_true(recurrence_days(arena, cases[i].rule, day("2024-11-01"), day("2025-02-04"), &days, &count, NULL));
        while (expected < LEN(cases[i].days) && cases[i].days[expected])
            expected++;
        assert_int_equal(count, expected);
        for (size_t k = 0; k < count; k++)
            assert_string_equal(day_text(arena, days[k]), cases[i].days[k]);
    }
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *rule, *en;
    } cases[] = {
        {"every month", "is no recurrence rule"}, {"", "is no recurrence rule"},          {"FREQ=MONTHLYY", "is no recurrence rule"},
        {"FREQ=HOURLY", "within a day"},          {"FREQ=DAILY;BYHOUR=8", "within a day"}, {"FREQ=DAILY", "more than 400 days"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        int32_t *days;
        size_t count;
        assert_false(recurrence_days(arena, cases[i].rule, day("2024-01-01"), day("2026-01-01"), &days, &count, &err));
        assert_non_null(strstr(err.en, cases[i].en));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_days),
        WITH_ARENA(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
