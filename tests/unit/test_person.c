/* person: what a grant reaches by day and unit, before and after the units of a contest change; callers from the directory. */
#include "store_case.h"

#include "base/day.h"
#include "base/problem.h"
#include "package/package.h"
#include "person/directory.h"
#include "person/ending.h"
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

/* Somebody holds the role themselves and for the whole contest: an administrator of a ward, a deputy, one whose time is over are none. */
static void who_has_a_role_for_all(void **state)
{
    struct change change;
    (void)state;
    begin(&change);
    add(&change, "lan", PERSON_NO_USER);
    add(&change, "minh", PERSON_NO_USER);
    give(&change, "lan", (struct grant){.role = ROLE_ADMINISTRATOR, .unit = "cat-bi", .from = 10});
    give(&change, "lan", (struct grant){.role = ROLE_LEADER, .from = 10, .deputy_of = "minh", .basis = "QĐ 12"});
    give(&change, "minh", (struct grant){.role = ROLE_AUDITOR, .from = 10, .until = 20});
    give(&change, "minh", (struct grant){.role = ROLE_CLERK, .from = 10});
    assert_true(change_commit(&change, NULL, NULL));
    struct directory *directory = directory_read(store, NULL);
    assert_false(directory_has(directory, ROLE_ADMINISTRATOR, 15));
    assert_false(directory_has(directory, ROLE_LEADER, 15));
    assert_true(directory_has(directory, ROLE_AUDITOR, 19) && !directory_has(directory, ROLE_AUDITOR, 20));
    assert_true(directory_has(directory, ROLE_CLERK, 10));
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

/* ---- units that end ---- */

/* Who is listed on a day, as "name unit last-day successors;". */
static const char *ending_on(const char *day)
{
    const char *text = "";
    const struct value *rows = ending_list(store, arena, &package->units, on(day), NULL);
    assert_non_null(rows);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i), *successors = value_get(row, "successors");
        text = arena_printf(arena, "%s%s %s %s %s", text, value_get_text(row, "name", ""), value_get_text(row, "role", ""), value_get_text(row, "unit", ""),
                            value_get_text(row, "ends_on", ""));
        for (size_t j = 0; j < value_len(successors); j++)
            text = arena_printf(arena, "%s %s", text, value_as_text(value_at(successors, j)));
        text = arena_printf(arena, "%s;", text);
    }
    return text;
}

/* cat-bi merges into phuong-hai-an, dong-hai-2 is parted between two; both end with 30/06/2025. */
static void people_of_units_that_end_are_listed(void **state)
{
    struct change change;
    struct caller caller;
    (void)state;
    units();
    begin(&change);
    add(&change, "lan", PERSON_NO_USER);
    add(&change, "minh", PERSON_NO_USER);
    add(&change, "thu", PERSON_NO_USER);
    add(&change, "xa", PERSON_NO_USER);
    give(&change, "lan", (struct grant){.role = ROLE_OFFICER, .unit = "hai-phong", .from = 10});
    int64_t own = give(&change, "lan", (struct grant){.role = ROLE_OFFICER, .unit = "cat-bi", .from = 10});
    give(&change, "minh", (struct grant){.role = ROLE_REVIEWER, .unit = "dong-hai-2", .from = 10});
    give(&change, "thu", (struct grant){.role = ROLE_OFFICER, .unit = "cat-bi", .from = 10});
    give(&change, "thu", (struct grant){.role = ROLE_OFFICER, .unit = "phuong-hai-an", .from = on("2025-07-01")});
    give(&change, "xa", (struct grant){.role = ROLE_LEADER, .from = 10});
    assert_true(change_commit(&change, NULL, NULL));
    assert_string_equal(ending_on("2025-05-31"), "");
    assert_string_equal(ending_on("2025-06-01"), "lan officer cat-bi 2025-06-30 phuong-hai-an;minh reviewer dong-hai-2 2025-06-30 phuong-dong-hai phuong-hai-an;");
    assert_string_equal(ending_on("2025-07-30"), ending_on("2025-06-01"));
    assert_string_equal(ending_on("2025-07-31"), "");
    struct directory *directory = directory_read(store, NULL);
    assert_int_equal(directory_count(directory), 4);
    assert_string_equal(directory_name(directory, 3), "xa");
    assert_true(directory_knows(directory, "minh") && !directory_knows(directory, "hoa"));
    assert_true(directory_is_of(directory, "thu", "phuong-hai-an") && !directory_is_of(directory, "thu", "dang-lam") && !directory_is_of(directory, "hoa", "cat-bi"));
    assert_false(directory_is_of(directory, "xa", "cat-bi"));
    assert_true(ending_is_seen_to(directory, "thu", &package->units, "cat-bi"));
    assert_false(ending_is_seen_to(directory, "thu", &package->units, "hai-phong"));
    assert_false(ending_is_seen_to(directory, "lan", &package->units, "cat-bi"));
    struct succession only = {.from = "cat-bi", .to = "phuong-hai-an", .kind = "merge"};
    assert_true(ending_is_seen_to(directory, "thu", &(struct units){.successions = &only, .succession_count = 1}, "cat-bi"));
    assert_true(directory_person(directory, arena, "lan", on("2025-06-01"), &caller));
    assert_null(ending_grant(&caller)); /* nobody has said what the units are */
    caller = caller_know(&caller, &package->units);
    assert_int_equal(ending_grant(&caller)->id, own);
    caller.day--;
    assert_null(ending_grant(&caller));
    directory_destroy(directory);
}

