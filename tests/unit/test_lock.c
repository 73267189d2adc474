/* lock: from the end of its lock day on, records about a month come in by an exception alone, which one person asks for and another grants. */
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/turn.h"
#include "import_trial.h"
#include "lock/lock_exception.h"
#include "lock/month_lock.h"
#include "package/package.h"
#include "workflow/role.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { LOCK_DAYS = 10 }; /* the tenth working day after 30/11/2024, a Saturday, is Friday 13/12/2024 */

static void day_is(const char *text)
{
    int32_t day;
    assert_true(day_parse(text, &day));
    trial.now = day_instant(day, 9 * 60);
}

static int setup(void **state)
{
    int done = trial_setup(state);
    trial.package->schedule.lock_days = LOCK_DAYS;
    day_is("2024-12-14");
    return done;
}

static const struct period *november(void)
{
    return period_find(&trial.periods, "2024-11");
}

static void test_the_lock_day(void **state)
{
    static const struct {
        const char *period;
        int days;
        const char *lock; /* NULL: never */
    } cases[] = {{"2024-11", 10, "2024-12-13"}, {"2024-11", 1, "2024-12-02"}, {"2024-12", 10, "2025-01-15"}, {"2024-11", 0, NULL}};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct period *period = period_find(&trial.periods, cases[i].period);
        trial.package->schedule.lock_days = cases[i].days;
        int32_t lock = month_lock_day(trial.package, period);
        if (cases[i].lock)
            assert_string_equal(day_text(trial.arena, lock), cases[i].lock);
        assert_int_equal(month_lock_holds(trial.package, period, lock), false);
        assert_int_equal(month_lock_holds(trial.package, period, lock + 1), cases[i].lock != NULL);
    }
    assert_false(month_lock_holds(trial.package, period_find(&trial.periods, "phase-1"), DAY_NEVER));
}

#define STATED "tip_id,ward,team,received_on,channel,verified,state,state_reason\n"
#define MEMBER "member_id,team,full_name,birth_date,sex,role,valid_from,valid_until\n"

/* What is refused in a locked month and what is not. The stored rows are those of trial_setup. */
static void test_what_the_lock_keeps_out(void **state)
{
    static const struct {
        const char *what, *day, *before, *type, *text;
        bool refused;
    } cases[] = {
        {"a new record", "2024-12-14", NULL, "tip", TIP "T9,cat-bi,,2024-11-30,113,,yes,\n", true},
        {"on the lock day", "2024-12-13", NULL, "tip", TIP "T9,cat-bi,,2024-11-30,113,,yes,\n", false},
        {"of the open month", "2024-12-14", NULL, "tip", TIP "T9,cat-bi,,2024-12-01,113,,yes,\n", false},
        {"of before the contest", "2024-12-14", NULL, "tip", TIP "T9,cat-bi,,2024-10-31,113,,yes,\n", false},
        {"a correction", "2024-12-14", NULL, "tip", TIP "T1,cat-bi,cat-bi-01,2024-11-05,113,ma túy,yes,\n", true},
        {"out of it", "2024-12-14", NULL, "tip", TIP "T1,cat-bi,cat-bi-01,2024-12-05,force,ma túy,yes,\n", true},
        {"the same again", "2024-12-14", NULL, "tip", TIP "T1,cat-bi,cat-bi-01,2024-11-05,force,ma túy,yes,\n", false},
        {"a withdrawal", "2024-12-14", NULL, "tip", STATED "T1,cat-bi,cat-bi-01,2024-11-05,force,yes,withdrawn,nhầm\n", true},
        {"the answer to what waits", "2024-12-14", STATED "T8,cat-bi,,2024-11-06,113,yes,waiting,\n", "tip", STATED "T8,cat-bi,,2024-11-06,113,yes,confirmed,\n", false},
        {"its return", "2024-12-14", STATED "T8,cat-bi,,2024-11-06,113,yes,waiting,\n", "tip", STATED "T8,cat-bi,,2024-11-06,113,yes,returned,xem lại\n", false},
        {"with other content", "2024-12-14", STATED "T8,cat-bi,,2024-11-06,113,yes,waiting,\n", "tip", STATED "T8,cat-bi,,2024-11-07,113,yes,confirmed,\n", true},
        {"of what was no more than a draft", "2024-12-14", STATED "T8,cat-bi,,2024-11-06,113,yes,draft,\n", "tip", STATED "T8,cat-bi,,2024-11-06,113,yes,confirmed,\n", true},
        {"a return of the month", "2024-12-14", NULL, "submission", "ward,period,record_type,nil_return,submitted_on\ncat-bi,2024-11,tip,no,2024-12-14\n", true},
        {"of the open month", "2024-12-14", NULL, "submission", "ward,period,record_type,nil_return,submitted_on\ncat-bi,2024-12,tip,no,2024-12-14\n", false},
        {"a member from today", "2024-12-14", NULL, "member", MEMBER "M9,cat-bi-01,Lê Văn Ba,1980-02-03,male,member,2024-12-14,\n", false},
        {"a member of then", "2024-12-14", NULL, "member", MEMBER "M9,cat-bi-01,Lê Văn Ba,1980-02-03,male,member,2024-11-10,\n", true},
        {"a member who leaves", "2024-12-14", NULL, "member", MEMBER "M1,cat-bi-01,Nguyễn Văn An,1980-02-03,male,leader,2024-11-01,2024-12-14\n", false},
        {"a member who had left", "2024-12-14", NULL, "member", MEMBER "M1,cat-bi-01,Nguyễn Văn An,1980-02-03,male,leader,2024-11-01,2024-11-20\n", true},
        {"a member's name of then", "2024-12-14", NULL, "member", MEMBER "M1,cat-bi-01,Nguyễn Văn Ân,1980-02-03,male,leader,2024-11-01,\n", true},
        {"what no month counts", "2024-12-14", NULL, "nomination", NOMINATION "n1,cat-bi,phase-1,declined,,không có\n", false},
    };
    void *none = NULL;
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        day_is("2024-12-10");
        trial.moves = true;
        if (cases[i].before)
            trial_import_one(cases[i].type, cases[i].before);
        day_is(cases[i].day);
        struct import_outcome outcome = trial_import_one(cases[i].type, cases[i].text);
        bool said = strstr(trial_problems(), "is locked since the end of 2024-12-13") != NULL;
        if (outcome.refused != cases[i].refused || said != cases[i].refused)
            fail_msg("%s: %s", cases[i].what, trial_problems());
        trial_teardown(&none);
        setup(&none);
    }
}

