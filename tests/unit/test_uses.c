/* evaluate: a criterion that is made of others' figures (uses): the same as computed here, evidence that says of what, what a wrong rule is told. */
#include "evaluate_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/json.h"
#include "criterion/judge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Points: 200 for the share of 1.1, cut; 100 while 6.2 is met, less 7 a record; a tip of one's own adds one. */
static const char rule[] = "return criterion {\n"
                           "  title = 'Điểm',\n"
                           "  subject = 'ward',\n"
                           "  reports = {},\n"
                           "  uses = { '1.1', '6.2' },\n"
                           "  target = '1.1.share',\n"
                           "  params = { '1.2.minutes' },\n"
                           "  counts = 'điểm',\n"
                           "  own = \"SELECT ward AS subject, count(*) AS tips FROM tip WHERE received_on >= :from AND received_on < :until GROUP BY ward\",\n"
                           "  measure = function(unit)\n"
                           "    local share, calm = unit.criteria['1.1'], unit.criteria['6.2']\n"
                           "    local points, all, parts = 0, 0, {}\n"
                           "    if share.den > 0 then\n"
                           "      parts['1.1'] = 200 * share.num // share.den\n"
                           "      points, all = parts['1.1'], 200\n"
                           "    end\n"
                           "    if calm.verdict == 'met' then parts['6.2'] = 100 - 7 * calm.num else parts['6.2'] = 0 end\n"
                           "    parts.tips = math.min(unit.own.tips, unit.params['1.2.minutes'])\n"
                           "    return { num = points + parts['6.2'] + parts.tips, den = all + 100, parts = parts }\n"
                           "  end,\n"
                           "  judge = share_at_least,\n"
                           "  says = '{{ num }}/{{ den }} điểm = {{ value }}',\n"
                           "  examples = {\n"
                           "    { used = { ['1.1'] = { verdict = 'met', num = 2, den = 3 }, ['6.2'] = { verdict = 'met', num = 0 } }, own = { tips = 4 },\n"
                           "      row = { num = 237, den = 300 }, target = '79 %', verdict = 'met' },\n"
                           "    { used = { ['1.1'] = { verdict = 'missed', num = 1, den = 3 } }, verdict = 'missed' },\n"
                           "    { row = { num = 80, den = 100 }, verdict = 'met' },\n"
                           "    { row = { num = 79, den = 100 }, verdict = 'missed' },\n"
                           "  },\n"
                           "}\n";

static char *replaced(const char *from, const char *to)
{
    return replaced_in(rule, from, to);
}

static uint32_t seed = 20250301;
static int64_t dice(int64_t sides)
{
    seed = seed * 1664525 + 1013904223;
    return (int64_t)(seed >> 8) % sides;
}

static const struct value *cell_of(const char *verdict, int64_t num, int64_t den)
{
    struct value *cell = value_map(arena);
    value_set_text(cell, "verdict", verdict);
    value_set_int(cell, "num", num);
    value_set(cell, "den", den < 0 ? value_null(arena) : value_int(arena, den));
    return cell;
}

struct given {
    int64_t num, den, calm, tips;
    bool met;
};

static struct value *random_job(const char *kind, const char *source, struct given *given)
{
    struct value *job = data_job(kind, "9", source, "2024-11", "provisional"), *used = value_map(arena);
    for (size_t i = 0; i < WARDS; i++) {
        struct value *cells = value_map(arena);
        given[i].den = dice(4) ? dice(40) : 0;
        given[i].num = given[i].den ? dice(given[i].den + 1) : 0;
        given[i].calm = dice(9);
        given[i].met = dice(2);
        value_set(cells, "1.1", cell_of(given[i].den ? "missed" : "not_applicable", given[i].num, given[i].den));
        value_set(cells, "6.2", cell_of(given[i].met ? "met" : "not_reported", given[i].calm, -1));
        value_set(used, all_wards[i], cells);
    }
    value_set(job, "used", used);
    return job;
}

/* By hand, not by the rule. */
static void expected_of(const struct given *given, int64_t *num, int64_t *den)
{
    *num = (given->den ? 200 * given->num / given->den : 0) + (given->met ? 100 - 7 * given->calm : 0) + (given->tips < 30 ? given->tips : 30);
    *den = given->den ? 300 : 100;
}

static int64_t minutes(void)
{
    const struct param_entry *entry = param_at(param_find(&package->targets, "1.2.minutes"), INT32_MAX);
    return atoi(entry->value);
}

static void put_tips(struct given *given)
{
    for (size_t i = 0; i < WARDS; i++) {
        given[i].tips = dice(6);
        for (int64_t k = 0; k < given[i].tips; k++)
            put("tip", "tip_id, ward, received_on, channel, verified",
                arena_printf(arena, "('%s-%d', '%s', @2024-11-05, 'force', 'yes')", all_wards[i], (int)k, all_wards[i]));
    }
}

