/* evaluate: a missing return is never zero and never met; eight wards become two on 2025-07-01. */
#include "evaluate_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A missing return is never zero and never met; what is recorded may decide before. */
static void test_returns(void **state)
{
    (void)state;
    put("tip", "tip_id, ward, received_on, channel, verified",
        "('a', 'cat-bi', @2024-11-05, 'zalo', 'yes'), ('b', 'nam-hai', @2024-11-05, 'force', 'yes')");
    put("weapon_case", "case_id, ward, on_date", "('a', 'cat-bi', @2024-11-05)");
    put("incident", "incident_id, ward, occurred_at, occurred_on, presence, confirmed_timely",
        "('a', 'cat-bi', @2024-11-05T11:00, @2024-11-05, 'required', 'no'),"
        "('b', 'nam-hai', @2024-11-05T11:00, @2024-11-05, 'required', 'yes')");
    expect_final("1.1", "2024-11", "cat-bi", 0, 1, "not_reported");
    expect_final("1.1", "2024-11", "thanh-to", 0, 0, "not_reported");
    expect_final("4.3", "2024-11", "cat-bi", 1, NONE, "missed");
    expect_final("4.3", "2024-11", "nam-hai", 0, NONE, "not_reported");
    expect_final("4.3", "2024-11", "quan-hai-an", 1, NONE, "missed");
    expect_final("1.2", "2024-11", "cat-bi", 0, 1, "missed");
    expect_final("1.2", "2024-11", "nam-hai", 1, 1, "not_reported");
    expect_final("1.2", "2024-11", "quan-hai-an", 1, 2, "missed");
    put_returns("('cat-bi', '2024-11', 'tip'), ('nam-hai', '2024-11', 'tip'), ('cat-bi', '2024-12', 'tip'), "
                "('cat-bi', '2025-01', 'tip'), ('nam-hai', '2024-12', 'tip'),"
                "('nam-hai', '2025-01', 'incident')");
    expect_final("1.1", "2024-11", "cat-bi", 0, 1, "missed");
    expect_final("1.1", "2024-11", "nam-hai", 1, 1, "met");
    expect_final("1.1", "2024-11", "quan-hai-an", 1, 2, "not_reported");
    expect_final("1.1", "phase-1", "cat-bi", 0, 1, "missed");
    expect_final("1.1", "phase-1", "nam-hai", 1, 1, "not_reported"); /* one month lacks it */
    const struct value *result = find(evaluate("1.1", "phase-1", "final"), "nam-hai");
    expect_text(result, "says", "01/01 tin = 100% (mức giao từ 80%); chưa đủ báo cáo tháng 01/2025");
    assert_true(value_is_null(value_get(result, "short")));
    sql("UPDATE record_submission SET state = 'withdrawn' WHERE ward = 'nam-hai' AND period = '2024-11'");
    expect_final("1.1", "2024-11", "nam-hai", 1, 1, "not_reported");
}

/* Eight wards become two on 2025-07-01: sums, returns, and where each record goes. */
static void test_succession(void **state)
{
    (void)state;
    put("unit", "unit_id, level, parent, name, valid_from, valid_until",
        "('t1', 'team', 'dong-hai-2', 'Tổ 1', @2024-07-01, @2025-06-30),"
        "('t1', 'team', 'phuong-hai-an', 'Tổ 1', @2025-07-01, NULL)");
    put("tip", "tip_id, ward, team, received_on, channel, verified",
        "('a', 'cat-bi', NULL, @2025-03-05, 'force', 'yes'),"
        "('b', 'trang-cat', NULL, @2025-06-30, 'zalo', 'yes'),"
        "('c', 'dong-hai-2', NULL, @2025-06-05, 'force', 'yes'),"
        "('d', 'dong-hai-2', 't1', @2025-06-05, 'force', 'yes'),"
        "('e', 'phuong-hai-an', NULL, @2025-07-05, 'force', 'yes'),"
        "('f', 'phuong-dong-hai', 't1', @2025-07-05, 'force', 'yes')");
    expect("1.1", "2025-06", "dong-hai-2", 2, 2, "met");
    struct value *answer = evaluate("1.1", "phase-2", "provisional");
    expect_in(answer, "phuong-hai-an", 3, 4, "missed"); /* a b d e: the team's record follows the team */
    expect_in(answer, "phuong-dong-hai", 2, 2,
              "met"); /* c by the main successor; f stays with its standing ward */
    expect_in(answer, "quan-hai-an", 5, 6, "met");
    assert_null(find(answer, "cat-bi"));
    assert_int_equal(value_len(value_get(answer, "results")), 3);
    /* the wards standing in a month owe its returns; a split ward's missing month leaves both successors open
     */
    static const char *const months[] = {"2025-02", "2025-03", "2025-04", "2025-05", "2025-06"};
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < WARDS; j++)
            put_returns(arena_printf(arena, "('%s', '%s', 'tip')", all_wards[j], months[i]));
    put_returns("('phuong-hai-an', '2025-07', 'tip'), ('phuong-hai-an', '2025-08', 'tip'), "
                "('phuong-dong-hai', '2025-07', 'tip'), ('phuong-dong-hai', '2025-08', 'tip')");
    answer = evaluate("1.1", "phase-2", "final");
    expect_in(answer, "phuong-hai-an", 3, 4, "missed");
    expect_in(answer, "quan-hai-an", 5, 6, "met");
    sql("UPDATE record_submission SET state = 'returned' WHERE ward = 'nam-hai' AND period = '2025-04'");
    answer = evaluate("1.1", "phase-2", "final");
    expect_in(answer, "phuong-hai-an", 3, 4, "not_reported");
    expect_in(answer, "phuong-dong-hai", 2, 2, "not_reported");
    sql("UPDATE record_submission SET state = 'confirmed'; UPDATE record_submission "
        "SET state = 'returned' WHERE ward = 'cat-bi' AND period = '2025-04'");
    answer = evaluate("1.1", "phase-2", "final");
    expect_in(answer, "phuong-hai-an", 3, 4, "not_reported");
    expect_in(answer, "phuong-dong-hai", 2, 2, "met");
    expect_in(answer, "quan-hai-an", 5, 6, "not_reported");
}

