/* evaluate: what is explained, what a judge of its own may do, and what a wrong or hostile rule is told. */
#include "evaluate_case.h"

#include "base/array.h"
#include "base/json.h"
#include "base/problem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct value *explain(const char *criterion, const char *period, const char *subject)
{
    struct value *job = data_job("explain", criterion, source_of(criterion), period, "provisional");
    value_set_text(job, "subject", subject);
    value_set_int(job, "limit", 2);
    struct value *answer = perform(job);
    must(answer != NULL);
    return answer;
}

static void test_explain(void **state)
{
    (void)state;
    put_teams();
    put("incident", "incident_id, ward, occurred_at, occurred_on, notified_at, presence, arrived_at",
        "('v1', 'cat-bi', @2024-11-05T11:00, @2024-11-05, @2024-11-05T11:01, 'required', @2024-11-05T11:30),"
        "('v2', 'nam-hai', @2024-11-06T11:00, @2024-11-06, NULL, 'required', NULL),"
        "('v3', 'nam-hai', @2024-11-07T11:00, @2024-11-07, NULL, 'required', NULL)");
    struct value *answer = explain("1.2", "2024-11", "cat-bi");
    assert_string_equal(value_get_text(value_get(answer, "result"), "verdict", ""), "missed");
    assert_string_equal(json_text(arena, value_get(value_get(answer, "evidence"), "rows")),
                        "[[\"v1\",\"2024-11-05T11:00:00+07:00\",\"cat-bi\",null,\"2024-11-05T11:01:00+07:00\",\"required\","
                        "\"2024-11-05T11:30:00+07:00\",null,0,1]]");
    answer = explain("1.2", "2024-11", "quan-hai-an");
    assert_int_equal(value_get_int(value_get(answer, "evidence"), "total", 0), 3);
    assert_int_equal(value_len(value_get(value_get(answer, "evidence"), "rows")), 2); /* the limit */
    assert_string_equal(json_text(arena, value_at(value_get(value_get(answer, "evidence"), "columns"), 1)),
                        "{\"name\":\"occurred_at\",\"title\":\"Lúc xảy ra\",\"type\":\"datetime\"}");
    put("callout", "callout_id, ward, kind, called_at, called_on, arrived_at",
        "('c1', 'cat-bi', 'fire', @2024-11-05T01:00, @2024-11-05, @2024-11-05T01:10)");
    answer = explain("3.1", "2024-11", "cat-bi"); /* the instant says its day */
    assert_string_equal(
        json_text(arena, value_get(value_get(answer, "evidence"), "rows")),
        "[[\"c1\",\"cat-bi\",null,\"2024-11-05T01:00:00+07:00\",\"2024-11-05T01:10:00+07:00\","
        "null,1,1]]");
    put("member", "member_id, team, full_name, valid_from", "('m1', 't1', 'Trần Văn A', @2024-11-11)");
    put("absence", "member_id, valid_from, valid_until, reason", "('m1', @2024-11-15, @2024-11-16, 'leave')");
    put("patrol", "patrol_id, member_id, on_date", "('a', 'm1', @2024-11-12), ('b', 'm1', @2024-11-13)");
    answer = explain("6.1", "2024-11", "cat-bi");
    assert_string_equal(json_text(arena, value_get(value_get(answer, "evidence"), "rows")),
                        "[[\"t1\",\"m1\",\"Trần Văn A\",18,2,1,1]]");
    put("good_deed", "deed_id, team, on_date, kind, description",
        "('d1', 't1', @2024-12-24, 'deed', 'Trả lại ví')");
    answer = explain("7.1", "phase-1", "cat-bi");
    assert_int_equal(value_get_int(value_get(answer, "evidence"), "total", 0), 3);
    assert_string_equal(json_text(arena, value_at(value_get(value_get(answer, "evidence"), "rows"), 1)),
                        "[\"2024-12\",\"t1\",31,\"d1\",\"2024-12-24\",\"deed\",\"Trả lại ví\",1,1]");
    answer = explain("7.1", "2024-12", "t1");
    assert_int_equal(value_get_int(value_get(answer, "result"), "num", NONE), 1);
}

/* A rule whose text is `from` with one part replaced; where only its statement has that part, of that. */
static const char *altered(const char *criterion, const char *from, const char *to)
{
    const char *source = source_of(criterion);
    return replaced_in(strstr(source, from) ? source : statement_of(criterion), from, to);
}