static void test_the_refusal_says_how_to_ask(void **state)
{
    (void)state;
    trial_import_one("tip", TIP "T9,cat-bi,,2024-11-30,113,,yes,\n");
    trial_assert_problem("tip", 2, "received_on", "exceptions ask --unit cat-bi --period 2024-11 --until DAY --reason REASON", false);
    trial_import_one("patrol", "patrol_id,member_id,on_date\np1,M1,2024-11-20\n"); /* a member's: the ward of the team */
    trial_assert_problem("patrol", 2, "on_date", "--unit cat-bi ", false);
}

/* ---- exceptions ---- */

static struct turn turn_of(const char *actor)
{
    static struct clock clock;
    clock_init_set(&clock, trial.now);
    return (struct turn){.arena = trial.arena, .store = trial.store, .clock = &clock, .package = trial.package, .periods = &trial.periods,
                         .actor = actor, .via = "http"};
}

static int64_t ask_until(const char *unit, const char *until, struct err *err)
{
    struct turn turn = turn_of("person:lan");
    struct lock_exception_asked asked = {.unit = unit, .period = november(), .roles = ROLE_OFFICER, .reason = "mất điện"};
    int64_t id = 0;
    assert_true(day_parse(until, &asked.until));
    return lock_exception_ask(&turn, &asked, &id, err) ? id : 0;
}

static bool decide(const char *actor, int64_t id, const char *act, unsigned roles, struct err *err)
{
    struct turn turn = turn_of(actor);
    return lock_exception_decide(&turn, id, act, roles, "đồng ý", err);
}

static bool enters(const char *ward, const char *id)
{
    return !trial_import_one("tip", arena_printf(trial.arena, TIP "%s,%s,,2024-11-30,113,,yes,\n", id, ward)).refused;
}

static void test_an_exception_lets_in_its_unit_until_its_day(void **state)
{
    (void)state;
    int64_t id = ask_until("cat-bi", "2024-12-16", NULL);
    assert_true(id > 0);
    assert_false(enters("cat-bi", "T10")); /* it is only asked for */
    assert_true(decide("person:minh", id, "grant", ROLE_REVIEWER, NULL));
    struct import_outcome outcome = trial_import_one("tip", TIP "T10,cat-bi,,2024-11-30,113,,yes,\n");
    assert_false(outcome.refused);
    assert_int_equal(value_len(outcome.exceptions), 1);
    assert_int_equal(value_as_int(value_at(outcome.exceptions, 0)), id);
    assert_false(enters("dang-hai", "T10"));
    day_is("2024-12-16");
    assert_true(enters("cat-bi", "T11"));
    day_is("2024-12-17");
    assert_false(enters("cat-bi", "T12"));
    const struct value *stored = lock_exception_get(trial.store, trial.arena, id, instant_day(trial.now), NULL);
    assert_false(value_get_bool(stored, "holds", true));
}

static void test_one_of_the_topmost_unit_lets_all_in(void **state)
{
    (void)state;
    assert_true(decide("person:minh", ask_until("quan-hai-an", "2024-12-16", NULL), "grant", ROLE_REVIEWER, NULL));
    assert_true(enters("cat-bi", "T10"));
    assert_true(enters("dang-hai", "T10"));
}

