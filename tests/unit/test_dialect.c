/* dialect, evaluate/beyond: measures in PostgreSQL's words. What means another thing there stays here; every statement is about one table and groups by the column by which that is
 * partitioned; and rows that were counted there take the place of a scan only when a receipt can be written of them. */
#include "evaluate_case.h"

#include "base/array.h"
#include "base/json.h"
#include "base/problem.h"
#include "dialect/expression.h"
#include "record/record_type.h"
#include "run/run_job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct translation over(const char *type)
{
    return (struct translation){.arena = arena, .types = &package->types, .type = record_type_find(&package->types, type), .params = &package->targets, .from = 100, .until = 130,
                                .contest_from = 50, .period = "2024-11"};
}

static void test_pieces(void **state)
{
    static const struct {
        const char *type, *piece, *theirs; /* NULL: stays here */
    } pieces[] = {
        {"tip", "channel = 'force'", "(\"channel\" COLLATE \"C\" = 'force')"},
        {"tip", "channel == 'it''s' -- so", "(\"channel\" COLLATE \"C\" = 'it''s')"},
        {"tip", "duplicate_of IS NULL AND verified IS NOT 'no'", "((\"duplicate_of\" IS NULL) AND (\"verified\" COLLATE \"C\" IS DISTINCT FROM 'no'))"},
        {"tip", "NOT channel IN ('a', 'b')", "(NOT (((\"channel\" COLLATE \"C\" = 'a') OR (\"channel\" COLLATE \"C\" = 'b'))))"},
        {"tip", "tip.received_on BETWEEN :from AND :last", "(((\"received_on\" >= (100::bigint)) AND (\"received_on\" <= (129::bigint))))"},
        {"population", "provided * 2 > residents - 1", "((\"provided\" * (2::bigint)) > (\"residents\" - (1::bigint)))"},
        {"tip", "received_on", "(\"received_on\" <> 0)"},
        {"tip", "coalesce(verified, 'no') = 'yes'", "(coalesce(\"verified\", 'no') COLLATE \"C\" = 'yes')"},
        {"tip", "CASE channel WHEN 'force' THEN 1 ELSE TRUE END",
         "((CASE WHEN (\"channel\" = 'force') THEN (1::bigint) ELSE (TRUE::int::bigint) END) <> 0)"},
        {"tip", "channel LIKE 'f%'", NULL},
        {"tip", "channel = 1", NULL},
        {"tip", "channel", NULL},
        {"tip", "received_on = '5'", NULL},
        {"tip", "received_on / 2 = 1", NULL},
        {"tip", "0.5 < received_on", NULL},
        {"tip", "channel || 'x' = 'forcex'", NULL},
        {"tip", "EXISTS (SELECT 1 FROM home)", NULL},
        {"tip", "lower(channel) = 'force'", NULL},
        {"tip", "no_column = 1", NULL},
        {"tip", "received_on = :subject", NULL},
        {"tip", "(received_on = 1", NULL},
        {"tip", "received_on = 1)", NULL},
        {"tip", "param('no.such', received_on) = 1", NULL},
    };
    (void)state;
    for (size_t i = 0; i < LEN(pieces); i++) {
        struct translation translation = over(pieces[i].type);
        const char *theirs = expression_condition(&translation, pieces[i].piece);
        if (!pieces[i].theirs) {
            assert_null(theirs);
            continue;
        }
        assert_non_null(theirs);
        assert_string_equal(theirs, pieces[i].theirs);
    }
}

/* SQLite may ask either side of AND and OR first: what surely is asked is where the other side does not decide. */
static void test_what_is_read(void **state)
{
    (void)state;
    struct translation translation = over("business_violation");
    assert_non_null(expression_condition(&translation, "self_detected = 'no' OR param_text('4.1.exclude_self_detected', act_on) <> 'yes'"));
    assert_true(translation.read_count >= 1);
    assert_non_null(strstr(translation.reads[0].certain, "(\"self_detected\" COLLATE \"C\" = 'no') IS NOT TRUE"));
    assert_null(strstr(translation.reads[0].possible, "self_detected"));
    assert_false(translation.reads[0].constant);
    translation = over("business_violation");
    assert_non_null(expression_condition(&translation, "param_text('4.1.exclude_self_detected', :last) = 'no'"));
    assert_true(translation.reads[0].constant);
    translation = over("accident");
    assert_non_null(expression_condition(&translation, "rank('accident', 'level', level) >= 1"));
    assert_non_null(translation.unless); /* a word that is none of the choices is an error here */
}

/* ---- the packages ---- */

static const struct {
    const char *folder, *here; /* criteria that stay here, each in blanks */
    size_t there;
} packages[] = {
    {"rules/hai-an-2024", " 5.1 ", 10},
    {"rules/tan-minh-2025", " 8 9 ", 7},
    {"rules/thcs-2025", NULL, 0},
};

