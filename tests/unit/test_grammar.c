/* grammar: which rules are data alone: pieces of SQL that are no more than they seem, files in which nothing can be called; the real package's. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/file.h"
#include "base/json.h"
#include "base/value.h"
#include "grammar/closed_rule.h"
#include "grammar/closed_sql.h"

#include <stdio.h>
#include <string.h>

static void test_pieces_that_are_closed(void **state)
{
    static const char *const pieces[] = {
        "verified", "true", "1", "channel = 'force'", "duplicate_of IS NULL AND verified IS NOT 'no'", "a='it''s' or(b<>2)",
        "self_detected = 'no' OR param_text('4.1.exclude_self_detected', act_on) <> 'yes'", "level IN ('serious', 'fatal')", "NOT x", "arrived_at - notified_at <= 15 * 60",
        "x between 1 AND 3", "a NOT IN (1, 2)", "started_on <= :last AND (ended_on IS NULL OR ended_on > :last)", "rank('accident', 'level', level) >= rank('accident', 'level', 'x')",
        "\n  param_has('2.1.accepted', recognised_on, recognised_by)\n  AND x = -1 ", "a == b AND c != d",
    };
    (void)state;
    for (size_t i = 0; i < LEN(pieces); i++)
        if (!closed_sql(pieces[i]))
            fail_msg("%s", pieces[i]);
}

static void test_pieces_that_are_not(void **state)
{
    static const char *const pieces[] = {
        "", " ", "EXISTS (SELECT 1 FROM origin)", "(SELECT 1)", "(select - 1)", "x IN (SELECT y FROM t)", "x IN t", "x IN t(1)", "x in main.t", "a -- b", "a /* b */", "a; b", "1)", "(1",
        "x IN (VALUES (1))", "\"x\" = 1", "[x] = 1", "`x` = 1", "sum(x)", "count(*)", "lower(x) = 'a'", "x LIKE 'a%'", "x GLOB 'a*'", "x COLLATE nocase = 'a'", "a || b", "x = ?1",
        "CASE WHEN a THEN b END", "CAST(a AS TEXT)", "row_number() OVER ()", "load_extension('x')", "x = 'open", "x'00'", "1.5", "a b", "a =", "()", "a ()", "f (1)", "a, b FROM t",
        "WITH a AS (b)", "t.x = 1", "$x", "@x", "x = 1 AND", "param ('a', b) c", "VALUES (1)", "a == 'x' --", "RAISE(ABORT, 'x')",
    };
    (void)state;
    for (size_t i = 0; i < LEN(pieces); i++)
        if (closed_sql(pieces[i]))
            fail_msg("%s", pieces[i]);
}

#define RULE(beside, measure) "-- of one\nreturn criterion {\n  title = 'A', subject = \"ward\", " beside "\n  measure = { of = 'tip', date = 'received_on', " measure " },\n  judge = at_most,\n}\n"

static void test_files_that_are_closed(void **state)
{
    static const char *const files[] = {
        RULE("", "num = true"),
        RULE("reports = { 'tip', 'x' }, examples = { { row = { num = 1, den = 2 }, params = { ['a.b'] = '1' } }; },", "where = [[\n a = 'b'\n]]"),
        RULE("says = 'os.execute() SELECT (function() end)()',", "within = { 'a', 'b' }, minutes = '1.2.minutes', night = '22:00-06:00'"),
        RULE("--[==[ function ]] ]==]", "points = 'a', weights = { b = 1, ['c-d'] = 2 }"),
    };
    (void)state;
    for (size_t i = 0; i < LEN(files); i++)
        if (closed_rule(files[i], NULL) != CLOSED_SCAN)
            fail_msg("%s", files[i]);
}

