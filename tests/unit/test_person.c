/* person: what a grant reaches by day and unit, before and after the units of a contest change; callers from the directory. */
#include "store_case.h"

#include "base/day.h"
#include "base/problem.h"
#include "package/package.h"
#include "person/directory.h"
#include "person/person.h"
#include "person/token.h"
#include "workflow/workflow.h"


static struct package *package;

static int32_t on(const char *text)
{
    int32_t day;
    assert_true(day_parse(text, &day));
    return day;
}

static const struct units *units(void)
{
    struct problems problems;
    problems_init(&problems, arena);
    assert_true(package_read_folder(arena, THIDUA_SOURCE "/rules/hai-an-2024", &problems, &package, NULL));
    assert_int_equal(problems.errors, 0);
    return &package->units;
}

/* "-" stands for the whole contest. */
static void what_a_grant_reaches(void **state)
{
    static const struct {
        const char *grant, *day, *unit;
        bool holds, reaches;
    } cases[] = {
        {"cat-bi", "2024-11-15", "cat-bi", true, true},
        {"cat-bi", "2024-11-15", "dang-lam", true, false},
        {"cat-bi", "2024-11-15", "quan-hai-an", true, false},
        {"cat-bi", "2024-11-15", "-", true, false},
        {"cat-bi", "2024-11-15", "nowhere", true, false},
        {"quan-hai-an", "2024-11-15", "cat-bi", true, true},
        {"quan-hai-an", "2024-11-15", "hai-phong", true, false},
        {"quan-hai-an", "2024-11-15", "-", true, true}, /* all wards that stand are below it */
        {"hai-phong", "2024-11-15", "cat-bi", true, true},
        {"hai-phong", "2024-11-15", "-", true, true},
        {"-", "2024-11-15", "cat-bi", true, true},
        {"-", "2024-11-15", "nowhere", true, true},
        {"-", "2024-11-15", "-", true, true},
        {"phuong-hai-an", "2025-06-30", "phuong-hai-an", false, true}, /* does not stand yet */
        {"cat-bi", "2025-06-30", "cat-bi", true, true},
        {"cat-bi", "2025-07-01", "cat-bi", false, true}, /* has ended */
        {"phuong-hai-an", "2025-07-01", "phuong-hai-an", true, true},
        {"phuong-hai-an", "2025-07-01", "cat-bi", true, true}, /* which it succeeds */
        {"phuong-hai-an", "2025-07-01", "dong-hai-2", true, true}, /* a part of it */
        {"phuong-dong-hai", "2025-07-01", "dong-hai-2", true, true},
        {"phuong-dong-hai", "2025-07-01", "cat-bi", true, false},
        {"phuong-hai-an", "2025-07-01", "quan-hai-an", true, false}, /* another level */
        {"phuong-hai-an", "2025-07-01", "dong-hai-1", true, false},
        {"hai-phong", "2025-07-01", "cat-bi", true, true},
        {"hai-phong", "2025-07-01", "-", true, true},
        {"quan-hai-an", "2025-07-01", "-", false, false},
        {"phuong-hai-an", "2025-06-30", "cat-bi", false, false}, /* not yet */
    };
    const struct units *of = units();
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct grant grant = {.role = ROLE_OFFICER, .from = on("2024-01-01"), .until = DAY_NEVER};
        grant.unit = strcmp(cases[i].grant, "-") == 0 ? NULL : cases[i].grant;
        const char *unit = strcmp(cases[i].unit, "-") == 0 ? NULL : cases[i].unit;
        if (grant_holds(&grant, of, on(cases[i].day)) != cases[i].holds || grant_reaches(&grant, of, on(cases[i].day), unit) != cases[i].reaches)
            fail_msg("%s on %s: %s", cases[i].grant, cases[i].day, cases[i].unit);
    }
}

static void days_are_half_open(void **state)
{
    struct grant grant = {.role = ROLE_LEADER, .from = on("2024-11-01"), .until = on("2024-11-03")};
    (void)state;
    assert_false(grant_holds(&grant, NULL, on("2024-10-31")));
    assert_true(grant_holds(&grant, NULL, on("2024-11-01")));
    assert_true(grant_holds(&grant, NULL, on("2024-11-02")));
    assert_false(grant_holds(&grant, NULL, on("2024-11-03")));
    grant.unit = "cat-bi";
    assert_false(grant_holds(&grant, NULL, on("2024-11-01"))); /* of units that nobody knows none stands */
    assert_int_equal(grant_unit_end(&grant, units()), on("2025-07-01"));
    grant.unit = "hai-phong";
    assert_int_equal(grant_unit_end(&grant, &package->units), DAY_NEVER);
}

