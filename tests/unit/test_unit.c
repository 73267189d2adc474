/* package: units through the succession of 2025-07-01: who stands on a day, where does a fact count. */
#include "package_files.h"

#include "base/array.h"
#include "base/day.h"
#include "package/unit.h"

#include <string.h>

/* The package's units and a few teams, as the worker adds them from the records. */
static struct units units_with_teams(void)
{
    static const struct {
        const char *id, *parent, *from, *last;
    } teams[] = {
        {"nh-1", "nam-hai", "2024-07-01", NULL},         /* never told where it went */
        {"nh-2", "nam-hai", "2024-07-01", "2025-06-30"}, /* moved whole to Hải An */
        {"nh-2", "phuong-hai-an", "2025-07-01", NULL},
        {"dh2-1", "dong-hai-2", "2024-07-01", "2025-06-30"},
        {"dh2-1", "phuong-hai-an", "2025-07-01", NULL},
        {"cb-1", "cat-bi", "2024-07-01", "2024-12-15"}, /* ended */
        {"cb-2", "cat-bi", "2024-07-01", "2025-01-31"}, /* moved inside the district */
        {"cb-2", "dang-hai", "2025-02-01", NULL},
    };
    struct units units = read_base()->units;
    struct unit_fact *facts = arena_alloc(arena, (units.fact_count + LEN(teams)) * sizeof *facts);
    memcpy(facts, units.facts, units.fact_count * sizeof *facts);
    for (size_t i = 0; i < LEN(teams); i++)
        facts[units.fact_count++] = (struct unit_fact){teams[i].id,
                                                       LEVEL_TEAM,
                                                       0,
                                                       teams[i].parent,
                                                       teams[i].id,
                                                       NULL,
                                                       day(teams[i].from),
                                                       teams[i].last ? day(teams[i].last) + 1 : DAY_NEVER,
                                                       0};
    units.facts = facts;
    struct units again; /* through a job's value and back */
    units_from_value(arena, units_to_value(&units, arena), &again);
    return again;
}

static void test_units_by_day(void **state)
{
    (void)state;
    struct units units = units_with_teams();
    static const char *const wards[] = {"dong-hai-1", "dong-hai-2", "dang-lam", "thanh-to",
                                        "dang-hai",   "nam-hai",    "cat-bi",   "trang-cat"};
    size_t len;
    const char **standing = unit_standing(&units, LEVEL_WARD, day("2025-06-30"), arena, &len);
    assert_int_equal(len, LEN(wards));
    for (size_t i = 0; i < len; i++)
        assert_string_equal(standing[i], wards[i]);
    assert_null(standing[len]);
    standing = unit_standing(&units, LEVEL_WARD, day("2025-07-01"), arena, &len);
    assert_int_equal(len, 2);
    assert_string_equal(standing[0], "phuong-hai-an");
    assert_string_equal(standing[1], "phuong-dong-hai");
    assert_int_equal((unit_standing(&units, LEVEL_DISTRICT, day("2025-07-01"), arena, &len), len), 0);
    assert_true(unit_stands(&units, "quan-hai-an", day("2025-06-30")));
    assert_false(unit_stands(&units, "quan-hai-an", day("2025-07-01")));
    assert_false(unit_stands(&units, "none", day("2025-07-01")));
    assert_string_equal(unit_at(&units, "cb-2", day("2025-01-31"))->parent, "cat-bi");
    assert_string_equal(unit_at(&units, "cb-2", day("2025-02-01"))->parent, "dang-hai");
    assert_string_equal(unit_at(&units, "cb-1", day("2025-08-19"))->parent,
                        "cat-bi"); /* the last before it */
    assert_string_equal(unit_at(&units, "phuong-hai-an", day("2024-11-01"))->name, "Hải An"); /* the first */
    assert_null(unit_at(&units, "none", day("2025-01-01")));
}