/* Rule 1.1 as one that begins, or ends, on a day. */
static struct value *evaluate_with(const char *field, const char *day, const char *period)
{
    const char *source = source_of("1.1"), *at = strstr(source, "  target ");
    struct value *answer = perform(data_job("evaluate", "1.1", arena_printf(arena, "%.*s  %s = \"%s\",\n%s", (int)(at - source), source, field, day, at), period, "final"));
    must(answer != NULL);
    return answer;
}

static struct value *evaluate_from(const char *from, const char *period)
{
    return evaluate_with("from", from, period);
}

/* A criterion that came in the middle: nothing of what was over before, and of its own days alone. */
static void test_a_criterion_begins(void **state)
{
    (void)state;
    put("tip", "tip_id, ward, received_on, channel, verified",
        "('a', 'cat-bi', @2024-11-05, 'zalo', 'yes'), ('b', 'cat-bi', @2024-12-20, 'force', 'yes'), ('c', 'cat-bi', @2025-01-05, 'zalo', 'yes')");
    struct value *answer = evaluate_from("2024-12-10", "2024-11");
    expect_in(answer, "cat-bi", 0, 0, "not_applicable"); /* never not_reported, nor missed */
    expect_in(answer, "quan-hai-an", 0, 0, "not_applicable");
    expect_text(find(answer, "cat-bi"), "says", "chưa áp dụng trong kỳ này; áp dụng từ 10/12/2024");
    expect_text(find(answer, "cat-bi"), "value", "chưa áp dụng");
    expect_text(find(answer, "cat-bi"), "target", "–");
    answer = evaluate_from("2024-12-10", "phase-1");
    expect_in(answer, "cat-bi", 1, 2, "not_reported");
    put_returns("('cat-bi', '2024-12', 'tip'), ('cat-bi', '2025-01', 'tip')");
    expect_in(evaluate_from("2024-12-10", "phase-1"), "cat-bi", 1, 2, "missed"); /* November owes nothing */
    expect_in(evaluate_from("2024-12-10", "2024-12"), "cat-bi", 1, 1, "met");
    expect_in(evaluate_from("2024-12-21", "2024-12"), "cat-bi", 0, 0, "not_applicable");
    expect_in(evaluate_from("2024-12", "2024-12"), "cat-bi", 1, 1, "met");
    expect_in(evaluate_from("2024-11", "phase-1"), "cat-bi", 1, 3, "not_reported"); /* as one that always was */
}

/* One that ends: nothing of what comes later, of the period with its last day what there was until then, for the units of the whole period. */
static void test_a_criterion_ends(void **state)
{
    (void)state;
    static const struct {
        const char *last, *period, *subject;
        int64_t num, den;
        const char *verdict;
    } cases[] = {
        {"2024-12-10", "2024-11", "cat-bi", 0, 1, "missed"},
        {"2024-12-10", "2024-12", "cat-bi", 0, 0, "not_applicable"},
        {"2024-12-20", "2024-12", "cat-bi", 1, 1, "met"},
        {"2024-12", "2024-12", "cat-bi", 1, 1, "met"},
        {"2024-12-31", "2025-01", "cat-bi", 0, 0, "not_applicable"},
        {"2024-12-31", "2025-01", "quan-hai-an", 0, 0, "not_applicable"},
        {"2024-12-31", "phase-1", "cat-bi", 1, 2, "missed"}, /* January owes nothing */
        {"2025-01-04", "phase-1", "cat-bi", 1, 2, "not_reported"}, /* of its days until then it does */
        {"2025-06-30", "phase-2", "phuong-hai-an", 1, 1, "not_reported"}, /* the ward that stands at the phase's end */
        {"2025-06-29", "phase-2", "phuong-hai-an", 0, 0, "not_reported"},
    };
    put("tip", "tip_id, ward, received_on, channel, verified",
        "('a', 'cat-bi', @2024-11-05, 'zalo', 'yes'), ('b', 'cat-bi', @2024-12-20, 'force', 'yes'), ('c', 'cat-bi', @2025-01-05, 'zalo', 'yes'), "
        "('d', 'trang-cat', @2025-06-30, 'force', 'yes'), ('e', 'phuong-hai-an', @2025-07-05, 'zalo', 'yes')");
    put_returns("('cat-bi', '2024-11', 'tip'), ('cat-bi', '2024-12', 'tip')");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_in(evaluate_with("last", cases[i].last, cases[i].period), cases[i].subject, cases[i].num, cases[i].den, cases[i].verdict);
    const struct value *after = find(evaluate_with("last", "2024-12-31", "2025-01"), "cat-bi");
    expect_text(after, "says", "không còn áp dụng trong kỳ này; áp dụng đến hết ngày 31/12/2024");
    expect_text(after, "value", "thôi áp dụng");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_returns, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_succession, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_a_criterion_begins, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_a_criterion_ends, open_store, close_store),
    };
    return cmocka_run_group_tests(tests, open_package, close_package);
}