static void units_in_a_circle_end(void **state)
{
    struct unit_fact facts[] = {{"a", LEVEL_WARD, 0, "b", "A", NULL, 0, 10, 0}, {"b", LEVEL_WARD, 0, "a", "B", NULL, 0, 10, 0}};
    struct succession successions[] = {{.from = "a", .to = "b", .kind = "merge", .main = true}, {.from = "b", .to = "a", .kind = "merge", .main = true}};
    struct units circle = {.facts = facts, .fact_count = 2, .successions = successions, .succession_count = 2};
    struct grant grant = {.role = ROLE_OFFICER, .unit = "c", .from = 0, .until = DAY_NEVER};
    (void)state;
    assert_false(grant_reaches(&grant, &circle, 5, "a"));
    grant.unit = "b";
    assert_true(grant_reaches(&grant, &circle, 5, "a"));
}

/* ---- the directory ---- */

static void begin(struct change *change)
{
    assert_true(change_begin(change, store, 100, "uid:0", "socket", "people add", NULL, NULL));
}

static int64_t give(struct change *change, const char *name, struct grant grant)
{
    int64_t id = 0;
    if (!grant.until)
        grant.until = DAY_NEVER;
    assert_true(person_grant(change, name, &grant, &id, NULL));
    return id;
}

static void add(struct change *change, const char *name, uid_t uid)
{
    assert_true(person_add(change, arena, name, "Nguyễn Thị Lan", uid, workflow_to("person", "add"), NULL));
}