static void test_figures(void **state)
{
    (void)state;
    struct given given[WARDS] = {{0}};
    put_tips(given);
    for (int round = 0; round < 40; round++) {
        int64_t all_num = 0, all_den = 0;
        struct value *answer = perform(random_job("evaluate", rule, given));
        must(answer != NULL);
        for (size_t i = 0; i < WARDS; i++) {
            int64_t num, den;
            assert_true(given[i].tips <= minutes());
            expected_of(&given[i], &num, &den);
            expect_in(answer, all_wards[i], num, den, num * 100 >= 80 * den ? "met" : "missed");
            all_num += num;
            all_den += den;
        }
        expect_in(answer, "quan-hai-an", all_num, all_den, all_num * 100 >= 80 * all_den ? "met" : "missed");
        assert_string_equal(json_text(arena, value_get(answer, "reads")), "[\"tip\"]");
    }
}

/* Of one unit, and of all: what was used, what each gave. */
static void test_evidence(void **state)
{
    (void)state;
    struct given given[WARDS] = {{0}};
    put_tips(given);
    struct value *job = random_job("explain", rule, given);
    int64_t num, den, sum = 0;
    expected_of(&given[1], &num, &den);
    value_set_text(job, "subject", all_wards[1]);
    struct value *answer = perform(job);
    must(answer != NULL);
    const struct value *rows = value_get(value_get(answer, "evidence"), "rows");
    assert_int_equal(value_len(rows), 3);
    for (size_t i = 0; i < 3; i++)
        sum += value_is_null(value_at(value_at(rows, i), 3)) ? 0 : value_as_int(value_at(value_at(rows, i), 3));
    assert_int_equal(sum, num);
    assert_int_equal(value_get_int(value_get(answer, "result"), "den", -1), den);
    assert_string_equal(value_as_text(value_at(value_at(rows, 0), 0)), "1.1");
    assert_string_equal(value_as_text(value_at(value_at(rows, 0), 1)), arena_printf(arena, "%d/%d", (int)given[1].num, (int)given[1].den));
    assert_string_equal(value_as_text(value_at(value_at(rows, 2), 0)), "tips");
    value_set_text(job, "subject", "quan-hai-an");
    answer = perform(job);
    must(answer != NULL);
    assert_int_equal(value_get_int(value_get(answer, "evidence"), "total", 0), 3 * (int64_t)WARDS);
    value_set_text(job, "kind", "addends"); /* no record adds to it: there are no rows to compare */
    answer = perform(job);
    must(answer != NULL);
    assert_int_equal(value_len(value_get(answer, "addends")), 0);
}

/* Asked without the figures, the answer is whose they are; an explanation cannot be had without. */
static void test_asks(void **state)
{
    (void)state;
    struct value *answer = perform(data_job("evaluate", "9", rule, "2024-11", "final"));
    must(answer != NULL);
    assert_string_equal(json_text(arena, value_get(answer, "uses")), "[\"1.1\",\"6.2\"]");
    assert_int_equal(value_len(value_get(answer, "results")), 0);
    struct value *job = data_job("explain", "9", rule, "2024-11", "final");
    value_set_text(job, "subject", "cat-bi");
    assert_null(perform(job));
    assert_non_null(strstr(err.en, "lacks the figures"));
    err_clear(&err);
    struct given given[WARDS] = {{0}};
    job = random_job("evaluate", rule, given);
    value_set((struct value *)value_get(job, "used"), "thanh-to", value_map(arena));
    assert_null(perform(job));
    assert_non_null(strstr(err.en, "there is no figure of criterion 1.1 of “thanh-to”"));
    err_clear(&err);
}