static void test_a_refused_one_lets_nobody_in(void **state)
{
    struct err err = {0};
    (void)state;
    int64_t id = ask_until("cat-bi", "2024-12-16", NULL);
    assert_true(decide("person:minh", id, "refuse", ROLE_REVIEWER, NULL));
    assert_false(enters("cat-bi", "T10"));
    assert_false(decide("person:minh", id, "grant", ROLE_REVIEWER, &err));
    err_clear(&err);
    assert_true(ask_until("cat-bi", "2024-12-16", NULL) > 0); /* asked anew */
}

static void test_a_granted_one_is_taken_back(void **state)
{
    struct err err = {0};
    (void)state;
    int64_t id = ask_until("cat-bi", "2024-12-16", NULL);
    assert_false(decide("person:minh", id, "revoke", ROLE_REVIEWER, NULL)); /* nobody granted it yet */
    assert_true(decide("person:minh", id, "grant", ROLE_REVIEWER, NULL));
    assert_true(enters("cat-bi", "T10"));
    assert_false(decide("person:lan", id, "revoke", ROLE_OFFICER, NULL));
    assert_true(decide("person:minh", id, "revoke", ROLE_REVIEWER, NULL));
    assert_false(enters("cat-bi", "T11"));
    const struct value *stored = lock_exception_get(trial.store, trial.arena, id, instant_day(trial.now), NULL);
    assert_false(value_get_bool(stored, "holds", true));
    assert_string_equal(value_get_text(stored, "reason", ""), "mất điện");
    assert_string_equal(value_get_text(stored, "decision", ""), "đồng ý");
    assert_false(decide("person:minh", id, "revoke", ROLE_REVIEWER, &err));
    err_clear(&err);
    id = ask_until("cat-bi", "2024-12-16", NULL); /* asked anew */
    assert_true(decide("person:minh", id, "grant", ROLE_REVIEWER, NULL));
    day_is("2024-12-17");
    assert_false(decide("person:minh", id, "revoke", ROLE_REVIEWER, &err));
    assert_non_null(strstr(err.en, "ended by itself"));
    err_clear(&err);
}

static void test_who_asks_does_not_decide(void **state)
{
    static const struct {
        const char *actor, *act;
        unsigned roles;
    } cases[] = {{"person:lan", "grant", ROLE_REVIEWER}, {"person:lan", "refuse", ROLE_REVIEWER}, {"person:hoa", "grant", ROLE_OFFICER},
                 {"person:ky", "grant", ROLE_LEADER},    {"person:ky", "grant", ROLE_AUDITOR}};
    (void)state;
    int64_t id = ask_until("cat-bi", "2024-12-16", NULL);
    for (size_t i = 0; i < LEN(cases); i++)
        if (decide(cases[i].actor, id, cases[i].act, cases[i].roles, NULL))
            fail_msg("%s: %s", cases[i].actor, cases[i].act);
    assert_false(decide("person:minh", 999, "grant", ROLE_REVIEWER, NULL));
}

static void test_what_cannot_be_asked_for(void **state)
{
    static const struct {
        const char *what, *day, *until, *says;
        int lock_days;
    } cases[] = {
        {"the month is open", "2024-12-13", "2024-12-16", "is not locked", LOCK_DAYS},
        {"no month is locked", "2024-12-14", "2024-12-16", "locks no month", 0},
        {"until yesterday", "2024-12-14", "2024-12-13", "from today until 2025-01-14", LOCK_DAYS},
        {"too long", "2024-12-14", "2025-01-15", "at most 31 days", LOCK_DAYS},
    };
    struct err err = {0};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        day_is(cases[i].day);
        trial.package->schedule.lock_days = cases[i].lock_days;
        if (ask_until("cat-bi", cases[i].until, &err) || !strstr(err.en, cases[i].says))
            fail_msg("%s: %s", cases[i].what, err.en ? err.en : "taken");
        err_clear(&err);
    }
    trial.package->schedule.lock_days = LOCK_DAYS;
    day_is("2024-12-14");
    int64_t id = ask_until("cat-bi", "2024-12-16", NULL);
    assert_int_equal(ask_until("cat-bi", "2024-12-17", &err), 0);
    assert_non_null(strstr(err.en, "waits"));
    assert_true(decide("person:minh", id, "grant", ROLE_REVIEWER, NULL));
    assert_int_equal(ask_until("cat-bi", "2024-12-16", &err), 0);
    assert_non_null(strstr(err.en, "lasts until that day already"));
    assert_true(ask_until("cat-bi", "2024-12-20", NULL) > 0); /* longer */
    err_clear(&err);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, trial_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_the_lock_day), TEST(test_what_the_lock_keeps_out), TEST(test_the_refusal_says_how_to_ask),
        TEST(test_an_exception_lets_in_its_unit_until_its_day), TEST(test_one_of_the_topmost_unit_lets_all_in),
        TEST(test_a_refused_one_lets_nobody_in), TEST(test_a_granted_one_is_taken_back), TEST(test_who_asks_does_not_decide), TEST(test_what_cannot_be_asked_for),
    };
#undef TEST
    return cmocka_run_group_tests_name("locked months", tests, NULL, NULL);
}