/* Of two units that end, the one that ends first is told; ends on one day: the role that was given first. */
static void the_first_end_is_told(void **state)
{
    struct unit_fact facts[] = {{"a", LEVEL_WARD, 0, NULL, "A", NULL, 0, 12, 0}, {"b", LEVEL_WARD, 0, NULL, "B", NULL, 0, 11, 0}, {"c", LEVEL_WARD, 0, NULL, "C", NULL, 0, 11, 0}};
    struct succession successions[] = {{.from = "a", .to = "c", .kind = "merge"}, {.from = "a", .to = "c", .kind = "split"}, {.from = "b", .to = "a", .kind = "merge"}};
    struct units of = {.facts = facts, .fact_count = 3, .successions = successions, .succession_count = 3};
    struct grant grants[] = {{.id = 1, .unit = "a", .until = DAY_NEVER}, {.id = 2, .unit = "b", .until = DAY_NEVER}, {.id = 3, .unit = "c", .until = DAY_NEVER}};
    struct caller person = {.grants = grants, .grant_count = 3, .units = &of, .day = 5};
    (void)state;
    assert_int_equal(ending_grant(&person)->id, 2);
    const struct value *of_a = ending_successors(arena, &of, "a");
    assert_int_equal(value_len(of_a), 1);
    assert_string_equal(value_as_text(value_at(of_a, 0)), "c");
    assert_int_equal(value_len(ending_successors(arena, &of, "c")), 0);
    of.succession_count = 1;
    assert_int_equal(value_len(ending_successors(arena, &of, "a")), 1);
}

/* ---- who asks ---- */

static void callers_without_an_account(void **state)
{
    struct caller nobody = caller_public("http", 7), root = caller_of_role(arena, "uid:0", ROLE_ADMINISTRATOR, 7);
    (void)state;
    assert_string_equal(nobody.actor, "http");
    assert_int_equal(nobody.day, 7);
    assert_int_equal(caller_roles(&nobody), ROLE_PUBLIC);
    assert_int_equal(caller_roles_for(&nobody, NULL), 0);
    assert_false(nobody.disabled);
    assert_string_equal(root.actor, "uid:0");
    assert_int_equal(caller_roles(&root), ROLE_ADMINISTRATOR);
    assert_true(caller_reaches(&root, ROLE_ADMINISTRATOR, "anywhere") && caller_reaches(&root, ROLE_ADMINISTRATOR, NULL));
    assert_null(caller_unit(&root, ROLE_ADMINISTRATOR)); /* for no unit alone */
    root.owes = CALLER_OWES_SECOND;
    assert_int_equal(caller_roles(&root), ROLE_PUBLIC);
    assert_null(caller_grant(&root, ROLE_ADMINISTRATOR, NULL));
}