static void test_function_judge(void **state)
{
    (void)state;
    put("tip", "tip_id, ward, received_on, channel, verified",
        "('a', 'cat-bi', @2024-11-05, 'zalo', 'yes'), ('b', 'nam-hai', @2024-11-05, 'force', 'yes')");
    const char *source =
        altered("1.1", "judge   = share_at_least,",
                "params = { '7.1.min_days' }, target_says = 'từ {{ target }} trở lên',\n"
                "judge = function(num, den, target, params, period)\n"
                "  if params['7.1.min_days'] ~= 15 or period.days ~= 30 then return 'in_progress' end\n"
                "  if num * target.den >= target.num * den then return 'met' end return 'missed' end,");
    struct value *answer = perform(data_job("evaluate", "1.1", source, "2024-11", "provisional"));
    must(answer != NULL);
    expect_in(answer, "cat-bi", 0, 1, "missed");
    expect_in(answer, "nam-hai", 1, 1, "met");
    expect_in(answer, "thanh-to", 0, 0, "not_applicable");
    expect_text(find(answer, "cat-bi"), "target", "từ 80% trở lên");
    assert_int_equal(value_len(value_get(answer, "params")), 2);
}

/* How the wards become the district: 1/2, 3/4, 2/4 and nothing. */
static void test_roll_ups(void **state)
{
    static const struct {
        const char *word;
        int64_t num, den;
        const char *verdict, *value;
    } rows[] = {{"sum", 6, 10, "missed", "60%"}, {"every", 6, 10, "missed", "60%"}, {"max", 3, 4, "missed", "75%"},
                {"min", 2, 4, "missed", "50%"},  {"mean", 116666666667, 200000000000, "missed", "58,3%"}, {"none", 0, 0, "not_applicable", "không tổng hợp"}};
    (void)state;
    put("tip", "tip_id, ward, received_on, channel, verified",
        "('a', 'cat-bi', @2024-11-05, 'force', 'yes'), ('b', 'cat-bi', @2024-11-05, 'zalo', 'yes'),"
        "('c', 'nam-hai', @2024-11-05, 'force', 'yes'), ('d', 'nam-hai', @2024-11-05, 'force', 'yes'), ('e', 'nam-hai', @2024-11-05, 'force', 'yes'), ('f', 'nam-hai', @2024-11-05, 'zalo', 'yes'),"
        "('g', 'dang-hai', @2024-11-05, 'force', 'yes'), ('h', 'dang-hai', @2024-11-05, 'force', 'yes'), ('i', 'dang-hai', @2024-11-05, 'zalo', 'yes'), ('j', 'dang-hai', @2024-11-05, 'zalo', 'yes')");
    for (size_t i = 0; i < LEN(rows); i++) {
        const char *source = altered("1.1", "judge   = share_at_least,", arena_printf(arena, "roll_up = '%s', judge = share_at_least,", rows[i].word));
        struct value *answer = perform(data_job("evaluate", "1.1", source, "2024-11", "provisional"));
        must(answer != NULL);
        expect_in(answer, "quan-hai-an", rows[i].num, rows[i].den, rows[i].verdict);
        expect_text(find(answer, "quan-hai-an"), "value", rows[i].value);
        expect_in(answer, "cat-bi", 1, 2, "missed");
        if (strcmp(rows[i].word, "mean") == 0) {
            expect_text(find(answer, "quan-hai-an"), "says", "trung bình của 03 đơn vị có số liệu: 58,3% (mức giao từ 80%)");
            assert_true(value_is_null(value_get(find(answer, "quan-hai-an"), "short")));
        }
    }
}

/* Of counts, each ward's is a figure: one case in eight wards is, of what must not occur, one. */
static void test_mean_of_counts(void **state)
{
    (void)state;
    put("accident", "accident_id, ward, on_date, level", "('a', 'cat-bi', @2024-11-05, 'serious')");
    struct value *answer = perform(data_job("evaluate", "6.2", altered("6.2", "judge   = at_most,", "roll_up = 'mean', judge = at_most,"), "2024-11", "provisional"));
    must(answer != NULL);
    expect_in(answer, "quan-hai-an", 1, NONE, "missed");
    expect_text(find(answer, "quan-hai-an"), "says", "trung bình của 08 đơn vị có số liệu: 01 (mức giao không có)");
    struct value *job = data_job("explain", "6.2", altered("6.2", "judge   = at_most,", "roll_up = 'mean', judge = at_most,"), "2024-11", "provisional");
    value_set_text(job, "subject", "quan-hai-an");
    answer = perform(job);
    must(answer != NULL);
    assert_int_equal(value_len(value_get(value_get(answer, "evidence"), "rows")), 1);
    assert_true(value_is_null(value_get(answer, "of_next")));
}

/* A job whose contest has a value of one unit: {from, value, reference} of "1.1.share cat-bi". */
static struct value *with_own(struct value *job, const char *name, const char *from, const char *value)
{
    struct value *entry = value_map(arena), *list = value_list(arena), *contest = value_copy(arena, value_get(job, "contest"));
    struct value *targets = value_copy(arena, value_get(contest, "targets"));
    value_set_text(entry, "from", from);
    value_set_text(entry, "value", value);
    value_set_text(entry, "reference", "CV 12");
    value_append(list, entry);
    value_set(targets, name, list);
    value_set(contest, "targets", targets);
    value_set(job, "contest", contest);
    return job;
}

static void expect_target(const struct value *answer, const char *subject, const char *verdict, const char *target)
{
    assert_string_equal(value_get_text(find(answer, subject), "verdict", ""), verdict);
    assert_string_equal(value_get_text(find(answer, subject), "target", ""), target);
}