static void test_failures(void **state)
{
    static const struct {
        const char *from, *to, *says;
    } cases[] = {
        {"local points, all", "if share.num > 0 then error('không tính được') end local points, all", "không tính được"},
        {"num = points +", "num = -1 -", "số nguyên từ 0"},
        {"200 * share.num // share.den", "200 * share.num / share.den", "số nguyên từ 0"},
        {"num = points +", "num = 0.5 + points +", "số nguyên từ 0"},
        {"den = all + 100,", "", "tỷ lệ cần den"},
        {"parts = parts }", "parts = { x = 1 } }", "parts có “x”"},
        {"parts = parts }", "part = parts }", "hàm trả về “part”"},
        {"parts = parts }", "parts = { 1, 2 } }", "parts phải là {"},
        {"parts = parts }", "parts = 'x' }", "parts phải là {"},
        {"parts = parts }", "note = 7 }", "note phải là một dòng chữ"},
        {"unit.criteria['1.1'], unit", "unit.criteria['1.2'], unit", "trống (nil)"},
        {"unit.own.tips", "unit.own.tip", "trống (nil)"},
        {"unit.params['1.2.minutes']", "unit.params['1.2.minute']", "trống (nil)"},
        {"count(*) AS tips", "-1 AS tips", "tips = -1"},
        {"ward AS subject, count(*) AS tips", "'x' AS subject, count(*) AS tips", "subject “x” không phải là đơn vị cấp ward"},
        {" GROUP BY ward", " GROUP BY tip_id", "có hai dòng"},
    };
    (void)state;
    struct given given[WARDS] = {{0}};
    put_tips(given);
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *job = random_job("evaluate", replaced(cases[i].from, cases[i].to), given);
        value_set((struct value *)value_get(value_get(job, "used"), "cat-bi"), "1.1", cell_of("missed", 1, 3));
        assert_null(perform(job));
        if (!strstr(err.vi, cases[i].says) || !strstr(err.vi, "9.lua"))
            fail_msg("“%s” is not said: %s", cases[i].says, err.vi);
        err_clear(&err);
    }
}

static struct value *check(const char *source)
{
    struct value *job = job_value("check", "9", source), *contest = value_copy(arena, value_get(job, "contest")), *criteria = value_list(arena);
    for (size_t i = 0; i < package->criterion_count; i++)
        value_append(criteria, value_text(arena, package->criteria[i].id));
    value_append(criteria, value_text(arena, "9"));
    value_set(contest, "criteria", criteria);
    value_set(job, "contest", contest);
    struct value *answer = perform(job);
    must(answer != NULL);
    return answer;
}

static void test_mistakes(void **state)
{
    static const struct {
        const char *from, *to, *says;
        int line;
    } cases[] = {
        {"'1.1', '6.2' }", "'1.1', '6.3' }", "criteria/ không có “6.3”; có phải là", 5},
        {"'1.1', '6.2' }", "'1.1', '9' }", "không tính được từ chính nó", 5},
        {"'1.1', '6.2' }", "'1.1', '6.2', '1.1' }", "“1.1” ghi hai lần", 5},
        {"subject = 'ward'", "subject = 'team'", "chỉ dùng khi xét đơn vị hoặc từng thành viên", 5},
        {"measure = function", "measured = function", "thiếu measure = function(unit)", 0},
        {"uses = { '1.1', '6.2' },\n", "\n", "measure là một hàm thì cần uses", 10},
        {"uses = { '1.1', '6.2' },\n", "\n", "chỉ dùng cùng uses", 9},
        {"counts =", "grows = 'both', counts =", "không dùng “both” cùng uses", 8},
        {"counts =", "decimals = 5, counts =", "phải là số chữ số sau dấu phẩy, từ 1 đến 4", 8},
        {"row = { num = 237", "row = { num = 238", "hàm measure ra num = 237, den = 300", 24},
        {"tips = 4 }", "tip = 4 }", "own không có cột “tip”", 24},
        {"['6.2'] = { verdict = 'met', num = 0 }", "['6.3'] = { verdict = 'met', num = 0 }", "“6.3”", 24},
        {"verdict = 'met', num = 0 }", "num = 0 }", "mỗi chỉ tiêu là { verdict", 24},
        {"own = { tips = 4 }", "own = { 4 }", "phải là { [\"tên\"] = … }", 24},
        {"{ used = { ['1.1'] = { verdict = 'missed', num = 1, den = 3 } }", "{ used = { 'met' }", "phải là { [\"tên\"] = … }", 26},
        {"share.den > 0", "share.dem > 0", "so sánh hai giá trị khác kiểu", 13},
        {"FROM tip WHERE", "FROM tips WHERE", "tips", 9},
        {"AS tips FROM", "AS tips, 1 AS tips FROM", "hai cột “tips”", 9},
        {"AND received_on < :until", "AND channel = 'fore'", "fore", 9},
    };
    (void)state;
    struct value *sound = check(rule);
    assert_int_equal(value_len(value_get(sound, "problems")), 0);
    assert_string_equal(json_text(arena, value_get(value_get(sound, "facts"), "uses")), "[\"1.1\",\"6.2\"]");
    assert_int_equal(value_get_int(sound, "uses_line", 0), 5);
    for (size_t i = 0; i < LEN(cases); i++)
        expect_problem(check(replaced(cases[i].from, cases[i].to)), cases[i].says, cases[i].line);
    const char *untried = strstr(rule, "    { used"), *tried = strstr(rule, "    { row = { num = 80");
    assert_true(untried && tried);
    expect_problem(check(arena_printf(arena, "%.*s%s", (int)(untried - rule), rule, tried)), "không ví dụ nào thử hàm measure", 23);
}

/* ---- of members ---- */

