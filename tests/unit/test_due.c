/* agenda: the timetable of the plan's contest, from the kinds that the rooms bring (contest.md §1). */
#include "unit.h"
#include "package_case.h"

#include "agenda/due_task.h"
#include "base/array.h"
#include "base/day.h"
#include "calendar/period.h"

#include <string.h>

static int64_t instant(const char *text)
{
    int64_t parsed;
    assert_true(instant_parse(text, &parsed));
    return parsed;
}

static const struct due *find(const struct due_list *list, const char *kind, const char *period,
                              size_t *ret_place)
{
    for (size_t i = 0; i < list->len; i++) {
        if (strcmp(list->items[i].kind->name, kind) == 0 && strcmp(list->items[i].period->id, period) == 0) {
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
        const char *kind;
        const char *period, *at;
    } cases[] = {
        {"provisional", "2024-11", "2024-11-30T23:30"}, {"return", "2024-11", "2024-12-06T08:00"},
        {"final", "2024-11", "2024-12-06T17:00"},       {"return", "2024-12", "2025-01-06T08:00"},
        {"final", "2024-12", "2025-01-08T17:00"},       {"provisional", "2025-01", "2025-02-03T23:30"},
        {"provisional", "phase-1", "2025-02-03T23:30"}, {"return", "2025-01", "2025-02-10T08:00"},
        {"final", "2025-01", "2025-02-10T17:00"},       {"final", "phase-1", "2025-02-10T17:00"},
        {"seal", "phase-1", "2025-02-10T17:00"},        {"decision", "phase-1", "2025-02-12T17:00"},
        {"final", "2025-04", "2025-05-09T17:00"},       {"provisional", "contest", "2025-08-19T23:30"},
        {"final", "contest", "2025-08-26T17:00"},       {"seal", "phase-2", "2025-08-26T17:00"},
        {"decision", "phase-2", "2025-08-28T17:00"},    {"seal", "contest", "2025-08-26T17:00"},
        {"early_warning", "2024-11-04", "2024-11-04T08:00"}, {"early_warning", "2025-08-18", "2025-08-18T08:00"},
        {"idle", "2024-11", "2024-11-23T08:00"},        {"idle", "2025-01", "2025-01-27T08:00"},
        {"idle", "2025-08", "2025-08-12T08:00"},        {"pending", "phase-1", "2024-12-20T08:00"},
        {"pending", "phase-2", "2025-07-05T08:00"},
    };
    struct period_list periods = period_list(package, arena);
    struct due_list list = due_task_list(package, &periods, arena);
    for (size_t i = 0; i < LEN(cases); i++) {
        size_t place;
        const struct due *due = find(&list, cases[i].kind, cases[i].period, &place);
        assert_non_null(due);
        assert_string_equal(instant_text(arena, due->at), instant_text(arena, instant(cases[i].at)));
    }
    /* provisional and final for 10 months, 2 phases and the contest; seal and decision a phase, and a seal of the contest,
     * of which nobody owes a nomination; return a month, a reminder of it, and the month's report; a reminder of nominations a phase; wards end on one day; what ends and when it is told */
    size_t duties = 0, digests = 0, ends = 0; /* days, of which test_duty.c has what opens on them, test_message.c which they are; of those that end on 28/02 and 30/06/2025 */
    for (size_t i = 0; i < list.len; i++) {
        duties += strcmp(list.items[i].kind->name, "duty") == 0;
        digests += strcmp(list.items[i].kind->name, "digest") == 0;
        ends += strcmp(list.items[i].kind->name, "ends") == 0;
    }
    assert_int_equal(digests, 42); /* of 43 weeks from 04/11/2024 to 25/08/2025, one is Tết */
    assert_int_equal(list.len - duties - digests - ends, 2 * 13 + 2 * 2 + 1 + 3 * 10 + 2 + 1 + 42 + 10 + 2); /* a look ahead each Monday, before each month and phase ends */
    assert_int_equal(ends, 2 * 2);
    assert_int_equal(duties, 33);
    size_t none;
    assert_null(find(&list, "decision", "contest", &none));
    assert_null(find(&list, "decision", "2024-11", &none));
    assert_null(find(&list, "return", "phase-1", &none));
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
        struct due_list list = due_task_list(&other, &periods, arena);
        size_t place;
        assert_int_equal(find(&list, "decision", "phase-1", &place) == NULL, i == 0);
        assert_int_equal(find(&list, "return", "2024-11", &place) == NULL, i == 1);
        assert_non_null(find(&list, "seal", "phase-1", &place));
    }
}

/* Months, phase, contest, seal, decision, alerts. */
static void test_order_on_one_instant(void **state)
{
    (void)state;
    static const struct {
        const char *kind;
        const char *period;
    } order[] = {{"final", "2025-08"}, {"final", "phase-2"},    {"final", "contest"},
                 {"seal", "phase-2"},  {"decision", "phase-2"}, {"return", "2025-08"}};
    struct package other = *package;
    other.schedule.nomination_days = other.schedule.close_grace_days;
    other.schedule.return_due_days = 0;
    other.schedule.return_grace_days = other.schedule.close_grace_days;
    other.schedule.return_minute = other.schedule.final_minute;
    struct period_list periods = period_list(&other, arena);
    struct due_list list = due_task_list(&other, &periods, arena);
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
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_due_instants),
        cmocka_unit_test(test_without_returns_and_nominations),
        cmocka_unit_test(test_order_on_one_instant),
    };
    return cmocka_run_group_tests(tests, package_setup, package_teardown);
}