/* One unit is held against a value of its own, by its verdict, its text and the receipt; nobody else is. */
static void test_target_of_unit(void **state)
{
    (void)state;
    put("tip", "tip_id, ward, received_on, channel, verified",
        "('a', 'cat-bi', @2024-11-05, 'force', 'yes'), ('b', 'cat-bi', @2024-11-06, 'zalo', 'yes'), ('c', 'cat-bi', @2024-12-06, 'force', 'yes'),"
        "('d', 'nam-hai', @2024-11-05, 'force', 'yes'), ('e', 'nam-hai', @2024-11-05, 'zalo', 'yes')");
    struct value *answer = perform(with_own(data_job("evaluate", "1.1", source_of("1.1"), "2024-11", "provisional"), "1.1.share cat-bi", "2024-11-15", "50 %"));
    must(answer != NULL);
    expect_target(answer, "cat-bi", "met", "từ 50%");
    expect_target(answer, "nam-hai", "missed", "từ 80%");
    expect_target(answer, "quan-hai-an", "missed", "từ 80%");
    assert_string_equal(json_text(arena, value_at(value_get(answer, "params"), 1)),
                        "{\"name\":\"1.1.share cat-bi\",\"value\":\"50 %\",\"from\":\"2024-11-15\",\"reference\":\"CV 12\"}");
    answer = perform(with_own(data_job("evaluate", "1.1", source_of("1.1"), "2024-11", "provisional"), "1.1.share quan-hai-an", "2024-11-15", "50 %"));
    expect_target(answer, "cat-bi", "missed", "từ 80%");
    expect_target(answer, "quan-hai-an", "met", "từ 50%");
    /* Not on the day that is read. */
    struct value *job = with_own(data_job("evaluate", "1.1", source_of("1.1"), "2024-11", "provisional"), "1.1.share cat-bi", "2024-12-01", "50 %");
    answer = perform(job);
    expect_target(answer, "cat-bi", "missed", "từ 80%");
    assert_int_equal(value_len(value_get(answer, "params")), 1);
    /* A rule's own function gets the unit's target, and those after it the one for all. */
    const char *function = altered("1.1", "judge   = share_at_least,",
                                   "judge = function(num, den, target) if num * target.den >= target.num * den then return 'met' end return 'missed' end,");
    answer = perform(with_own(data_job("evaluate", "1.1", function, "2024-11", "provisional"), "1.1.share cat-bi", "2024-11-15", "50 %"));
    must(answer != NULL);
    expect_target(answer, "cat-bi", "met", "50%");
    expect_target(answer, "nam-hai", "missed", "80%");
    /* An explanation of one names no other's. */
    static const struct {
        const char *subject;
        size_t params;
    } explained[] = {{"cat-bi", 2}, {"nam-hai", 1}, {"quan-hai-an", 1}};
    for (size_t i = 0; i < LEN(explained); i++) {
        job = with_own(data_job("explain", "1.1", source_of("1.1"), "2024-11", "provisional"), "1.1.share cat-bi", "2024-11-15", "50 %");
        value_set_text(job, "subject", explained[i].subject);
        answer = perform(job);
        must(answer != NULL);
        assert_int_equal(value_len(value_get(answer, "params")), explained[i].params);
    }
}

/* Teams follow their ward: each is held against the ward's own value, and so is the ward's share of them. */
static void test_target_of_teams(void **state)
{
    (void)state;
    put_teams();
    put("good_deed", "deed_id, team, on_date, kind, description",
        "('d1', 't1', @2024-11-24, 'deed', 'Trả lại ví'), ('d2', 't2', @2024-11-24, 'deed', 'Trả lại ví')");
    struct value *answer = evaluate("7.1", "2024-11", "provisional");
    expect_target(answer, "t1", "met", "ít nhất 01");
    answer = perform(with_own(data_job("evaluate", "7.1", source_of("7.1"), "2024-11", "provisional"), "7.1.deeds cat-bi", "2024-11-15", "2"));
    must(answer != NULL);
    expect_target(answer, "t1", "missed", "ít nhất 02");
    expect_target(answer, "t2", "met", "ít nhất 01");
    expect_target(answer, "cat-bi", "missed", "100%");
    expect_target(answer, "nam-hai", "met", "100%");
}