static void look_at(const struct package *of, const struct criterion_source *criterion, const char *here, size_t *there)
{
    struct value *job = run_job(arena, "check", of, criterion->id, NULL, 0);
    value_set_bool(job, "measure", true);
    const struct value *answer = perform(job), *beyond = value_get(value_get(answer, "measure"), "beyond");
    const char *sql = value_get_text(beyond, "sql", NULL);
    if (!sql) {
        assert_non_null(value_get_text(beyond, "en", NULL));
        assert_true(!here || strstr(here, arena_printf(arena, " %s ", criterion->id)));
        return;
    }
    ++*there;
    const struct record_type *type = record_type_find(&of->types, value_get_text(beyond, "type", ""));
    const char *unit = translated_unit(arena, type), *group = strstr(sql, "GROUP BY "), *from = strstr(sql, "FROM \"record_");
    assert_non_null(unit);
    assert_non_null(group);
    assert_non_null(from);
    assert_non_null(strstr(group, arena_printf(arena, "\"%s\"", unit)));
    assert_null(strcasestr(sql, "join"));
    assert_null(strstr(sql + strlen("SELECT"), "SELECT")); /* one table, asked once */
    assert_int_equal(strncmp(from + strlen("FROM \"record_"), type->name, strlen(type->name)), 0);
}

static void test_every_criterion_of_every_package(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(packages); i++) {
        struct package *of;
        struct problems problems;
        size_t there = 0;
        problems_init(&problems, arena);
        must(package_read_folder(arena, arena_printf(arena, THIDUA_SOURCE "/%s", packages[i].folder), &problems, &of, &err));
        for (size_t j = 0; j < of->criterion_count; j++)
            look_at(of, &of->criteria[j], packages[i].here, &there);
        assert_true(packages[i].here ? there == packages[i].there : there > 0);
    }
}

/* ---- rows that were counted elsewhere ---- */

static struct value *ask(const char *criterion, struct value **ret_job)
{
    *ret_job = data_job("evaluate", criterion, source_of(criterion), "2024-11", "provisional");
    value_set_bool(*ret_job, "beyond", true);
    return perform(*ret_job);
}

/* The rows of one stretch, as JSON. */
static struct value *given(struct value *job, const char *rows)
{
    struct value *list = value_list(arena);
    value_append(list, json_parse(arena, rows, strlen(rows), &err));
    value_set(job, "beyond", list);
    return perform(job);
}

static void test_rows_take_the_place_of_a_scan(void **state)
{
    struct value *job;
    (void)state;
    put("tip", "tip_id, ward, received_on, channel, verified", "('a', 'cat-bi', @2024-11-05, 'force', 'yes')");
    const struct value *answer = ask("1.1", &job), *asks = value_get(answer, "beyond");
    assert_int_equal(value_len(asks), 1);
    assert_string_equal(value_get_text(value_at(asks, 0), "shape", ""), "ttnnnb");
    expect_in(given(job, "[[\"cat-bi\", null, 3000000000, 3000000001, 7, 0], [\"nam-hai\", null, null, 2, 2, 0], [\"dang-hai\", null, 9, 9, 0, 0]]"), "cat-bi", 3000000000, 3000000001, "met");
    expect_in(perform(job), "nam-hai", 0, 2, "missed");
    expect_in(perform(job), "dang-hai", 0, 0, "not_applicable"); /* none of the records there counted */
    expect_in(given(job, "[[\"cat-bi\", null, 5, 5, 5, 1]]"), "cat-bi", 1, 1, "met"); /* a row that SQLite has to answer */
    expect_in(given(job, "[[\"cat-bi\", null, 5, 5]]"), "cat-bi", 1, 1, "met"); /* not what was asked for */
}

static void test_an_open_receipt_is_scanned_here(void **state)
{
    struct value *job;
    (void)state;
    put("business_violation", "violation_id, ward, business, act_on, self_detected", "('v', 'cat-bi', 'Cơ sở', @2024-11-07, 'no')");
    ask("4.1", &job);
    size_t reads = (strlen(value_get_text(value_at(value_get(perform(job), "beyond"), 0), "shape", "")) - strlen("ttnnnb")) / 2;
    assert_int_equal(reads, 1);
    const struct value *sure = given(job, "[[\"cat-bi\", null, 4, 0, 4, 0, 1, 1]]");
    expect_in(sure, "cat-bi", 4, NONE, "missed");
    assert_int_equal(value_len(value_get(sure, "params")), 2); /* the target, and what the rows read */
    expect_in(given(job, "[[\"cat-bi\", null, 4, 0, 4, 0, 1, 0]]"), "cat-bi", 1, NONE, "missed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_what_is_read),
        cmocka_unit_test(test_every_criterion_of_every_package),
        cmocka_unit_test_setup_teardown(test_rows_take_the_place_of_a_scan, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_an_open_receipt_is_scanned_here, open_store, close_store),
    };
    return cmocka_run_group_tests(tests, open_package, close_package);
}