static void callers_have_the_roles_of_the_day(void **state)
{
    struct change change;
    struct caller caller;
    const struct units *of = units();
    (void)state;
    begin(&change);
    add(&change, "lan", 1000);
    add(&change, "minh", PERSON_NO_USER);
    give(&change, "lan", (struct grant){.role = ROLE_OFFICER, .unit = "cat-bi", .from = 10});
    give(&change, "lan", (struct grant){.role = ROLE_OFFICER, .unit = "phuong-hai-an", .from = on("2025-07-01")});
    int64_t over = give(&change, "minh", (struct grant){.role = ROLE_AUDITOR, .from = 10});
    give(&change, "minh", (struct grant){.role = ROLE_REVIEWER, .from = 20, .until = 30});
    assert_true(person_revoke(&change, over, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    struct directory *directory = directory_read(store, NULL);
    assert_non_null(directory);
    assert_false(directory_person(directory, arena, "hoa", 10, &caller));
    assert_false(directory_unix(directory, arena, 0, 10, &caller));
    assert_true(directory_unix(directory, arena, 1000, on("2024-11-15"), &caller));
    assert_string_equal(caller.actor, "person:lan");
    assert_string_equal(caller.full_name, "Nguyễn Thị Lan");
    assert_int_equal(caller_roles(&caller), ROLE_OFFICER);
    assert_false(caller_reaches(&caller, ROLE_OFFICER, "cat-bi")); /* nobody has said what the units are */
    caller = caller_know(&caller, of);
    assert_true(caller_reaches(&caller, ROLE_OFFICER | ROLE_REVIEWER, "cat-bi"));
    assert_false(caller_reaches(&caller, ROLE_REVIEWER, "cat-bi"));
    assert_false(caller_reaches(&caller, ROLE_OFFICER, "dang-lam"));
    assert_string_equal(caller_unit(&caller, ROLE_OFFICER), "cat-bi");
    assert_true(directory_person(directory, arena, "lan", on("2025-07-02"), &caller));
    caller = caller_know(&caller, of);
    assert_string_equal(caller_unit(&caller, ROLE_OFFICER), "phuong-hai-an"); /* cat-bi has ended */
    assert_true(caller_reaches(&caller, ROLE_OFFICER, "cat-bi"));
    assert_true(directory_person(directory, arena, "minh", 19, &caller));
    assert_int_equal(caller_roles(&caller), ROLE_PUBLIC);
    assert_true(directory_person(directory, arena, "minh", 20, &caller));
    assert_int_equal(caller_roles(&caller), ROLE_REVIEWER);
    assert_true(caller_reaches(&caller, ROLE_REVIEWER, "anywhere"));
    directory_destroy(directory);
}

static void a_deputy_has_what_the_other_has(void **state)
{
    struct change change;
    struct caller caller;
    (void)state;
    begin(&change);
    add(&change, "chu-tich", PERSON_NO_USER);
    add(&change, "pho", PERSON_NO_USER);
    int64_t own = give(&change, "chu-tich", (struct grant){.role = ROLE_LEADER, .from = 10, .until = 50});
    give(&change, "pho", (struct grant){.role = ROLE_LEADER, .from = 20, .until = 100, .deputy_of = "chu-tich", .basis = "QĐ 12"});
    assert_true(change_commit(&change, NULL, NULL));
    struct directory *directory = directory_read(store, NULL);
    assert_true(directory_person(directory, arena, "pho", 19, &caller) && caller_roles(&caller) == ROLE_PUBLIC);
    assert_true(directory_person(directory, arena, "pho", 49, &caller) && caller_roles(&caller) == ROLE_LEADER);
    assert_string_equal(caller.grants[0].deputy_of, "chu-tich");
    caller = caller_know(&caller, units());
    assert_true(caller_reaches(&caller, ROLE_LEADER, "cat-bi"));
    assert_true(directory_person(directory, arena, "pho", 50, &caller) && caller_roles(&caller) == ROLE_PUBLIC);
    directory_destroy(directory);
    begin(&change);
    assert_true(person_revoke(&change, own, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    directory = directory_read(store, NULL);
    assert_true(directory_person(directory, arena, "pho", 30, &caller) && caller_roles(&caller) == ROLE_PUBLIC);
    directory_destroy(directory);
}

/* The other lost the unit that the deputy stands in for, and holds the same role elsewhere. */
static void a_deputy_has_no_more_than_the_other_has(void **state)
{
    struct change change;
    struct caller caller;
    int32_t day = on("2024-11-15");
    (void)state;
    begin(&change);
    add(&change, "truong", PERSON_NO_USER);
    add(&change, "pho", PERSON_NO_USER);
    int64_t own = give(&change, "truong", (struct grant){.role = ROLE_LEADER, .unit = "quan-hai-an", .from = 10});
    give(&change, "truong", (struct grant){.role = ROLE_LEADER, .unit = "dang-lam", .from = 10});
    give(&change, "pho", (struct grant){.role = ROLE_LEADER, .unit = "cat-bi", .from = 10, .deputy_of = "truong", .basis = "QĐ 12", .signs = "kt", .title = "Phó"});
    assert_true(change_commit(&change, NULL, NULL));
    struct directory *directory = directory_read(store, NULL);
    assert_true(directory_person(directory, arena, "pho", day, &caller));
    caller = caller_know(&caller, units());
    assert_true(caller_reaches(&caller, ROLE_LEADER, "cat-bi") && !caller_reaches(&caller, ROLE_LEADER, "dang-lam"));
    const struct grant *grant = caller_grant(&caller, ROLE_LEADER, "cat-bi");
    assert_string_equal(grant->signs, "kt");
    assert_string_equal(grant->title, "Phó");
    directory_destroy(directory);
    begin(&change);
    assert_true(person_revoke(&change, own, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    directory = directory_read(store, NULL);
    assert_true(directory_person(directory, arena, "pho", day, &caller));
    caller = caller_know(&caller, &package->units);
    assert_int_equal(caller_roles(&caller), ROLE_PUBLIC);
    assert_null(caller_grant(&caller, ROLE_LEADER, "cat-bi"));
    directory_destroy(directory);
}

static void who_is_disabled_has_nothing(void **state)
{
    struct change change;
    struct caller caller;
    int64_t id;
    char *token;
    (void)state;
    begin(&change);
    add(&change, "lan", 1000);
    give(&change, "lan", (struct grant){.role = ROLE_ADMINISTRATOR, .from = 10});
    assert_true(person_token(&change, arena, "lan", &(struct grant){.role = ROLE_ADMINISTRATOR, .until = 100}, "máy in", &id, &token, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    struct directory *directory = directory_read(store, NULL);
    assert_true(directory_has(directory, ROLE_ADMINISTRATOR, 10));
    assert_false(directory_has(directory, ROLE_ADMINISTRATOR, 9));
    assert_false(directory_has(directory, ROLE_LEADER, 10));
    struct caller before, again;
    assert_true(directory_token(directory, arena, token, 10, &caller));
    before = caller;
    assert_true(directory_again(directory, arena, &before, 10, &again) && again.token);
    directory_destroy(directory);
    begin(&change);
    assert_true(person_set_state(&change, "lan", workflow_to("person", "disable"), NULL));
    assert_true(change_commit(&change, NULL, NULL));
    directory = directory_read(store, NULL);
    assert_true(directory_unix(directory, arena, 1000, 10, &caller));
    assert_true(caller.disabled && caller_roles(&caller) == ROLE_PUBLIC);
    assert_false(directory_token(directory, arena, token, 10, &caller));
    assert_false(directory_again(directory, arena, &before, 10, &again));
    assert_false(directory_has(directory, ROLE_ADMINISTRATOR, 10));
    directory_destroy(directory);
}

static void a_token_has_one_role_of_its_person(void **state)
{
    struct change change;
    struct caller caller;
    int64_t id;
    char *token, *other;
    (void)state;
    begin(&change);
    add(&change, "lan", PERSON_NO_USER);
    give(&change, "lan", (struct grant){.role = ROLE_AUDITOR, .from = 10});
    give(&change, "lan", (struct grant){.role = ROLE_ADMINISTRATOR, .from = 10, .until = 40});
    struct grant narrow = {.role = ROLE_AUDITOR, .unit = "cat-bi", .until = 100};
    assert_true(person_token(&change, arena, "lan", &narrow, "báo cáo", &id, &token, NULL));
    assert_true(person_token(&change, arena, "lan", &(struct grant){.role = ROLE_ADMINISTRATOR, .until = 100}, "x", &id, &other, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    assert_string_not_equal(token, other);
    struct directory *directory = directory_read(store, NULL);
    assert_false(directory_token(directory, arena, "thidua_", 20, &caller));
    assert_false(directory_token(directory, arena, token_hash(arena, token), 20, &caller));
    assert_false(directory_token(directory, arena, token, 100, &caller));
    assert_true(directory_token(directory, arena, token, 20, &caller));
    struct caller again;
    assert_true(directory_again(directory, arena, &caller, 99, &again) && again.token->id == caller.token->id);
    assert_false(directory_again(directory, arena, &caller, 100, &again)); /* its last day was yesterday */
    assert_string_equal(caller.actor, "person:lan");
    assert_int_equal(caller_roles(&caller), ROLE_AUDITOR);
    caller = caller_know(&caller, units());
    caller.day = on("2024-11-15");
    assert_true(caller_reaches(&caller, ROLE_AUDITOR, "cat-bi"));
    assert_false(caller_reaches(&caller, ROLE_AUDITOR, "dang-lam"));
    assert_false(caller_reaches(&caller, ROLE_AUDITOR, NULL));
    assert_true(directory_token(directory, arena, other, 50, &caller)); /* lan is no administrator any more */
    assert_int_equal(caller_roles(&caller), ROLE_PUBLIC);
    directory_destroy(directory);
    begin(&change);
    assert_true(person_token_revoke(&change, 1, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    directory = directory_read(store, NULL);
    assert_false(directory_token(directory, arena, token, 20, &caller));
    directory_destroy(directory);
}

static void names_are_for_one_person(void **state)
{
    static const char *const good[] = {"lan", "lan.nguyen", "a1", "to-truong_2"};
    static const char *const bad[] = {"", "l", "Lan", "1lan", ".lan", "lân", "lan nguyen", "lan/nguyen",
                                      "abcdefghijklmnopqrstuvwxyzabcdefg"};
    struct change change;
    struct err err = {0};
    (void)state;
    for (size_t i = 0; i < LEN(good); i++)
        assert_true(person_name_check(good[i], NULL));
    for (size_t i = 0; i < LEN(bad); i++)
        assert_false(person_name_check(bad[i], NULL));
    begin(&change);
    add(&change, "lan", 1000);
    assert_true(person_set_state(&change, "lan", workflow_to("person", "disable"), NULL));
    assert_false(person_add(&change, arena, "lan", "Trần Văn Minh", PERSON_NO_USER, workflow_to("person", "add"), &err));
    assert_non_null(strstr(err.vi, "Nguyễn Thị Lan"));
    assert_false(person_add(&change, arena, "minh", "Trần Văn Minh", 1000, workflow_to("person", "add"), &err));
    assert_non_null(strstr(err.en, "belongs to the account “lan”"));
    err_clear(&err);
    change_cancel(&change);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, store_case_setup, store_case_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_a_grant_reaches),
        CASE(days_are_half_open),
        CASE(units_in_a_circle_end),
        CASE(callers_have_the_roles_of_the_day),
        CASE(a_deputy_has_what_the_other_has),
        CASE(a_deputy_has_no_more_than_the_other_has),
        CASE(who_is_disabled_has_nothing),
        CASE(a_token_has_one_role_of_its_person),
        CASE(names_are_for_one_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
