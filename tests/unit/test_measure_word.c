/* Words of measures, summed in C, against the statements that they stand for and others of the same meaning: on random records the same figures, and evidence that adds up to them. */
#include "evaluate_case.h"
#include "evaluate_random.h"

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
static void check_addends(const char *source, const char *period)
{
    struct value *job = data_job("addends", "1.1", source, period, "provisional");
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

static const char *evidence_of(const char *source, const char *period, const char *ward)
{
    struct value *job = data_job("explain", "1.1", source, period, "provisional");
    value_set_text(job, "subject", ward);
    value_set_int(job, "limit", 10000);
    const struct value *answer = perform(job);
    must(answer != NULL);
    return json_text(arena, value_get(answer, "evidence"));
}

/* In every period the same figures; in some of them, rows that add up to them, and where both show the same columns, row by row. Returns
 * in how many periods they tell something. */
static size_t compare(const char *words, const char *statement, bool same_rows)
{
    size_t telling = 0;
    for (size_t p = 0; p < LEN(asked); p++) {
        const struct value *answer = perform(data_job("evaluate", "1.1", words, asked[p], "provisional"));
        must(answer != NULL);
        const struct value *again = perform(data_job("evaluate", "1.1", statement, asked[p], "provisional"));
        must(again != NULL);
        assert_string_equal(results_of(answer), results_of(again));
        assert_string_equal(json_text(arena, value_get(answer, "params")), json_text(arena, value_get(again, "params")));
        telling += sum_of(value_get(answer, "results"), "num") > 3 && !strstr(results_of(answer), "\"error\"");
        if (chance(3) && p + 1 < LEN(asked)) /* always of the last, which has all */
            continue;
        check_addends(words, asked[p]);
        const struct value *result = value_at(value_get(answer, "results"), (size_t)chance((int)value_len(value_get(answer, "results"))));
        const char *ward = value_get_text(result, "subject", "");
        if (same_rows)
            assert_string_equal(evidence_of(words, asked[p], ward), evidence_of(statement, asked[p], ward));
    }
    return telling;
}

/* Sets of records: one, or more of them in the long form of the tests. */
static unsigned last_seed(unsigned first)
{
    return getenv("THIDUA_LONG") ? first + 9 : first;
}

static void test_words_are_their_statements(void **state)
{
    static const struct {
        const char *criterion;
        bool same_rows;
    } worded[] = {{"4.2", false}, {"6.1", false}, {"7.1", false}, {"1.2", true}, {"3.1", true}};
    (void)state;
    for (unsigned seed = 1; seed <= last_seed(1); seed++) {
        put_other(seed);
        size_t telling = 0;
        for (size_t c = 0; c < LEN(worded); c++)
            telling += compare(source_of(worded[c].criterion), statement_of(worded[c].criterion), worded[c].same_rows);
        assert_true(telling > LEN(worded) * LEN(asked) / 2); /* figures that tell something */
    }
}

/* It has a den of its own; the statements of words say "its den" of every record. */
static bool is_share(const char *measure)
{
    const char *den = strstr(measure, " den");
    while (den && den[4] == '"')
        den = strstr(den + 4, " den");
    return den;
}

static const char *rule_of(const char *measure)
{
    bool share = is_share(measure);
    return arena_printf(arena,
                        "return criterion { title = 'x', subject = 'ward', reports = {}, target = '%s', counts = 'x', judge = %s, says = '{{ num }}', measure = { %s },\n"
                        "  examples = { { row = { num = 2%s }, target = '%s', verdict = '%s' } } }",
                        share ? "1.1.share" : "4.3.most", share ? "share_at_least" : "at_most", measure, share ? ", den = 2" : "", share ? "80 %" : "1", share ? "met" : "missed");
}

/* How one would write it in SQL. What a record adds is the same piece in a scan, in the newest row, for each and for distinct values. */
#define LEVEL_POINTS "points = 'level', weights = { collision = 0, minor = 1, serious = '1.2.minutes', very_serious = 7, extremely_serious = '3.1.minutes' }"
#define LEVEL_SQL                                                                                                                                   \
    "num = [[CASE WHEN level = 'minor' THEN 1 WHEN level = 'serious' THEN param('1.2.minutes', on_date) WHEN level = 'very_serious' THEN 7 "        \
    "WHEN level = 'extremely_serious' THEN param('3.1.minutes', on_date) ELSE 0 END]]"
#define HOMES(of, day) "FROM " of " JOIN home ON home.unit = " of ".ward WHERE " day " >= :from AND " day " < :until"
#define OF_TEAM_OR_WARD                                                                                                                             \
    "WITH laid AS (SELECT tip.*, coalesce(a.ward, b.ward, c.ward) AS \"at\" FROM tip LEFT JOIN home AS a ON a.unit = tip.ward AND a.own "           \
    "LEFT JOIN home AS b ON b.unit = tip.team LEFT JOIN home AS c ON c.unit = tip.ward WHERE received_on >= :from AND received_on < :until) "

static const struct {
    const char *words, *statement;
    bool same_rows;
} pairs[] = {
    {"of = 'accident', date = 'on_date', " LEVEL_POINTS, "of = 'accident', date = 'on_date', " LEVEL_SQL, true},
    {"of = 'accident', date = 'on_date', points = 'dead', weight = '3.1.minutes'", "of = 'accident', date = 'on_date', num = \"dead * param('3.1.minutes', on_date)\"", true},
    {"of = 'accident', date = 'on_date', points = 'dead', weight = 3, window = 'contest'", "of = 'accident', date = 'on_date', num = 'dead * 3', window = 'contest'", true},
    {"of = 'population', date = 'as_of', latest = { 'area' }, points = 'provided', weight = 2, den = 'residents'",
     "of = 'population', date = 'as_of', latest = { 'area' }, num = 'provided * 2', den = 'residents'", false},
    {"each = 'team', of = 'good_deed', date = 'on_date', points = 'kind', weights = { deed = 1, praise = 1, award = 1, recognition = 0 }, has = 2 --[[ den ]]",
     "each = 'team', of = 'good_deed', date = 'on_date', num = [[iif(kind = 'recognition', 0, 1)]], has = 2 --[[ den ]]", false},
    {"of = 'business_violation', date = 'act_on', within = { 'act_on', 'decision_on' }, days = 15, den = true",
     "of = 'business_violation', date = 'act_on', num = 'ifnull(decision_on - act_on <= 15, 0)', den = true", true},
    {"of = 'incident', date = 'occurred_on', within = { 'notified_at', 'arrived_at' }, minutes = 8, night = '01:30-13:00', night_minutes = 3, den = true",
     "of = 'incident', date = 'occurred_on', den = true, num = [[CASE WHEN notified_at IS NULL OR arrived_at IS NULL THEN 0 "
     "WHEN minute_of_day(notified_at) BETWEEN 90 AND 779 THEN arrived_at - notified_at <= 180 ELSE arrived_at - notified_at <= 480 END]]",
     true},
    {"of = 'reoffence', date = 'on_date', distinct = { 'person_code' }, num = \"basis = 'criminal'\", den = true",
     "sql = [[SELECT home.ward AS subject, count(DISTINCT iif(basis = 'criminal', person_code, NULL)) AS num, count(DISTINCT person_code) AS den " HOMES("reoffence", "on_date") " GROUP BY home.ward]], "
     "evidence = [[SELECT person_code, max(on_date) AS on_date, count(*) AS \"Số tái phạm\", sum(basis = 'criminal') > 0 AS num, 1 AS den " HOMES("reoffence", "on_date") " AND home.ward = :subject GROUP BY person_code]]",
     true},
    {"of = 'reoffence', date = 'on_date', where = \"basis = 'criminal'\", distinct = { 'ward', 'person_code' }",
     "sql = [[SELECT home.ward AS subject, count(DISTINCT reoffence.ward || person_code) AS num " HOMES("reoffence", "on_date") " AND basis = 'criminal' GROUP BY home.ward]], evidence = [[SELECT 1]]", false},
    {"of = 'tip', date = 'received_on', distinct = { 'category' }", "sql = [[" OF_TEAM_OR_WARD "SELECT \"at\" AS subject, count(DISTINCT category) AS num FROM laid WHERE \"at\" IS NOT NULL GROUP BY \"at\"]], evidence = [[SELECT 1]]", false},
    {"of = 'accident', date = 'on_date', distinct = { 'dead' }, points = 'dead', weight = 2, window = 'contest'",
     "sql = [[SELECT ward AS subject, sum(dead) AS num FROM (SELECT DISTINCT home.ward, dead * 2 AS dead FROM accident JOIN home ON home.unit = accident.ward WHERE on_date >= :contest_from AND on_date < :until AND dead IS NOT NULL) "
     "GROUP BY ward]], evidence = [[SELECT 1]]",
     false},
};

/* The statement that the words stand for, as the bundle has it for those who check with SQL alone; NULL: a scan, or one whose :from
 * is bound to the contest's first day. */
static const char *own_statement(const char *words)
{
    struct value *job = job_value("check", "1.1", rule_of(words));
    value_set_bool(job, "measure", true);
    const struct value *answer = perform(job);
    must(answer != NULL);
    const char *sql = value_get_text(value_get(answer, "measure"), "sql", NULL);
    return sql && !strstr(words, "window") ? arena_printf(arena, "sql = [[%s]], evidence = [[SELECT 1]]%s", sql, is_share(words) ? " --[[ den ]]" : "") : NULL;
}

/* The figures are summed without it. In how many periods they tell something. */
static size_t compare_own_statement(const char *words)
{
    const char *statement = own_statement(words);
    return statement ? compare(rule_of(words), rule_of(statement), false) : 0;
}

static void test_words_that_no_package_uses_yet(void **state)
{
    static const char *const others[] = {
        "each = 'member', standing = '6.1.min_active_days', excused = 'absence', of = 'patrol', date = 'on_date', has = 2 --[[ den ]]",
        "each = 'member', of = 'patrol', date = 'on_date', where = \"patrol_id > 'p3'\", has = '7.1.deeds' --[[ den ]]",
        "each = 'team', standing = '7.1.min_days', of = 'good_deed', date = 'on_date' --[[ den ]]",
        "of = 'population', date = 'as_of', latest = {}, num = 'provided'",
        "of = 'population', date = 'as_of', latest = { 'area' }, num = 'provided - residents + 500'",
        "of = 'tip', date = 'received_on', distinct = { 'category', 'team' }, num = \"ifnull(ward = 'cat-bi', 0) + 1\"",
        "of = 'tip', date = 'received_on', distinct = { 'category' }, num = \"param('3.1.minutes', received_on)\"",
    };
    (void)state;
    for (unsigned seed = 11; seed <= last_seed(11); seed++) {
        put_other(seed);
        size_t telling = 0;
        for (size_t i = 0; i < LEN(pairs); i++)
            telling += compare(rule_of(pairs[i].words), rule_of(pairs[i].statement), pairs[i].same_rows);
        for (size_t i = 0; i < LEN(pairs); i++)
            compare_own_statement(pairs[i].words);
        size_t told = 0;
        for (size_t i = 0; i < LEN(others); i++)
            told += compare_own_statement(others[i]);
        assert_true(told > LEN(others) * LEN(asked) / 3);
        assert_true(telling > LEN(pairs) * LEN(asked) / 2);
    }
}

/* What a record adds is no statement: it keeps the scan, and so its index. */
static void test_a_word_of_the_record_is_a_scan(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(pairs); i++) {
        const struct value *answer = perform(job_value("check", "1.1", rule_of(pairs[i].words)));
        bool set = strstr(pairs[i].words, "latest") || strstr(pairs[i].words, "each") || strstr(pairs[i].words, "distinct");
        must(answer != NULL);
        assert_int_equal(value_len(value_get(answer, "problems")), 0);
        assert_int_equal(value_type(value_get(value_get(answer, "facts"), "index")), set ? VALUE_NULL : VALUE_MAP);
    }
}