/* Of this very unit, or of the whole contest: quan-hai-an is all of it until its wards are others. */
static void who_is_of_a_unit(void **state)
{
    static const struct {
        const char *unit, *day;
        bool of_cat_bi, of_dang_lam, of_all;
    } cases[] = {
        {"cat-bi", "2024-11-15", true, false, false},
        {"quan-hai-an", "2024-11-15", false, false, true},
        {NULL, "2024-11-15", false, false, true},
        {"cat-bi", "2025-07-01", false, false, false},
        {"phuong-hai-an", "2025-07-01", true, true, false},
    };
    const struct units *of = units();
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct grant grants[] = {{.role = ROLE_LEADER, .from = 10, .until = DAY_NEVER}, {.role = ROLE_OFFICER, .unit = cases[i].unit, .from = 10, .until = DAY_NEVER}};
        struct caller caller = {.actor = "x", .grants = grants, .grant_count = 2, .day = on(cases[i].day), .units = of};
        assert_int_equal(caller_is_of(&caller, ROLE_OFFICER, "cat-bi"), cases[i].of_cat_bi);
        assert_int_equal(caller_is_of(&caller, ROLE_OFFICER, "dang-lam"), cases[i].of_dang_lam);
        assert_int_equal(caller_is_of(&caller, ROLE_OFFICER, NULL), cases[i].of_all);
        assert_false(caller_is_of(&caller, ROLE_CLERK, "cat-bi"));
        caller.units = NULL;
        assert_false(caller_is_of(&caller, ROLE_OFFICER, "cat-bi"));
    }
}

/* Their own right before one that another lent them, wherever it stands in the list; a token's unit cuts both. */
static void own_rights_come_first(void **state)
{
    struct grant lent = {.role = ROLE_LEADER, .unit = "cat-bi", .from = 10, .until = DAY_NEVER};
    struct grant grants[] = {
        {.id = 1, .role = ROLE_CLERK, .unit = "cat-bi", .from = 10, .until = DAY_NEVER},
        {.id = 2, .role = ROLE_LEADER, .unit = "cat-bi", .from = 10, .until = DAY_NEVER, .deputy_of = "truong", .lent = &lent, .lent_count = 1},
        {.id = 3, .role = ROLE_LEADER, .unit = "cat-bi", .from = 10, .until = DAY_NEVER, .deputy_of = "khac", .lent = &lent, .lent_count = 1},
        {.id = 4, .role = ROLE_LEADER, .unit = "dang-lam", .from = 10, .until = DAY_NEVER},
        {.id = 5, .role = ROLE_LEADER, .unit = "cat-bi", .from = 10, .until = DAY_NEVER},
    };
    struct grant narrow = {.role = ROLE_LEADER, .unit = "dang-lam", .from = 10, .until = DAY_NEVER};
    struct caller caller = {.actor = "x", .grants = grants, .grant_count = 5, .day = on("2024-11-15"), .units = units()};
    (void)state;
    assert_int_equal(caller_grant(&caller, ROLE_LEADER, "cat-bi")->id, 5);
    assert_int_equal(caller_grant(&caller, ROLE_LEADER | ROLE_CLERK, "cat-bi")->id, 1);
    assert_string_equal(caller_unit(&caller, ROLE_LEADER), "cat-bi");
    assert_null(caller_unit(&caller, ROLE_AUDITOR));
    caller.grant_count = 4;
    assert_int_equal(caller_grant(&caller, ROLE_LEADER, "cat-bi")->id, 2);
    assert_null(caller_grant(&caller, ROLE_LEADER, "dang-hai"));
    caller.token = &narrow;
    assert_null(caller_grant(&caller, ROLE_LEADER, "cat-bi"));
    assert_int_equal(caller_grant(&caller, ROLE_LEADER, "dang-lam")->id, 4);
    assert_null(caller_grant(&caller, ROLE_CLERK, "dang-lam"));
    assert_int_equal(caller_roles_for(&caller, "cat-bi"), 0);
}