static void test_units_home(void **state)
{
    (void)state;
    struct units units = units_with_teams();
    static const struct {
        const char *id, *day, *home;
    } cases[] = {
        {"nam-hai", "2025-06-30", "nam-hai"},
        {"nam-hai", "2025-07-01", "phuong-dong-hai"}, /* the main successor */
        {"nh-1", "2025-07-31", "phuong-dong-hai"},    /* the team's ward ended: its main successor */
        {"nh-2", "2025-07-31", "phuong-hai-an"},
        {"dong-hai-2", "2025-08-19", "phuong-dong-hai"},
        {"dh2-1", "2025-08-19", "phuong-hai-an"},
        {"cat-bi", "2025-08-19", "phuong-hai-an"},
        {"phuong-hai-an", "2025-08-19", "phuong-hai-an"},
        {"phuong-hai-an", "2025-06-30", NULL}, /* not yet, and nothing of the kind stands */
        {"none", "2025-06-30", NULL},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *home = unit_home(&units, cases[i].id, day(cases[i].day));
        if (!home || !cases[i].home ? home != cases[i].home : strcmp(home, cases[i].home) != 0)
            fail_msg("%s on %s: %s", cases[i].id, cases[i].day, home ? home : "none");
    }
    assert_string_equal(unit_home(&units, "cb-1", day("2025-01-31")),
                        "cat-bi"); /* an ended team: its last ward */
    assert_string_equal(unit_home(&units, "cb-1", day("2025-08-19")), "phuong-hai-an");
    assert_string_equal(unit_home(&units, "cb-2", day("2025-02-28")), "dang-hai");
    assert_string_equal(unit_home(&units, "cb-2", day("2025-08-19")), "phuong-hai-an");
    assert_string_equal(unit_home(&units, "quan-hai-an", day("2025-07-01")), "hai-phong");
}

/* A split: two teams are named to go the other way, whatever their parent's main successor; one that has a row of its own there needs no name. */
static void test_teams_of_a_split(void **state)
{
    (void)state;
    struct units units = units_with_teams();
    for (size_t i = 0; i < units.succession_count; i++)
        if (strcmp(units.successions[i].from, "nam-hai") == 0 && !units.successions[i].main)
            units.successions[i].teams = "nh-10 nh-1 nh";
    struct units again; /* through a job's value and back */
    units_from_value(arena, units_to_value(&units, arena), &again);
    static const struct {
        const char *team, *parent, *day, *home;
    } cases[] = {{"nh-1", "nam-hai", "2025-07-31", "phuong-hai-an"}, {"nh-10", "nam-hai", "2025-07-01", "phuong-hai-an"}, {"nh", "nam-hai", "2025-07-01", "phuong-hai-an"},
                 {"nh-2", "nam-hai", "2025-07-31", "phuong-dong-hai"}, {"nh-1", "nam-hai", "2025-06-30", "nam-hai"}, {"nh-1", "cat-bi", "2025-07-31", "phuong-hai-an"},
                 {"nh-1", "phuong-dong-hai", "2025-07-31", "phuong-dong-hai"}};
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(unit_home_of_team(&again, cases[i].team, cases[i].parent, day(cases[i].day)), cases[i].home);
    assert_string_equal(unit_home(&again, "nh-1", day("2025-07-31")), "phuong-hai-an");
    assert_string_equal(unit_home(&again, "nam-hai", day("2025-07-31")), "phuong-dong-hai"); /* what names no team */
}

static void check_origins(const struct units *units, const char *id, const char *on, const char *expected)
{
    char *seen = arena_strdup(arena, "");
    for (const char **origin = unit_origins(units, id, day(on), arena); *origin; origin++)
        seen = arena_printf(arena, "%s%s ", seen, *origin);
    assert_string_equal(seen, expected);
}

static void test_units_origins(void **state)
{
    (void)state;
    struct units units = units_with_teams();
    check_origins(&units, "phuong-dong-hai", "2025-07-01", "phuong-dong-hai dong-hai-1 dong-hai-2 nam-hai ");
    check_origins(&units, "phuong-hai-an", "2025-08-19",
                  "phuong-hai-an dong-hai-2 dang-lam thanh-to dang-hai nam-hai cat-bi trang-cat ");
    check_origins(&units, "phuong-hai-an", "2025-06-30", "phuong-hai-an ");
    check_origins(&units, "cat-bi", "2025-06-30", "cat-bi ");
}