/* The value for all is tried without moving the unit that has its own, and the unit's own moves nobody else. */
static void test_sweep_of_unit(void **state)
{
    (void)state;
    static const struct {
        const char *param, *value, *expected;
    } cases[] = {
        {"1.1.share", "10 %", "{\"met\":2,\"missed\":0,\"other\":6}"},
        {"1.1.share", "90 %", "{\"met\":1,\"missed\":1,\"other\":6}"},
        {"1.1.share cat-bi", "90 %", "{\"met\":0,\"missed\":2,\"other\":6}"},
        {"1.1.share cat-bi", "40 %", "{\"met\":1,\"missed\":1,\"other\":6}"},
        {"1.1.share nam-hai", "40 %", "{\"met\":2,\"missed\":0,\"other\":6}"},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *job = with_own(data_job("sweep", "1.1", source_of("1.1"), "2024-11", "provisional"), "1.1.share cat-bi", "2024-11-15", "50 %");
        struct value *swept = value_map(arena), *values = value_list(arena), *figures = value_map(arena);
        for (int j = 0; j < 2; j++) {
            struct value *figure = value_map(arena);
            value_set_int(figure, "num", 1);
            value_set_int(figure, "den", 2);
            value_set(figures, j ? "nam-hai" : "cat-bi", figure);
        }
        value_append(values, value_text(arena, cases[i].value));
        value_set_text(swept, "param", cases[i].param);
        value_set(swept, "values", values);
        value_set(swept, "figures", figures);
        value_set(job, "sweep", swept);
        struct value *answer = perform(job);
        must(answer != NULL);
        assert_string_equal(json_text(arena, value_at(value_get(answer, "values"), 0)), cases[i].expected);
    }
}

/* {ward: num/den…} of the criterion's answer, as a sweep takes them. */
static struct value *figures_of(const struct value *answer)
{
    const struct value *results = value_get(answer, "results");
    struct value *figures = value_map(arena);
    for (size_t i = 0; i < value_len(results); i++)
        if (strcmp(value_get_text(value_at(results, i), "level", ""), "ward") == 0)
            value_set(figures, value_get_text(value_at(results, i), "subject", ""), value_at(results, i));
    return figures;
}

static const char *swept(const char *period, const char *param, const char *value, const struct value *figures)
{
    struct value *job = with_own(data_job("sweep", "7.1", source_of("7.1"), period, "provisional"), "7.1.deeds cat-bi", "2024-11-15", "2");
    struct value *map = value_map(arena), *values = value_list(arena);
    value_append(values, value_text(arena, value));
    value_set_text(map, "param", param);
    value_set(map, "values", values);
    value_set(map, "figures", figures);
    value_set(job, "sweep", map);
    const struct value *answer = perform(job);
    must(answer != NULL);
    assert_false(value_get_bool(answer, "counted", true));
    if (!value_get_bool(answer, "same", false))
        return "another rule";
    return json_text(arena, value_at(value_get(answer, "values"), 0));
}

/* The target of teams is tried by counting them once more: their wards' shares follow, in a month and in its phase, and a unit with a value of its
 * own stays. Figures that the teams do not give are another rule's. */
static void test_sweep_of_teams(void **state)
{
    static const struct {
        const char *period, *param, *value, *expected;
    } cases[] = {
        {"2024-11", "7.1.deeds", "1", "{\"met\":2,\"missed\":0,\"other\":6}"}, /* cat-bi is held against its own */
        {"2024-11", "7.1.deeds", "2", "{\"met\":1,\"missed\":1,\"other\":6}"},
        {"2024-11", "7.1.deeds cat-bi", "3", "{\"met\":1,\"missed\":1,\"other\":6}"},
        {"2024-11", "7.1.deeds nam-hai", "9", "{\"met\":1,\"missed\":1,\"other\":6}"}, /* one that it has not yet */
        {"2024-11", "7.1.ward_share", "50 %", "{\"met\":2,\"missed\":0,\"other\":6}"},
        {"phase-1", "7.1.deeds", "0", "{\"met\":1,\"missed\":1,\"other\":6}"}, /* cat-bi's team has one month of three */
        {"phase-1", "7.1.deeds", "1", "{\"met\":0,\"missed\":2,\"other\":6}"},
        {"phase-1", "7.1.ward_share", "30 %", "{\"met\":2,\"missed\":0,\"other\":6}"},
    };
    (void)state;
    put_teams();
    put("good_deed", "deed_id, team, on_date, kind, description",
        "('d1', 't1', @2024-11-24, 'deed', 'a'), ('d2', 't1', @2024-11-25, 'deed', 'b'), ('d3', 't2', @2024-11-24, 'deed', 'c')");
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *answer = perform(with_own(data_job("evaluate", "7.1", source_of("7.1"), cases[i].period, "provisional"), "7.1.deeds cat-bi", "2024-11-15", "2"));
        must(answer != NULL);
        struct value *figures = figures_of(answer);
        assert_string_equal(swept(cases[i].period, cases[i].param, cases[i].value, figures), cases[i].expected);
        if (!strstr(cases[i].param, "share")) { /* which reads the figures back, whatever they are of */
            struct value *other = value_copy(arena, value_get(figures, "nam-hai"));
            value_set_int(other, "den", value_get_int(other, "den", 0) + 1);
            value_set(figures, "nam-hai", other);
            assert_string_equal(swept(cases[i].period, cases[i].param, cases[i].value, figures), "another rule");
        }
    }
}

