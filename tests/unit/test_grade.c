/* evaluate: several thresholds of one criterion (grades): the highest that a met figure has, as computed here; their order; what a wrong rule is told. */
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

/* met from 80 %, good from 90 %, excellent at 100 % (1.1.share, 4.2.share, 3.1.share of the package) */
static const char rule[] = "return criterion {\n"
                           "  title = 'Nguồn tin', subject = 'ward', reports = {}, target = '1.1.share', counts = 'tin',\n"
                           "  measure = { of = 'tip', date = 'received_on', num = \"channel = 'force'\", den = true },\n"
                           "  judge = share_at_least,\n"
                           "  grades = { { id = 'good', title = 'khá', target = '4.2.share' }, { id = 'excellent', title = 'tốt', target = '3.1.share' } },\n"
                           "  says = '{{ num }}/{{ den }}{% if grade %}: {{ grade }}{% endif %}',\n"
                           "  examples = {\n"
                           "    { row = { num = 10, den = 10 }, target = '80 %', verdict = 'met', grade = 'excellent' },\n"
                           "    { row = { num = 9, den = 10 }, target = '80 %', verdict = 'met', grade = 'good' },\n"
                           "    { row = { num = 8, den = 10 }, target = '80 %', verdict = 'met', grade = '' },\n"
                           "    { row = { num = 8, den = 10 }, target = '80 %', params = { ['4.2.share'] = '80 %' }, verdict = 'met', grade = 'good' },\n"
                           "    { row = { num = 7, den = 10 }, target = '80 %', verdict = 'missed' },\n"
                           "  },\n"
                           "}\n";

static char *replaced(const char *from, const char *to)
{
    return replaced_in(rule, from, to);
}

static void put_tips(const char *ward, int num, int den)
{
    for (int k = 0; k < den; k++)
        put("tip", "tip_id, ward, received_on, channel, verified", arena_printf(arena, "('%s-%d', '%s', @2024-11-05, '%s', 'yes')", ward, k, ward, k < num ? "force" : "zalo"));
}

static void expect_grade(const struct value *answer, const char *subject, const char *grade, const char *title)
{
    const struct value *result = find(answer, subject);
    assert_non_null(result);
    if (strcmp(value_get_text(result, "grade", ""), grade) != 0 || strcmp(value_get_text(result, "grade_title", ""), title) != 0)
        fail_msg("%s: “%s”, expected “%s”", subject, value_get_text(result, "grade", ""), grade);
    assert_true((value_get(result, "grade") != NULL) == (*grade != '\0')); /* no key where there is none */
    if (*title)
        assert_non_null(strstr(value_get_text(result, "says", ""), title));
}

/* By fractions, not by the program's comparison. */
static const char *grade_of(int num, int den)
{
    return den == 0 || num * 10 < den * 8 ? "" : num == den ? "excellent" : num * 10 >= den * 9 ? "good" : "";
}

static void test_grades(void **state)
{
    static const struct {
        int num, den;
    } given[WARDS] = {{10, 10}, {9, 10}, {89, 99}, {8, 10}, {7, 10}, {0, 0}, {18, 20}, {1, 1}};
    (void)state;
    for (size_t i = 0; i < WARDS; i++)
        put_tips(all_wards[i], given[i].num, given[i].den);
    struct value *answer = perform(data_job("evaluate", "1.1", rule, "2024-11", "provisional"));
    must(answer != NULL);
    for (size_t i = 0; i < WARDS; i++) {
        const char *grade = grade_of(given[i].num, given[i].den);
        expect_grade(answer, all_wards[i], grade, strcmp(grade, "good") == 0 ? "khá" : *grade ? "tốt" : "");
    }
    expect_grade(answer, "quan-hai-an", "", ""); /* 142/160, 88.75 % */
    struct value *plain = perform(data_job("evaluate", "1.1", replaced("{% if grade %}: {{ grade }}{% endif %}", "{{ grade }}."), "2024-11", "provisional"));
    must(plain != NULL); /* empty where there is none, and not the one of the unit before */
    expect_text(find(plain, "dang-hai"), "says", "8/10.");
    expect_text(find(plain, "cat-bi"), "says", "10/10tốt.");
    bool read = strstr(json_text(arena, value_get(answer, "params")), "3.1.share") != NULL;
    assert_true(read); /* the receipt names what each was held against */
}

/* Of all wards the least, where the district is met when every ward is. */
static void test_every(void **state)
{
    (void)state;
    for (size_t i = 0; i < WARDS; i++)
        put_tips(all_wards[i], i == 2 ? 9 : 10, 10);
    struct value *answer = perform(data_job("evaluate", "1.1", replaced("judge =", "roll_up = 'every', judge ="), "2024-11", "provisional"));
    must(answer != NULL);
    expect_grade(answer, "quan-hai-an", "good", "khá");
    answer = perform(data_job("evaluate", "1.1", rule, "2024-11", "provisional"));
    must(answer != NULL);
    expect_grade(answer, "quan-hai-an", "good", "khá"); /* 79/80 */
}