/* With the index the same answers as without; also for one that stands in the order of nobody's ids. */
static void test_units_index(void **state)
{
    (void)state;
    struct unit_fact facts[] = {
        {"m", LEVEL_WARD, 0, NULL, "m1", NULL, 0, 100, 0},   {"m", LEVEL_WARD, 0, NULL, "m2", NULL, 100, 300, 0},
        {"b", LEVEL_WARD, 0, NULL, "b", NULL, 50, 200, 0},   {"z", LEVEL_DISTRICT, 0, NULL, "z", NULL, 0, DAY_NEVER, 0},
        {"m", LEVEL_WARD, 0, NULL, "m3", NULL, 300, 400, 0}, {"a", LEVEL_WARD, 0, NULL, "a", NULL, 10, DAY_NEVER, 0},
    };
    static const char *const ids[] = {"a", "b", "m", "z", "", "aa", "zz"};
    struct units plain = {facts, LEN(facts), NULL, 0, NULL}, indexed = plain, none = {NULL, 0, NULL, 0, NULL};
    units_index(&indexed, arena);
    units_index(&none, arena);
    for (size_t i = 0; i < LEN(ids); i++) {
        assert_int_equal(unit_place(&plain, ids[i]), unit_place(&indexed, ids[i]));
        assert_null(unit_at(&none, ids[i], 0));
        for (int32_t day = -1; day < 410; day += 3)
            assert_ptr_equal(unit_at(&plain, ids[i], day), unit_at(&indexed, ids[i], day));
    }
    assert_int_equal(unit_place(&indexed, "m"), 0);
    assert_int_equal(unit_place(&indexed, "aa"), LEN(facts));
}

/* a → b → c, each a year later; and data that goes in a circle. */
static void test_units_chains(void **state)
{
    (void)state;
    struct unit_fact facts[] = {
        {"a", LEVEL_WARD, 0, NULL, "a", NULL, 0, 100, 0},         {"b", LEVEL_WARD, 0, NULL, "b", NULL, 100, 200, 0},
        {"c", LEVEL_WARD, 0, NULL, "c", NULL, 200, DAY_NEVER, 0}, {"t", LEVEL_TEAM, 0, "a", "t", NULL, 0, DAY_NEVER, 0},
        {"u", LEVEL_TEAM, 0, "u", "u", NULL, 0, DAY_NEVER, 0},
    };
    struct succession successions[] = {{.from = "a", .to = "b", .on = 100, .kind = "rename", .main = true},
                                       {.from = "b", .to = "c", .on = 200, .kind = "rename", .main = true}};
    struct units units = {facts, LEN(facts), successions, LEN(successions), NULL};
    assert_string_equal(unit_home(&units, "a", 99), "a");
    assert_string_equal(unit_home(&units, "a", 100), "b");
    assert_string_equal(unit_home(&units, "a", 200), "c");
    assert_string_equal(unit_home(&units, "t", 500), "c");
    assert_null(unit_home(&units, "u", 500));
    const char **origins = unit_origins(&units, "c", 200, arena);
    assert_string_equal(origins[2], "a");
    assert_null(origins[3]);
    successions[1].to = "a";
    assert_null(unit_home(&units, "a", 200));
    assert_null(unit_origins(&units, "a", 200, arena)[2]);
}

/* A unit below a judged one counts there, through its successor when it ended, else through the last unit that it was in; teams through it. */
static void test_units_below(void **state)
{
    (void)state;
    struct unit_fact facts[] = {
        {"a", LEVEL_WARD, 0, NULL, "a", NULL, 0, 100, 0},   {"b", LEVEL_WARD, 0, NULL, "b", NULL, 0, DAY_NEVER, 0},
        {"x", LEVEL_BELOW, 0, "a", "x", NULL, 0, 50, 0},    {"x", LEVEL_BELOW, 0, "b", "x", NULL, 50, 200, 0},
        {"y", LEVEL_BELOW, 0, "x", "y", NULL, 0, 80, 0},    {"z", LEVEL_BELOW, 0, "a", "z", NULL, 0, 60, 0},
        {"t", LEVEL_TEAM, 0, "y", "t", NULL, 0, DAY_NEVER, 0},
    };
    struct succession successions[] = {{.from = "a", .to = "b", .on = 100, .kind = "merge", .main = true}, {.from = "z", .to = "y", .on = 60, .kind = "merge", .main = true}};
    static const struct {
        const char *id;
        int32_t day;
        const char *home;
    } cases[] = {{"x", 10, "a"}, {"x", 60, "b"}, {"x", 300, "b"}, {"y", 10, "a"}, {"y", 60, "b"}, {"y", 90, "b"}, {"z", 10, "a"}, {"z", 70, "b"}, {"t", 10, "a"}, {"t", 500, "b"}};
    struct units units = {facts, LEN(facts), successions, LEN(successions), NULL};
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(unit_home(&units, cases[i].id, cases[i].day), cases[i].home);
    successions[1].to = "z";
    assert_null(unit_home(&units, "z", 70));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FILES(test_units_by_day),
        WITH_FILES(test_units_home), WITH_FILES(test_teams_of_a_split),
        WITH_FILES(test_units_origins),
        WITH_FILES(test_units_index),
        WITH_FILES(test_units_chains),
        WITH_FILES(test_units_below),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