/* Where the pace leads is held against the unit's own value. */
static void test_forecast_of_unit(void **state)
{
    (void)state;
    struct value *job = with_own(data_job("forecast", "1.1", source_of("1.1"), "2024-11", "provisional"), "1.1.share cat-bi", "2024-11-15", "50 %");
    struct value *asked = value_map(arena), *cells = value_list(arena);
    static const char *const wards[] = {"cat-bi", "nam-hai"}, *const verdicts[] = {"met", "missed"};
    for (size_t i = 0; i < LEN(wards); i++) {
        struct value *cell = value_map(arena);
        value_set_text(cell, "subject", wards[i]);
        value_set_int(cell, "num", 6);
        value_set_int(cell, "den", 10);
        value_set(cell, "past", value_list(arena));
        value_append(cells, cell);
    }
    value_set_int(asked, "gone", 10);
    value_set(asked, "cells", cells);
    value_set(job, "forecast", asked);
    struct value *answer = perform(job);
    must(answer != NULL);
    for (size_t i = 0; i < LEN(wards); i++)
        assert_string_equal(value_get_text(value_get(value_at(value_get(answer, "cells"), i), "pace"), "verdict", ""), verdicts[i]);
}

/* What a function judge may answer, and that its failing is the rule's error, with its name. */
static void test_function_judge_fails(void **state)
{
    (void)state;
    static const struct {
        const char *body, *vi;
    } cases[] = {
        {"return 'mett'", "quy tắc 1.1.lua: hàm judge trả về “mett”; phải là “met”, “missed”, "
                          "“not_applicable” hoặc “in_progress” (“met”?)"},
        {"return 'not_reported'", "hàm judge trả về “not_reported”"},
        {"return 'error'", "hàm judge trả về “error”"},
        {"return target.nun", "quy tắc 1.1.lua, dòng 17: “target” không có “nun”; có phải là “num”?"},
        {"return params['7.1.min_days']", "quy tắc 1.1.lua, dòng 17: “params” không có “7.1.min_days”"},
        {"while true do end", "quy tắc 1.1.lua, dòng 17: làm quá nhiều việc"},
    };
    put("tip", "tip_id, ward, received_on, channel, verified", "('a', 'cat-bi', @2024-11-05, 'zalo', 'yes')");
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *source =
            altered("1.1", "judge   = share_at_least,",
                    arena_printf(arena, "judge = function(num, den, target, params) %s end,", cases[i].body));
        struct value *job = data_job("evaluate", "1.1", source, "2024-11", "provisional");
        value_set_int(job, "deadline_ms", 600 * 1000); /* the steps run out first, however busy the machine */
        assert_null(perform(job));
        if (!strstr(err.vi, cases[i].vi))
            fail_msg("%s: “%s”", cases[i].body, err.vi);
        err_clear(&err);
    }
}

