/* Words of measures against the statements that they stand for: on random records the same figures, and evidence that adds up to them. */
#include "evaluate_case.h"

#include "base/array.h"
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const asked[] = {"2024-11", "2025-01", "2025-02", "2025-06", "2025-07", "2025-08", "phase-1", "phase-2", "contest"};
static const char *const wards[] = {"cat-bi", "nam-hai", "dong-hai-1", "thanh-to", "phuong-hai-an", "phuong-dong-hai"};

static uint32_t state_of_chance;

static int chance(int most)
{
    state_of_chance = state_of_chance * 1664525u + 1013904223u;
    return (int)((state_of_chance >> 8) % (uint32_t)most);
}

/* A day from two weeks before the contest to two weeks after it, as the store counts days; NULL one time in three when it may be. */
static const char *some_day(bool or_none)
{
    return or_none && chance(3) == 0 ? "NULL" : arena_printf(arena, "%d", 20028 - 14 + chance(292 + 28));
}

static void put_random_teams(int count)
{
    for (int i = 0; i < count; i++) {
        int from = 20028 - 60 + chance(200), rows = 1 + chance(2);
        for (int row = 0; row < rows; row++) {
            int until = from + chance(160);
            put("unit", "unit_id, level, parent, name, valid_from, valid_until",
                arena_printf(arena, "('t%d', 'team', '%s', 'Tổ %d', %d, %s)", i, wards[chance(4)], i, from,
                             row + 1 == rows && chance(2) ? "NULL" : arena_printf(arena, "%d", until)));
            from = until + 1 + chance(20);
        }
    }
}

static void put_random_members(int count, int teams)
{
    for (int i = 0; i < count; i++) {
        int from = 20028 - 60 + chance(200), rows = 1 + chance(2);
        for (int row = 0; row < rows; row++) {
            int until = from + chance(90);
            put("member", "member_id, team, full_name, valid_from, valid_until",
                arena_printf(arena, "('m%d', 't%d', 'Người %d', %d, %s)", i, chance(teams), i, from,
                             row + 1 == rows && chance(2) ? "NULL" : arena_printf(arena, "%d", until)));
            from = until + 1 + chance(20);
        }
        for (int row = chance(4); row > 0; row--) {
            int first = 20028 - 14 + chance(300);
            put("absence", "member_id, valid_from, valid_until, reason", arena_printf(arena, "('m%d', %d, %d, 'leave')", i, first, first + chance(40)));
        }
    }
}

static void put_random(unsigned seed)
{
    enum { TEAMS = 12, MEMBERS = 25 };
    state_of_chance = seed;
    put_random_teams(TEAMS);
    put_random_members(MEMBERS, TEAMS);
    for (int i = 0; i < 60; i++)
        put("patrol", "patrol_id, member_id, on_date", arena_printf(arena, "('p%d', 'm%d', %s)", i, chance(MEMBERS), some_day(false)));
    for (int i = 0; i < 60; i++)
        put("good_deed", "deed_id, team, on_date, kind, description",
            arena_printf(arena, "('d%d', 't%d', %s, 'deed', 'Việc %d')", i, chance(TEAMS), some_day(false), i));
    for (int i = 0; i < 60; i++) { /* a day only once of a ward and an area */
        int residents = chance(500);
        put("population", "population_id, ward, area, as_of, residents, provided",
            arena_printf(arena, "('n%d', '%s', 'Khu %d', %d, %d, %d)", i, wards[chance(6)], chance(3), 20028 - 14 + 5 * i, residents, chance(residents + 1)));
    }
}

static const char *results_of(const struct value *answer)
{
    return json_text(arena, value_get(answer, "results"));
}

static int64_t sum_of(const struct value *rows, const char *key)
{
    int64_t sum = 0;
    for (size_t i = 0; i < value_len(rows); i++)
        sum += value_get_int(value_at(rows, i), key, 0);
    return sum;
}

/* The rows that add up to each ward's figure do. */
static void check_addends(const char *criterion, const char *period)
{
    struct value *job = data_job("addends", criterion, source_of(criterion), period, "provisional");
    value_set_int(job, "limit", 10000);
    const struct value *answer = perform(job);
    must(answer != NULL);
    const struct value *results = value_get(answer, "results"), *by = value_get(answer, "addends");
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *result = value_at(results, i), *rows = value_get(by, value_get_text(result, "subject", ""));
        if (strcmp(value_get_text(result, "level", ""), "ward") != 0)
            continue;
        assert_int_equal(sum_of(rows, "num"), value_get_int(result, "num", 0));
        assert_int_equal(sum_of(rows, "den"), value_get_int(result, "den", 0));
    }
}

static void test_words_are_their_statements(void **state)
{
    static const char *const worded[] = {"4.2", "6.1", "7.1"};
    (void)state;
    for (size_t seed = 1; seed <= 3; seed++) {
        sql("DELETE FROM record_unit WHERE level = 'team'; DELETE FROM record_member; DELETE FROM record_absence; DELETE FROM record_patrol; "
            "DELETE FROM record_good_deed; DELETE FROM record_population");
        put_random((unsigned)seed);
        size_t met = 0;
        for (size_t c = 0; c < LEN(worded); c++)
            for (size_t p = 0; p < LEN(asked); p++) {
                const char *words = results_of(perform(data_job("evaluate", worded[c], source_of(worded[c]), asked[p], "provisional")));
                must(words != NULL);
                const char *statement = results_of(perform(data_job("evaluate", worded[c], statement_of(worded[c]), asked[p], "provisional")));
                must(statement != NULL);
                assert_string_equal(words, statement);
                met += strstr(words, "\"met\"") && strstr(words, "\"missed\"");
                check_addends(worded[c], asked[p]);
            }
        assert_true(met > 5); /* figures that tell something */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_words_are_their_statements, open_store, close_store),
    };
    return cmocka_run_group_tests(tests, open_package, close_package);
}
