/* agenda: which readings of the machine's clock are believed (agenda/clock_watch.h). With a real daemon: tests/whole/test_clock.py. */
#include "unit.h"

#include "agenda/clock_watch.h"
#include "base/array.h"

#include <string.h>

enum { HOUR = 3600, DAY = 86400, SPAN = 3 * DAY };

static void test_judgement(void **state)
{
    static const struct {
        const char *what, *boot;
        int64_t passed, elapsed; /* of the wall clock, of the kernel's count */
        enum clock_verdict verdict;
    } cases[] = {
        {"a minute", "a", 60, 60, CLOCK_GOES_ON},
        {"an hour that nobody noted", "a", HOUR, HOUR, CLOCK_GOES_ON},
        {"the daemon was stopped for a night", "a", 15 * HOUR, 15 * HOUR, CLOCK_WAS_AWAY},
        {"it was stopped for ten days, the machine ran", "a", 10 * DAY, 10 * DAY, CLOCK_WAS_AWAY},
        {"the machine was off for a weekend", "b", 2 * DAY, 30, CLOCK_WAS_AWAY},
        {"the span itself", "b", SPAN, 30, CLOCK_WAS_AWAY},
        {"more than it", "b", SPAN + 1, 30, CLOCK_JUMPED},
        {"the machine was off for ten days", "b", 10 * DAY, 30, CLOCK_JUMPED},
        {"what another boot counted explains nothing", "b", 10 * DAY, 10 * DAY, CLOCK_JUMPED},
        {"a mistyped year while it runs", "a", 365 * DAY, 60, CLOCK_JUMPED},
        {"the kernel does not name its boots", "", 10 * DAY, 10 * DAY, CLOCK_JUMPED},
        {"a mistyped day within the span", "a", 2 * DAY, 60, CLOCK_WAS_AWAY},
        {"back", "a", -400 * DAY, 60, CLOCK_GOES_ON},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct clock_mark last = {1000 * (int64_t)DAY, 500, "a"};
        struct clock_mark now = {last.at + cases[i].passed, last.steady + cases[i].elapsed, ""};
        strcpy(now.boot, cases[i].boot);
        if (!*cases[i].boot)
            last.boot[0] = '\0';
        if (clock_watch_judge(&last, &now, SPAN) != cases[i].verdict)
            fail_msg("%s", cases[i].what);
    }
}

static void test_the_machine_is_asked(void **state)
{
    struct clock clock;
    (void)state;
    clock_init_real(&clock);
    struct clock_mark one = clock_mark_now(&clock), two = clock_mark_now(&clock);
    assert_true(one.steady > 0 && two.steady >= one.steady && two.at >= one.at);
    assert_string_equal(one.boot, two.boot);
    assert_int_equal(clock_watch_judge(&one, &two, SPAN), CLOCK_GOES_ON);
    assert_in_range(clock_kernel_sync(), CLOCK_SYNC_UNKNOWN, CLOCK_SYNCHRONISED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_judgement), cmocka_unit_test(test_the_machine_is_asked)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