/* A wrong rule is a sentence with place and advice, in a check and in a run. */
static void test_wrong_rules(void **state)
{
    (void)state;
    static const struct {
        const char *criterion, *from, *to, *says;
        int line;
    } cases[] = {
        {"1.1", "judge   = share_at_least", "judge = share_atleast",
         "không có tên “share_atleast”; có phải là “share_at_least”?", 17},
        {"1.1", "counts  = ", "countz = ", "criterion không có “countz”; có phải là “counts”?", 9},
        {"1.1", "counts  = ", "decimals = 1, counts  = ", "còn thiếu là số bản ghi, không có phần lẻ", 9},
        {"1.1", "\"1.1.share\"", "\"1.1.shares\"",
         "targets.ini không có “1.1.shares”; có phải là “1.1.share”?", 8},
        {"1.1", "\"1.1.share\"", "\"1.2.minutes\"", "tỷ lệ phải viết có dấu %, như 80 %", 8},
        {"1.1", "channel = 'force'", "chanel = 'force'", "không có cột “chanel”; có phải là “channel”?", 14},
        {"1.1", "channel = 'force'", "channel = force", "không có cột “force”; chữ thì đặt trong nháy đơn: 'force'", 14},
        {"1.1", "verified IS NOT 'no'", "verified IS NOT no", "chữ thì đặt trong nháy đơn: 'no'", 13},
        {"1.1", "channel = 'force'", "channel = \\\"force\\\"", "không có cột “force”", 14},
        {"1.1", "channel = 'force'", "channel = = 'force'", "sai cú pháp SQL, gần “=”", 14},
        {"1.1", "\"tip\",\n    date", "\"tpi\",\n    date", "records.ini không có “tpi”; có phải là “tip”?",
         0},
        {"1.1", "\"received_on\"", "\"channel\"", "“channel” không hợp; chọn một trong: received_on", 12},
        {"1.1", "    den   = true,\n", "", "tỷ lệ cần mẫu số", 16},
        {"1.1", "{ value }}", "{ valeu }}", "valeu", 0},
        {"1.1", "den = 99 },  target = \"80 %\", verdict = \"missed\"",
         "den = 99 },  target = \"80 %\", verdict = \"met\"", "ví dụ 1 ra “missed”, không phải “met”", 20},
        {"1.1", "subject = \"ward\"", "subject = \"district\"",
         "“district” không hợp; chọn một trong: ward, team", 6},
        {"1.1", "title   = \"Nguồn", "title   = 5, --", "phải là chữ trong ngoặc kép", 5},
        {"1.2", "param('1.2.minutes', ", "param('1.2.minute', ",
         "targets.ini không có “1.2.minute”; có phải là “1.2.minutes”?", 19},
        {"4.1", "param_text(", "param_txt(", "không có hàm “param_txt”", 13},
        {"4.1", "act_on) <> 'yes'", "act_on) LIKE 'yes'", "không có hàm “LIKE”", 13},
        {"4.2", "FROM population WHERE", "FROM populations WHERE",
         "không có loại bản ghi “populations”; có phải là “population”?", 14},
        {"4.2", "FROM population WHERE", "FROM record_population WHERE",
         "không được đọc bảng lưu trữ “record_population”", 0},
        {"4.2", "FROM population WHERE", "FROM audit WHERE", "không có loại bản ghi “audit”", 0},
        {"4.2", "SELECT ward AS subject", "SELECT ward AS subjects", "phải trả các cột subject, num", 0},
        {"7.1", "param('7.1.min_days', :last)", "param('7.1.min_day', :last)", "có phải là “7.1.min_days”?",
         0},
        {"4.2", "{ \"area\" }", "{ \"place\" }", "loại “population” không có trường “place”", 13},
        {"4.2", "{ \"area\" }", "{}", "hai dòng cùng ngày as_of thì không biết dòng nào mới nhất", 13},
        {"4.2", "{ \"area\" }", "\"area\"", "phải là danh sách chữ", 13},
        {"4.2", "\"provided\"", "\"provide\"", "không có cột “provide”; có phải là “provided”?", 14},
        {"4.2", "\"provided\"", "\"sum(provided)\"", "num và den nói về từng bản ghi", 14},
        {"1.1", "\"channel = 'force'\"", "\"sum(channel = 'force')\"", "num và den nói về từng bản ghi", 14},
        {"1.1", "\"channel = 'force'\"", "\"row_number() OVER ()\"", "num và den nói về từng bản ghi", 14},
        {"1.1", "den   = true", "den   = \"max(1, count(*))\"", "num và den nói về từng bản ghi", 14},
        {"4.2", "    den    = \"residents\",\n", "", "tỷ lệ cần mẫu số", 16},
        {"4.2", "latest =", "each = \"member\", latest =", "không dùng cùng each", 13},
        {"6.1", "\"member\"", "\"members\"", "records.ini không có “members”; có phải là “member”?", 12},
        {"6.1", "\"member\"", "\"tip\"", "“tip” không có từ ngày, đến ngày của từng bản ghi", 12},
        {"6.1", "\"patrol\",\n", "\"good_weed\",\n", "records.ini không có “good_weed”; có phải là “good_deed”?", 15},
        {"6.1", "\"patrol\",\n", "\"weapon_case\",\n", "loại “weapon_case” không có trường “member_id”", 12},
        {"6.1", "\"absence\"", "\"patrol\"", "loại “patrol” không có trường “member_id” cùng từ ngày, đến ngày", 14},
        {"6.1", "\"6.1.min_active_days\"", "\"6.1.min_days\"", "targets.ini không có “6.1.min_days”", 13},
        {"6.1", "excused  =", "has = 0, excused =", "phải là số nguyên từ 1, hoặc tên một tham số", 14},
        {"6.1", "excused  =", "den = true, excused =", "mẫu số của each là số được tính", 14},
        {"6.1", "share_at_least", "at_least", "each đếm bao nhiêu đạt trên bao nhiêu được tính", 18},
        {"7.1", "\"team\",\n    standing", "\"member\",\n    standing", "đếm từng tổ; viết each = \"team\"", 12},
        {"7.1", "standing =", "has = 2, standing =", "mỗi tổ, mỗi thành viên được so với chỉ tiêu", 13},
        {"1.2", "\"arrived_at\"", "\"arived_at\"", "loại “incident” không có “arived_at”; có phải là “arrived_at”?", 15},
        {"1.2", "\"arrived_at\"", "\"occurred_on\"", "“occurred_on” chỉ là ngày; để tính phút, viết “occurred_at”", 15},
        {"1.2", "\"arrived_at\"", "\"presence\"", "“presence” không phải là ngày hay thời điểm", 15},
        {"1.2", ", \"arrived_at\"", "", "phải là hai trường khác nhau của loại “incident”", 15},
        {"1.2", "\"1.2.minutes\"", "\"1.2.minute\"", "targets.ini không có “1.2.minute”; có phải là “1.2.minutes”?", 16},
        {"1.2", "\"1.2.minutes\"", "\"1.2.share\"", "“1.2.share” là “100 %”; phải là số nguyên từ 0", 16},
        {"1.2", "\"1.2.minutes\"", "1.5", "phải là số nguyên từ 0, hoặc tên một tham số", 16},
        {"1.2", "    minutes ", "    -- minutes ", "thiếu nhiều nhất bao lâu; thêm minutes hoặc days", 15},
        {"1.2", "    minutes ", "    days = 3, minutes ", "có cả minutes và days; bỏ một trong hai", 15},
        {"1.2", "    minutes ", "    days ", "“notified_at” có cả giờ; để tính ngày, viết “notified_on”", 15},
        {"1.2", "\"22:00-06:00\"", "\"22:00-24:00\"", "“22:00-24:00” phải là hai giờ khác nhau, như 22:00-06:00", 17},
        {"1.2", "    night ", "    -- night ", "night và night_minutes đi cùng nhau", 18},
        {"1.2", "confirmed_timely IS", "confirmed_timley IS", "không có cột “confirmed_timley”; có phải là “confirmed_timely”?", 19},
        {"1.2", "confirmed_timely IS", "max(confirmed_timely) IS", "num và den nói về từng bản ghi", 19},
        {"1.2", "confirmed_timely IS 'yes'", "1) OR (1", "chỉ viết một biểu thức", 19},
        {"1.2", "    within ", "    -- within ", "chỉ dùng cùng within; thêm within, hoặc bỏ trường này", 16},
        {"1.2", "    den ", "    num = true, den ", "within đã nói mỗi bản ghi thêm bao nhiêu vào tử số; bỏ num", 20},
        {"1.2", "    den ", "    points = \"presence\", den ", "không dùng cùng points; bỏ một trong hai", 15},
        {"3.1", "\"arrived_at\"", "\"called_on\"", "“called_on” chỉ là ngày", 13},
        {"6.2", "where = \"rank", "points = \"level\", where = \"rank", "phải nêu điểm của từng lựa chọn (collision, minor, ", 12},
        {"6.2", "where = \"rank", "points = \"level\", weights = { minor = 1 }, where = \"rank", "thiếu điểm của: collision, serious, very_serious, extremely_serious", 12},
        {"6.2", "where = \"rank", "points = \"level\", weights = { miner = 1 }, where = \"rank", "có phải là “minor”?", 12},
        {"6.2", "where = \"rank", "points = \"level\", weights = { minor = -1 }, where = \"rank", "phải là số nguyên từ 0, hoặc tên một tham số", 12},
        {"6.2", "where = \"rank", "points = \"level\", weight = 2, where = \"rank", "viết weights, điểm của từng lựa chọn: collision, minor", 12},
        {"6.2", "where = \"rank", "points = \"dead\", where = \"rank", "“dead” là trường số; viết weight", 12},
        {"6.2", "where = \"rank", "points = \"on_date\", where = \"rank", "“on_date” không phải là trường chọn, trường có/không hay trường số", 12},
        {"6.2", "where = \"rank", "points = \"dea\", weight = 2, where = \"rank", "loại “accident” không có “dea”; có phải là “dead”?", 12},
        {"6.2", "where = \"rank", "distinct = {}, where = \"rank", "chưa nêu trường nào", 12},
        {"6.2", "where = \"rank", "distinct = { \"lavel\" }, where = \"rank", "có phải là “level”?", 12},
    };
    for (size_t i = 0; i < LEN(cases); i++) {
        const char *source = altered(cases[i].criterion, cases[i].from, cases[i].to);
        struct value *answer = perform(job_value("check", cases[i].criterion, source));
        must(answer != NULL);
        const struct value *problems = value_get(answer, "problems");
        bool said = false;
        for (size_t j = 0; j < value_len(problems); j++) {
            const struct value *problem = value_at(problems, j);
            said = said || (strstr(value_get_text(problem, "vi", ""), cases[i].says) &&
                            (!cases[i].line || value_get_int(problem, "row", 0) == cases[i].line));
        }
        if (!said || !value_is_null(value_get(answer, "facts")))
            fail_msg("%s → %s: %s", cases[i].from, cases[i].to, json_text(arena, problems));
        if (strstr(cases[i].says, "ví dụ") || strstr(cases[i].says, "valeu") || strstr(cases[i].says, "từng bản ghi"))
            continue; /* a run asks no examples; without figures no sentence is filled; what folds records is not activated */
        answer = perform(data_job("evaluate", cases[i].criterion, source, "2024-11", "provisional"));
        if (answer && !strstr(cases[i].from, "param("))
            fail_msg("%s → %s: taken by a run", cases[i].from, cases[i].to);
        if (!answer && strncmp(err.vi, "quy tắc ", 9) != 0)
            fail_msg("%s → %s: “%s”", cases[i].from, cases[i].to, err.vi);
        err_clear(&err);
    }
}