/* at_most: the stricter is the smaller one, here 0 of all. What is not met has no grade. */
static void test_at_most(void **state)
{
    (void)state;
    put_tips("cat-bi", 1, 1);
    const char *source = "return criterion { title = 'Tin', subject = 'ward', reports = {}, target = '2.1.models', counts = 'tin',\n"
                         "  measure = { of = 'tip', date = 'received_on' }, judge = at_most, grades = { { id = 'none', title = 'không có', target = '6.2.most' } },\n"
                         "  says = '{{ num }}', examples = { { row = { num = 1 }, target = '1', verdict = 'met', grade = '' }, { row = { num = 0 }, verdict = 'met', grade = 'none' } } }\n";
    struct value *checked = perform(job_value("check", "1.1", source)), *answer = perform(data_job("evaluate", "1.1", source, "2024-11", "provisional"));
    must(checked && answer);
    assert_int_equal(value_get_int(value_get(checked, "problems"), "errors", 0), 0);
    assert_non_null(value_get(value_get(checked, "facts"), "grades"));
    expect_grade(answer, "cat-bi", "", "");
    expect_in(answer, "cat-bi", 1, NONE, "met");
    assert_string_equal(value_get_text(find(answer, "nam-hai"), "grade", ""), "none");
}

/* Without grades a result has no key of theirs: seals from before stay as they are. */
static void test_none(void **state)
{
    (void)state;
    struct value *answer = evaluate("1.1", "2024-11", "provisional");
    assert_null(value_get(find(answer, "cat-bi"), "grade"));
    answer = perform(job_value("check", "1.1", source_of("1.1")));
    must(answer != NULL);
    assert_null(value_get(value_get(answer, "facts"), "grades"));
}

static void test_ini(void **state)
{
    (void)state;
    struct value *job = job_value("check", "1.1", "[criterion]\ngrades = good rất khá 4.2.share, excellent tốt 3.1.share\n"), *rule_value = value_copy(arena, value_get(job, "criterion"));
    struct value *table = value_map(arena), *measure = value_map(arena), *examples = value_list(arena);
    static const char *const words[][2] = {{"title", "Nguồn tin"}, {"subject", "ward"}, {"reports", ""}, {"target", "1.1.share"}, {"counts", "tin"}, {"judge", "share_at_least"},
                                           {"says", "{{ num }}"}, {"grades", "good rất khá 4.2.share, excellent tốt 3.1.share"}};
    for (size_t i = 0; i < LEN(words); i++)
        value_set_text(table, words[i][0], words[i][1]);
    value_set_text(measure, "of", "tip");
    value_set_text(measure, "date", "received_on");
    value_set_text(measure, "den", "1");
    value_set(table, "measure", measure);
    value_set(table, "examples", examples);
    value_set(rule_value, "table", table);
    value_set(job, "criterion", rule_value);
    struct value *answer = perform(job);
    must(answer != NULL);
    assert_string_equal(json_text(arena, value_get(value_get(answer, "facts"), "grades")),
                        "[{\"id\":\"good\",\"title\":\"rất khá\",\"target\":\"4.2.share\"},{\"id\":\"excellent\",\"title\":\"tốt\",\"target\":\"3.1.share\"}]");
}

static void test_mistakes(void **state)
{
    static const struct {
        const char *from, *to, *says;
        int line;
    } cases[] = {
        {"'4.2.share' }, { id = 'excellent', title = 'tốt', target = '3.1.share'", "'3.1.share' }, { id = 'excellent', title = 'tốt', target = '4.2.share'",
         "“4.2.share” là 90 % còn “3.1.share” là 100 %; mức sau phải chặt ít nhất bằng mức trước", 5},
        {"'4.2.share' }, {", "'4.2.shares' }, {", "targets.ini không có “4.2.shares”; có phải là “4.2.share”?", 5},
        {"'4.2.share' }, {", "'6.2.most' }, {", "tỷ lệ phải viết có dấu %", 5},
        {"id = 'excellent'", "id = 'good'", "mức này đã khai báo ở trên", 5},
        {"id = 'excellent'", "id = 'Tốt'", "phải là chữ thường không dấu", 5},
        {"title = 'khá', ", "", "thiếu trường “title”", 5},
        {"judge = share_at_least", "judge = function(num, den) return 'met' end", "cần một phép so có sẵn", 5},
        {"grades = {", "grades = {}, grads = {", "phải là một danh sách từ 1 đến 5 mức", 5},
        {"verdict = 'met', grade = 'good' },\n    { row = { num = 8", "verdict = 'met', grade = 'excellent' },\n    { row = { num = 8", "ra mức “good”, không phải “excellent”", 9},
        {"grade = 'excellent' }", "grade = 'exellent' }", "có phải là “excellent”?", 8},
        {"{% if grade %}: {{ grade }}{% endif %}", "{{ grades }}", "grades", 6},
    };
    (void)state;
    struct value *sound = perform(job_value("check", "1.1", rule));
    must(sound != NULL);
    assert_string_equal(json_text(arena, value_get(sound, "problems")), "[]");
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *answer = perform(job_value("check", "1.1", replaced(cases[i].from, cases[i].to)));
        must(answer != NULL);
        expect_problem(answer, cases[i].says, cases[i].line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_grades, open_store, close_store), cmocka_unit_test_setup_teardown(test_every, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_at_most, open_store, close_store), cmocka_unit_test_setup_teardown(test_none, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_ini, open_store, close_store), cmocka_unit_test_setup_teardown(test_mistakes, open_store, close_store)};
    return cmocka_run_group_tests(tests, open_package, close_package);
}