/* Two points each of 7.1's things, one each of 6.1's, and what the rule's own statement says of that person. */
static const char of_members[] = "return criterion {\n"
                                 "  title = 'Điểm', subject = 'member', reports = {}, uses = { '7.1', '6.1' }, target = '1.2.minutes', counts = 'thành viên',\n"
                                 "  own = \"SELECT member_id AS subject, count(*) AS patrols FROM patrol GROUP BY member_id\",\n"
                                 "  measure = function(person)\n"
                                 "    return { num = 2 * person.criteria['7.1'].num + person.criteria['6.1'].num + person.own.patrols, parts = { patrols = person.own.patrols } }\n"
                                 "  end,\n"
                                 "  judge = at_least, share_judge = share_at_least, share_target = '1.1.share',\n"
                                 "  member_says = '{{ num }} điểm', says = '{{ num }}/{{ den }}',\n"
                                 "  examples = {\n"
                                 "    { used = { ['7.1'] = { verdict = 'met', num = 7 } }, own = { patrols = 1 }, row = { num = 15, den = 1 }, verdict = 'met' },\n"
                                 "    { used = { ['7.1'] = { verdict = 'met', num = 7 } }, verdict = 'missed' },\n"
                                 "    { used = { ['7.1'] = { verdict = 'not_applicable', num = 7 } }, verdict = 'not_applicable' },\n"
                                 "    { level = 'ward', row = { num = 4, den = 5 }, verdict = 'met' },\n"
                                 "  },\n"
                                 "}\n";

static void give(struct value *used, const char *member, const char *criterion, const char *home, const char *verdict, int64_t num)
{
    struct value *cells = value_get(used, member) ? value_copy(arena, value_get(used, member)) : value_map(arena), *cell = value_copy(arena, cell_of(verdict, num, -1));
    value_set_text(cell, "home", home);
    value_set(cells, criterion, cell);
    value_set(used, member, cells);
}

static void test_members(void **state)
{
    (void)state;
    static const struct {
        const char *member, *home;
        int64_t num;
        const char *verdict;
    } cases[] = {{"both", "cat-bi", 17, "met"}, {"one", "nam-hai", 14, "missed"}, {"waits", "cat-bi", 14, "missed"}, {"nothing", "cat-bi", 0, "not_applicable"}};
    struct value *used = value_map(arena), *job = data_job("evaluate", "9", of_members, "2024-11", "provisional");
    put("member", "member_id, team, full_name, valid_from, valid_until", "('both', 't1', 'A', @2024-07-01, NULL), ('gone', 't1', 'B', @2024-07-01, @2024-07-02)");
    put("patrol", "patrol_id, member_id, on_date", "('1', 'both', @2024-11-02), ('2', 'both', @2024-11-02), ('3', 'gone', @2024-11-02)");
    give(used, "both", "7.1", "cat-bi", "met", 5);
    give(used, "both", "6.1", "nam-hai", "missed", 5); /* at home where the first one says */
    give(used, "one", "6.1", "nam-hai", "missed", 14);
    give(used, "waits", "7.1", "cat-bi", "not_reported", 7);
    give(used, "nothing", "7.1", "cat-bi", "not_applicable", 9);
    value_set(job, "used", used);
    struct value *answer = perform(job);
    must(answer != NULL);
    for (size_t i = 0; i < LEN(cases); i++) {
        expect_in(answer, cases[i].member, cases[i].num, NONE, cases[i].verdict);
        expect_text(find(answer, cases[i].member), "home", cases[i].home);
    }
    assert_null(find(answer, "gone"));
    expect_in(answer, "cat-bi", 1, 2, "missed");
    expect_in(answer, "nam-hai", 0, 1, "missed");
    /* it asks for what it needs, and of whom */
    answer = perform(data_job("evaluate", "9", of_members, "2024-11", "provisional"));
    must(answer != NULL);
    expect_text(answer, "uses_of", "member");
    /* what it cannot mean */
    give(used, "lost", "7.1", "nowhere", "met", 5);
    value_set(job, "used", used);
    assert_null(perform(job));
    assert_non_null(strstr(err.en, "“lost”"));
    err_clear(&err);
    value_set(job, "used", value_map(arena));
    put("patrol", "patrol_id, member_id, on_date", "('4', 'nobody', @2024-11-02)");
    assert_null(perform(job));
    assert_non_null(strstr(err.en, "“nobody” is the id of no member"));
    err_clear(&err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_members, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_figures, open_store, close_store), cmocka_unit_test_setup_teardown(test_evidence, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_asks, open_store, close_store),    cmocka_unit_test_setup_teardown(test_failures, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_mistakes, open_store, close_store)};
    return cmocka_run_group_tests(tests, open_package, close_package);
}