static void test_all_problems_at_once(void **state)
{
    (void)state;
    struct value *answer = perform(
        job_value("check", "9.9",
                  "return criterion { titel = 'x', judge = at_most, measure = { of = 'tpi', dat = 'x' } }"));
    must(answer != NULL);
    assert_true(value_is_null(value_get(answer, "facts")));
    assert_true(value_len(value_get(answer, "problems")) >= 9);
}

/* What a rule's SQL tries and may not; each is an error of that rule and nothing else. */
static void test_hostile_sql(void **state)
{
    (void)state;
    static const char *const statements[] = {
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM record_tip",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM main.record_tip",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM \"RECORD_TIP\"",
        "WITH tip AS (SELECT * FROM record_tip) SELECT 'cat-bi' AS subject, count(*) AS num FROM tip",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM history_tip",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM audit",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM meta",
        "WITH tip AS (SELECT * FROM meta) SELECT 'cat-bi' AS subject, count(*) AS num FROM tip",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM sqlite_schema",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM sqlite_temp_master",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM pragma_database_list",
        "SELECT 'cat-bi' AS subject, count(*) AS num FROM json_each('[1]')",
        "DELETE FROM tip",
        "INSERT INTO home VALUES ('x', 'y', 1)",
        "UPDATE period SET from_day = 1",
        "DROP VIEW tip",
        "CREATE TEMP TABLE x (a)",
        "ATTACH '/tmp/x' AS x",
        "PRAGMA query_only = OFF",
        "BEGIN",
        "COMMIT",
        "VACUUM",
        "SELECT 'cat-bi' AS subject, 1 AS num; SELECT 1",
        "",
        "SELECT 1 AS num",
        "SELECT 'cat-bi' AS subject, load_extension('x') AS num",
        "SELECT 'cat-bi' AS subject, readfile('/etc/passwd') AS num",
        "SELECT 'cat-bi' AS subject, random() AS num",
        "SELECT 'cat-bi' AS subject, unixepoch() AS num",
        "SELECT 'cat-bi' AS subject, julianday('now') AS num",
        "SELECT 'cat-bi' AS subject, current_timestamp AS num",
        "SELECT 'cat-bi' AS subject, sqlite_version() AS num",
        "SELECT 'cat-bi' AS subject, length(randomblob(9)) AS num",
        "SELECT 'cat-bi' AS subject, length(zeroblob(999999999)) AS num",
        "SELECT 'cat-bi' AS subject, length(replace('a', 'a', 'b')) AS num",
        "SELECT 'cat-bi' AS subject, printf('%d', 1) AS num",
        "SELECT 'cat-bi' AS subject, fts3_tokenizer('x') AS num",
        "SELECT 'cat-bi' AS subject, 'a' LIKE 'a' AS num",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'cat-bi' AS subject, "
        "count(*) AS num FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 'x' UNION ALL SELECT i || i FROM n) SELECT 'cat-bi' AS subject, "
        "count(*) AS num FROM n",
        "SELECT 'cat-bi' AS subject, -1 AS num",
        "SELECT 'cat-bi' AS subject, 0.5 AS num",
        "SELECT 'cat-bi' AS subject, 'x' AS num",
        "SELECT 'cat-bi' AS subject, x'00' AS num",
        "SELECT 'cat-bi' AS subject, 9223372036854775807 AS num",
        "SELECT 'cat-bi' AS subject, 1 AS num, 1 AS den",
        "SELECT 'dong-hai-3' AS subject, 1 AS num",
        "SELECT NULL AS subject, 1 AS num",
        "SELECT 'quan-hai-an' AS subject, 1 AS num",
        "SELECT 'cat-bi' AS subject, 1 AS num UNION ALL SELECT 'cat-bi', 2",
        "SELECT 'cat-bi' AS subject, param('x', :last) AS num",
        "SELECT 'cat-bi' AS subject, param('4.3.most', 1) AS num",
        "SELECT 'cat-bi' AS subject, param('4.3.most', 'x') AS num",
        "SELECT 'cat-bi' AS subject, param('1.1.share', :last) AS num",
        "SELECT 'cat-bi' AS subject, rank('accident', 'level', 'x') AS num",
    };
    for (size_t i = 0; i < LEN(statements); i++) {
        const char *source = altered(
            "4.3", "measure = { of = \"weapon_case\", date = \"on_date\" }",
            arena_printf(arena, "measure = { sql = [[%s]], evidence = [[SELECT 1]] }", statements[i]));
        struct value *job = data_job("evaluate", "4.3", source, "2024-11", "provisional");
        value_set_int(job, "deadline_ms", 500);
        if (perform(job))
            fail_msg("taken: %s", statements[i]);
        if (!err.vi || strncmp(err.vi, "quy tắc 4.3.lua", 17) != 0)
            fail_msg("%s: “%s”", statements[i], err.vi ? err.vi : "");
        err_clear(&err);
    }
    expect("4.3", "2024-11", "cat-bi", 0, NONE, "met"); /* and the house stands */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_explain, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_target_of_unit, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_target_of_teams, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_sweep_of_unit, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_sweep_of_teams, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_forecast_of_unit, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_function_judge, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_roll_ups, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_mean_of_counts, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_function_judge_fails, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_wrong_rules, open_store, close_store),
        cmocka_unit_test(test_all_problems_at_once),
        cmocka_unit_test_setup_teardown(test_hostile_sql, open_store, close_store),
    };
    return cmocka_run_group_tests(tests, open_package, close_package);
}