/* A function, a call, an operation, another statement: whatever is more than a table. */
static void test_files_that_are_not(void **state)
{
    static const char *const files[] = {
        "", "return criterion {}", "return criterion { measure = 1 }", "return {}", "return criterion", "criterion { measure = {} }", "local x = 1\n" RULE("", "num = true"),
        RULE("", "num = true") "x = 1", RULE("", "num = true") ";", RULE("judge = function(num) return 'met' end,", "num = true"), RULE("x = f'a',", "num = true"), RULE("x = f{},", "num = true"),
        RULE("x = f\"a\",", "num = true"), RULE("x = f[[a]],", "num = true"), RULE("x = f(),", "num = true"), RULE("x = a.b,", "num = true"), RULE("x = a['b'],", "num = true"),
        RULE("x = 'a' .. 'b',", "num = true"), RULE("x = 1 + 1,", "num = true"), RULE("x = not a,", "num = true"), RULE("x = #a,", "num = true"), RULE("x = {}{},", "num = true"),
        RULE("x = a:b(),", "num = true"), RULE("x = ('a'):rep(9),", "num = true"), RULE("uses = { '1.1' },", "num = true"), RULE("['uses'] = { '1.1' },", "num = true"),
        RULE("own = 'SELECT 1',", "num = true"), RULE("", "sql = 'x'"), RULE("", "['sql'] = 'x'"), RULE("", "each = 'team', has = '(SELECT 1)'"), RULE("", "latest = { 'a b' }"), RULE("", "distinct = 'a()'"), RULE("", "evidence = 'a'"),
        RULE("", "where = '(SELECT 1)'"), RULE("", "where = '\\40SELECT 1)'"), RULE("", "where = 'x--'"), RULE("", "num = true }, measure = { of = 'tip'"), RULE("", "within = { '(SELECT 1)' }"),
        RULE("", "num = true -- \r, judge = function() end"), RULE("x = \"a\nb\",", "num = true"), RULE("x = 'open,", "num = true"), RULE("goto = 1,", "num = x y"), RULE("--[[ ]] f() --]]", "num = true"),
    };
    (void)state;
    for (size_t i = 0; i < LEN(files); i++)
        if (closed_rule(files[i], NULL))
            fail_msg("%s", files[i]);
}

static void test_tables_of_ini_files(void **state)
{
    static const struct {
        const char *table;
        enum closed_rule closed;
    } cases[] = {
        {"{\"measure\": {\"of\": \"tip\", \"where\": \"a = 'b'\", \"weights\": {\"x\": 1}}}", CLOSED_SCAN},
        {"{\"measure\": {\"of\": \"tip\", \"each\": \"team\"}}", CLOSED_STATEMENT},
        {"{\"measure\": {\"of\": \"tip\", \"sql\": \"SELECT 1\"}}", CLOSED_NOT},
        {"{\"measure\": {\"of\": \"tip\", \"where\": \"(SELECT 1)\"}}", CLOSED_NOT},
        {"{\"measure\": {\"of\": \"tip\", \"within\": [\"a\", \"(SELECT 1)\"]}}", CLOSED_NOT},
        {"{\"measure\": {\"of\": \"tip\"}, \"uses\": [\"1.1\"]}", CLOSED_NOT},
        {"{\"title\": \"a\"}", CLOSED_NOT},
    };
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++)
        assert_int_equal(closed_rule("", json_parse(arena, cases[i].table, strlen(cases[i].table), NULL)), cases[i].closed);
    arena_destroy(arena);
}

/* 5.1 has a SELECT of its own. */
static void test_the_package(void **state)
{
    static const struct {
        const char *id;
        enum closed_rule closed;
    } rules[] = {{"1.1", CLOSED_SCAN}, {"1.2", CLOSED_SCAN},      {"2.1", CLOSED_SCAN}, {"3.1", CLOSED_SCAN},      {"4.1", CLOSED_SCAN}, {"4.2", CLOSED_STATEMENT},
                 {"4.3", CLOSED_SCAN}, {"5.1", CLOSED_NOT},       {"6.2", CLOSED_SCAN}, {"6.1", CLOSED_STATEMENT}, {"7.1", CLOSED_STATEMENT}};
    struct arena *arena = arena_create();
    (void)state;
    for (size_t i = 0; i < LEN(rules); i++) {
        struct file file;
        assert_true(file_read(arena, arena_printf(arena, THIDUA_SOURCE "/rules/hai-an-2024/criteria/%s.lua", rules[i].id), 1 << 20, &file, NULL));
        if (closed_rule(arena_strndup(arena, file.bytes, file.len), NULL) != rules[i].closed)
            fail_msg("%s", rules[i].id);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_that_are_closed), cmocka_unit_test(test_pieces_that_are_not), cmocka_unit_test(test_files_that_are_closed),
        cmocka_unit_test(test_files_that_are_not),     cmocka_unit_test(test_tables_of_ini_files), cmocka_unit_test(test_the_package),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