/* A job over criteria/1.1.ini, whose [measure] has these keys and texts. */
static struct value *ini_job(const char *const *keys, size_t count)
{
    struct value *job = data_job("evaluate", "1.1", "", "contest", "provisional"), *table = value_map(arena), *measure = value_map(arena), *example = value_map(arena);
    static const char *const said[][2] = {{"title", "x"}, {"subject", "ward"}, {"reports", ""}, {"target", "4.3.most"}, {"counts", "x"}, {"judge", "at_most"}, {"says", "{{ num }}"}};
    for (size_t i = 0; i < LEN(said); i++)
        value_set_text(table, said[i][0], said[i][1]);
    for (size_t i = 0; i < count; i += 2)
        value_set_text(measure, keys[i], keys[i + 1]);
    value_set_text(example, "target", "1");
    value_set_text(example, "verdict", "met");
    value_set(example, "row", value_map(arena));
    value_set_int((struct value *)value_get(example, "row"), "num", 1);
    value_set(table, "measure", measure);
    value_set(table, "examples", value_list(arena));
    value_append((struct value *)value_get(table, "examples"), example);
    value_set((struct value *)value_get(job, "criterion"), "table", table);
    return job;
}

static void test_an_ini_file_says_the_same(void **state)
{
    static const char *const points[] = {"of", "accident", "date", "on_date", "points", "level", "weights", "collision: 0, minor : 1, serious: 1.2.minutes, very_serious:7, extremely_serious: 3.1.minutes"};
    static const char *const within[] = {"of", "incident", "date", "occurred_on", "within", "notified_at, arrived_at", "minutes", "8", "night", "01:30-13:00", "night_minutes", "3"};
    static const char *const distinct[] = {"of", "reoffence", "date", "on_date", "distinct", "ward, person_code"};
    static const char *const once[] = {"of", "accident", "date", "on_date", "points", "level", "weights", "collision: 0, minor, serious: 2"};
    static const struct {
        const char *const *keys;
        size_t count;
        const char *lua;
    } cases[] = {
        {points, LEN(points), "of = 'accident', date = 'on_date', " LEVEL_POINTS},
        {within, LEN(within), "of = 'incident', date = 'occurred_on', within = { 'notified_at', 'arrived_at' }, minutes = 8, night = '01:30-13:00', night_minutes = 3"},
        {distinct, LEN(distinct), "of = 'reoffence', date = 'on_date', distinct = { 'ward', 'person_code' }"},
    };
    (void)state;
    put_other(21);
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct value *answer = perform(ini_job(cases[i].keys, cases[i].count));
        must(answer != NULL);
        const struct value *same = perform(data_job("evaluate", "1.1", rule_of(cases[i].lua), "contest", "provisional"));
        must(same != NULL);
        assert_string_equal(results_of(answer), results_of(same));
        assert_true(sum_of(value_get(answer, "results"), "num") > 3);
    }
    assert_null(perform(ini_job(once, LEN(once))));
    assert_non_null(strstr(err.en, "the points of each choice (collision, minor, serious, very_serious, extremely_serious), like collision: 1"));
    err_clear(&err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_words_are_their_statements, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_words_that_no_package_uses_yet, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_a_word_of_the_record_is_a_scan, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_an_ini_file_says_the_same, open_store, close_store),
    };
    return cmocka_run_group_tests(tests, open_package, close_package);
}