static void accounts_are_found_and_changed(void **state)
{
    struct change change;
    struct err err = {0};
    bool tells;
    (void)state;
    begin(&change);
    add(&change, "lan", 1000);
    add(&change, "minh", PERSON_NO_USER);
    int64_t first = change.sequence;
    struct value *detail = value_map(arena);
    value_set_text(detail, "name", "lan");
    assert_true(change_commit(&change, detail, NULL));
    assert_true(person_log_tells(store, first, "people add", "lan", &tells, NULL) && tells);
    assert_true(person_log_tells(store, first, "people add", "minh", &tells, NULL) && !tells);
    assert_true(person_log_tells(store, first, "people change", "lan", &tells, NULL) && !tells);
    assert_true(person_log_tells(store, first + 1, "people add", "lan", &tells, NULL) && !tells);
    assert_null(person_get(store, arena, "hoa", &err));
    assert_non_null(strstr(err.en, "there is no account “hoa”"));
    err_clear(&err);
    begin(&change);
    assert_false(person_change(&change, arena, "minh", "Minh", 1000, &err));
    assert_non_null(strstr(err.en, "1000 belongs to the account “lan”"));
    err_clear(&err);
    assert_true(person_change(&change, arena, "lan", "Nguyễn Lan", 1000, NULL)); /* their own */
    assert_true(person_change(&change, arena, "minh", "Trần Minh", 1001, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    assert_string_equal(value_get_text(person_get(store, arena, "lan", NULL), "full_name", ""), "Nguyễn Lan");
    const struct value *minh = person_get(store, arena, "minh", NULL);
    assert_string_equal(value_get_text(minh, "full_name", ""), "Trần Minh");
    assert_int_equal(value_get_int(minh, "uid", 0), 1001);
    assert_int_equal(value_len(person_list(store, arena, NULL)), 2);
    begin(&change);
    assert_true(person_change(&change, arena, "minh", "Trần Minh", PERSON_NO_USER, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    assert_true(value_is_null(value_get(person_get(store, arena, "minh", NULL), "uid")));
}

/* A role is listed as it was given, with the change that took it back, once. */
static void roles_are_listed_as_they_were_given(void **state)
{
    struct change change;
    int64_t token;
    char *text;
    (void)state;
    begin(&change);
    add(&change, "lan", PERSON_NO_USER);
    add(&change, "minh", PERSON_NO_USER);
    int64_t open = give(&change, "lan", (struct grant){.role = ROLE_LEADER, .unit = "cat-bi", .from = 10, .deputy_of = "minh", .basis = "QĐ 1", .signs = "kt", .title = "Phó"});
    int64_t closed = give(&change, "lan", (struct grant){.role = ROLE_CLERK, .from = 10, .until = 30});
    give(&change, "minh", (struct grant){.role = ROLE_LEADER, .unit = "cat-bi", .from = 10});
    assert_true(person_token(&change, arena, "lan", &(struct grant){.role = ROLE_CLERK, .unit = "cat-bi", .until = 100}, "máy in", &token, &text, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    assert_int_equal(closed, open + 1);
    assert_memory_equal(text, "thidua_", 7);
    assert_true(strlen(text) > 7 + 32);
    for (int i = 0; i < 2; i++) {
        begin(&change);
        assert_true(person_revoke(&change, open, NULL));
        assert_true(person_token_revoke(&change, token, NULL));
        assert_true(change_commit(&change, NULL, NULL));
    }
    const struct value *rows = person_grants(store, arena, "lan", NULL), *tokens = person_tokens(store, arena, "lan", NULL);
    assert_int_equal(value_len(rows), 2);
    const struct value *row = value_at(rows, 0);
    assert_int_equal(value_get_int(row, "id", 0), open);
    assert_string_equal(value_get_text(row, "role", ""), "leader");
    assert_string_equal(value_get_text(row, "unit", ""), "cat-bi");
    assert_string_equal(value_get_text(row, "deputy_of", ""), "minh");
    assert_string_equal(value_get_text(row, "basis", ""), "QĐ 1");
    assert_true(value_is_null(value_get(row, "valid_until")));
    int64_t given = value_get_int(row, "sequence", 0);
    assert_int_equal(value_get_int(row, "revoked", 0), given + 1);
    assert_int_equal(value_get_int(value_at(rows, 1), "valid_until", 0), 30);
    assert_true(value_is_null(value_get(value_at(rows, 1), "revoked")));
    assert_int_equal(value_len(tokens), 1);
    assert_string_equal(value_get_text(value_at(tokens, 0), "note", ""), "máy in");
    assert_string_equal(value_get_text(value_at(tokens, 0), "hash", ""), token_hash(arena, text));
    assert_int_equal(value_get_int(value_at(tokens, 0), "revoked", 0), given + 1);
    assert_int_equal(value_len(person_tokens(store, arena, "minh", NULL)), 0);
}

/* The secret of a calendar: one a person, taken back by the next, of no use without a role. */
static void a_calendar_has_one_secret(void **state)
{
    struct change change;
    struct caller caller;
    const char *first, *second, *other;
    int64_t id = 0, id_of_other = 0;
    (void)state;
    begin(&change);
    add(&change, "lan", PERSON_NO_USER);
    add(&change, "minh", PERSON_NO_USER);
    give(&change, "lan", (struct grant){.role = ROLE_LEADER, .from = 10, .until = 50});
    give(&change, "minh", (struct grant){.role = ROLE_LEADER, .from = 10});
    assert_true(person_feed_make(&change, arena, "lan", &first, NULL));
    assert_true(person_feed_make(&change, arena, "minh", &other, NULL));
    assert_true(person_feed_make(&change, arena, "lan", &second, NULL));
    assert_true(change_commit(&change, NULL, NULL));
    assert_string_not_equal(first, second);
    struct directory *directory = directory_read(store, NULL);
    assert_false(directory_feed(directory, arena, first, 20, &caller, &id));
    assert_true(directory_feed(directory, arena, second, 20, &caller, &id));
    assert_string_equal(caller.name, "lan");
    assert_true(directory_feed(directory, arena, other, 60, &caller, &id_of_other));
    assert_string_equal(caller.name, "minh");
    assert_int_equal(id, value_get_int(person_feed(store, arena, "lan", NULL), "id", 0));
    assert_int_equal(id_of_other, value_get_int(person_feed(store, arena, "minh", NULL), "id", 0));
    assert_false(directory_feed(directory, arena, second, 50, &caller, &id)); /* no role any more */
    directory_destroy(directory);
    begin(&change);
    assert_true(person_feed_revoke(&change, "lan", NULL));
    assert_true(person_set_state(&change, "minh", workflow_to("person", "disable"), NULL));
    assert_true(change_commit(&change, NULL, NULL));
    assert_true(value_is_null(person_feed(store, arena, "lan", NULL)));
    directory = directory_read(store, NULL);
    assert_false(directory_feed(directory, arena, second, 20, &caller, &id));
    assert_false(directory_feed(directory, arena, other, 20, &caller, &id));
    directory_destroy(directory);
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
        CASE(who_has_a_role_for_all),
        CASE(a_token_has_one_role_of_its_person),
        CASE(names_are_for_one_person),
        CASE(people_of_units_that_end_are_listed),
        CASE(the_first_end_is_told),
        CASE(callers_without_an_account),
        CASE(who_is_of_a_unit),
        CASE(own_rights_come_first),
        CASE(accounts_are_found_and_changed),
        CASE(roles_are_listed_as_they_were_given),
        CASE(a_calendar_has_one_secret),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
