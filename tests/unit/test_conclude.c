/* evaluate: a package's own rules for the conclusion and the places (conclusion.lua, ranking.lua): what they say of units, what a wrong one is told. */
#include "evaluate_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char rule[] = "return conclusion {\n"
                           "  title = 'Xếp loại',\n"
                           "  classes = { { id = 'good', title = 'tốt' }, { id = 'fair', title = 'khá' }, { id = 'poor', title = 'đạt' } },\n"
                           "  params = { '1.1.share' },\n"
                           "  conclude = function(unit)\n"
                           "    local share, class = unit.params['1.1.share'], 'poor'\n"
                           "    if unit.met == unit.arose then class = 'good'\n"
                           "    elseif unit.met * share.den >= share.num * unit.arose then class = 'fair' end\n"
                           "    return { class = class, met = unit.met, arose = unit.arose, left = unit.all - unit.arose }\n"
                           "  end,\n"
                           "  says = '{{ met }}/{{ arose }}, {{ left }}: {{ title }}',\n"
                           "  examples = {\n"
                           "    { unit = { met = 11 }, class = 'good', met = 11, arose = 11 },\n"
                           "    { unit = { met = 8, missed = 2, not_applicable = 1 }, class = 'fair', says = '8/10, 1: khá' },\n"
                           "    { unit = { met = 8, missed = 2, period = 'month' }, params = { ['1.1.share'] = '81 %' }, class = 'poor' },\n"
                           "  },\n"
                           "}\n";

static const char ranking[] = "return ranking {\n"
                              "  title = 'Theo loại, rồi số chỉ tiêu đạt',\n"
                              "  rank = function(unit)\n"
                              "    if unit.incomplete then return nil end\n"
                              "    return { -unit.class_rank, unit.met }\n"
                              "  end,\n"
                              "  examples = {\n"
                              "    { first = { class_rank = 1, met = 2, incomplete = false }, second = { class_rank = 2, met = 9, incomplete = false } },\n"
                              "    { first = { class_rank = 2, met = 9, incomplete = false }, second = { class_rank = 2, met = 9, incomplete = false }, tied = true },\n"
                              "    { first = { class_rank = 3, met = 1, incomplete = false }, second = { class_rank = 1, met = 11, incomplete = true } },\n"
                              "  },\n"
                              "}\n";

static char *replaced(const char *from, const char *to)
{
    return replaced_in(rule, from, to);
}

/* "m m x -": the verdicts of criteria 1, 2 …; x is 1/3 */
static struct value *unit_of(const char *subject, const char *verdicts)
{
    struct value *unit = value_map(arena), *cells = value_map(arena);
    int number = 1;
    for (const char *c = verdicts; *c; c++) {
        struct value *cell = value_map(arena);
        value_set_text(cell, "verdict", *c == 'm' ? "met" : *c == 'x' ? "missed" : *c == 'e' ? "error" : "not_applicable");
        value_set(cell, "num", *c == 'x' ? value_int(arena, 1) : value_null(arena));
        value_set(cell, "den", *c == 'x' ? value_int(arena, 3) : value_null(arena));
        value_set(cells, arena_printf(arena, "%d.1", number++), cell);
    }
    value_set_text(unit, "subject", subject);
    value_set(unit, "cells", cells);
    return unit;
}

static struct value *ask(const char *source)
{
    struct value *job = data_job("conclude", "1.1", source, "phase-1", "final"), *units = value_list(arena);
    value_append(units, unit_of("cat-bi", "mmmmmmmmx--"));
    value_append(units, unit_of("nam-hai", "mmx"));
    value_append(units, unit_of("dang-lam", "mm"));
    value_set(job, "units", units);
    return perform(job);
}

static const char *canonical(const struct value *value)
{
    struct buffer text = {0};
    json_write_canonical(&text, value);
    return buffer_take(&text, arena);
}

static void test_units(void **state)
{
    static const char *const expected[] = {
        "{\"arose\":9,\"class\":\"fair\",\"figures\":{\"left\":2},\"met\":8,\"rank\":2,\"says\":\"8/9, 2: khá\",\"subject\":\"cat-bi\",\"title\":\"khá\"}",
        "{\"arose\":3,\"class\":\"poor\",\"figures\":{\"left\":0},\"met\":2,\"rank\":3,\"says\":\"2/3, 0: đạt\",\"subject\":\"nam-hai\",\"title\":\"đạt\"}",
        "{\"arose\":2,\"class\":\"good\",\"figures\":{\"left\":0},\"met\":2,\"rank\":1,\"says\":\"2/2, 0: tốt\",\"subject\":\"dang-lam\",\"title\":\"tốt\"}"};
    (void)state;
    struct value *answer = ask(rule);
    must(answer != NULL);
    const struct value *units = value_get(answer, "units");
    assert_int_equal(value_len(units), LEN(expected));
    for (size_t i = 0; i < LEN(expected); i++)
        assert_string_equal(canonical(value_at(units, i)), expected[i]);
    assert_string_equal(value_get_text(value_at(value_get(answer, "params"), 0), "name", ""), "1.1.share");
}

/* What only a unit of the data brings out is an error of the run, with its line; no unit is concluded then. */
static void test_failures(void **state)
{
    static const struct {
        const char *from, *to, *says;
    } cases[] = {
        {"if unit.met == unit.arose", "if unit.criteria['3.1'].num == 1 then error('không tính được') elseif unit.met == unit.arose", "không tính được"},
        {"'poor'\n    if", "'pour'\n    if", "lớp “pour” không có trong classes"},
        {"met = unit.met,", "met = unit.met + 1,", "0 ≤ met ≤ arose"},
        {"left = unit.all - unit.arose", "left = 0.5", "“left” phải là số nguyên"},
        {"return { class", "return nil or { clas", "phải trả về một bảng có class"},
        {"unit.all", "unit.al", "“unit” không có “al”"},
        {"unit.params['1.1.share']", "unit.params['1.1.shares']", "share"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        assert_null(ask(replaced(cases[i].from, cases[i].to)));
        assert_non_null(strstr(err.vi, "đơn vị"));
        if (!strstr(err.vi, cases[i].says))
            fail_msg("“%s” is not said: %s", cases[i].says, err.vi);
        err_clear(&err);
    }
}

static void test_mistakes(void **state)
{
    static const struct {
        const char *from, *to, *says;
        int line;
    } cases[] = {
        {"title = 'Xếp loại'", "titel = 'Xếp loại'", "conclusion không có “titel”; có phải là “title”?", 2},
        {"id = 'fair'", "id = 'good'", "lớp này đã khai báo ở trên", 3},
        {"id = 'fair'", "id = 'Khá'", "phải là chữ thường không dấu", 3},
        {"id = 'fair'", "id = 'error'", "không phải error", 3},
        {"title = 'khá'", "name = 'khá'", "không có “name”", 3},
        {"classes = {", "classes = {}, says = { ", "phải là một danh sách từ 1 đến 12 lớp", 3},
        {"'1.1.share' }", "'1.1.shares' }", "targets.ini không có “1.1.shares”; có phải là “1.1.share”?", 4},
        {"conclude =", "concluded =", "thiếu conclude = function(unit)", 0},
        {"{{ left }}", "{{ lefd }}", "lefd", 11},
        {"{{ left }}", "{{ left }", "ở cuối thẻ", 11},
        {"class = 'good', met = 11", "class = 'fair', met = 11", "ví dụ 1: quy tắc cho class = good", 13},
        {"met = 11, arose = 11 }", "met = 11, arose = 12 }", "ví dụ 1: quy tắc cho arose = 11", 13},
        {"says = '8/10, 1: khá'", "says = '8/10: khá'", "ví dụ 2: quy tắc cho says = 8/10, 1: khá", 14},
        {"'81 %'", "'79 %'", "ví dụ 3: quy tắc cho class = fair", 15},
        {"period = 'month'", "period = 'year'", "“year” không hợp; chọn một trong: week, month, quarter, phase, contest", 15},
        {"missed = 2, not_applicable", "mised = 2, not_applicable", "không có “mised”; có phải là “missed”?", 14},
        {"{ met = 11 }", "{ met = -1 }", "phải là số nguyên không âm", 13},
        {"unit.all", "unit.al", "“unit” không có “al”", 9},
        {"'poor' },\n  },", "'fair' },\n  },", "không ví dụ nào cho lớp “poor”", 3},
        {"return conclusion {", "return criterion {", "criterion", 1},
    };
    (void)state;
    struct value *sound = perform(job_value("conclude", "1.1", rule));
    must(sound != NULL);
    assert_int_equal(value_len(value_get(sound, "problems")), 0);
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *answer = perform(job_value("conclude", "1.1", replaced(cases[i].from, cases[i].to)));
        must(answer != NULL);
        expect_problem(answer, cases[i].says, cases[i].line);
    }
}

/* "1:9 2:8 2:8 !1:11": rank of the class and targets met; ! lacks figures */
static struct value *ask_places(const char *source, const char *units)
{
    struct value *job = data_job("rank", "1.1", source, "phase-1", "final"), *list = value_list(arena);
    for (const char *at = units; *at; at += strspn(at, " ")) {
        struct value *unit = value_map(arena), *conclusion = value_map(arena);
        value_set_bool(conclusion, "incomplete", *at == '!');
        at += *at == '!';
        value_set_int(conclusion, "rank", atoi(at));
        value_set_int(conclusion, "met", atoi(strchr(at, ':') + 1));
        value_set(conclusion, "figures", value_null(arena));
        value_set(unit, "subject", value_printf(arena, "unit-%zu", value_len(list)));
        value_set(unit, "conclusion", conclusion);
        value_set(unit, "cells", value_map(arena));
        value_append(list, unit);
        at += strcspn(at, " ");
    }
    value_set(job, "units", list);
    return perform(job);
}

/* Equal ones share a place and the next follows as many later; one integer more parts them; nil has no place. */
static void test_places(void **state)
{
    static const struct {
        const char *from, *to, *units, *places;
    } cases[] = {
        {"unit.met }", "unit.met }", "1:9 1:10 2:11", "2 1 3"},
        {"unit.met }", "unit.met }", "2:8 1:9 2:8 2:7", "2= 1 2= 4"},
        {"unit.met }", "unit.met }", "!1:11 2:8 2:8 !1:9", "- 1= 1= -"},
        {", unit.met }", " }", "2:8 1:9 2:9 1:1", "3= 1= 3= 1="},
        {"if unit.incomplete then return nil end\n", "", "!1:11 2:8", "1 2"},
        {"unit.met }", "unit.met }", "", ""},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *answer = ask_places(replaced_in(ranking, cases[i].from, cases[i].to), cases[i].units);
        must(answer != NULL);
        const struct value *units = value_get(answer, "units");
        const char *said = "";
        for (size_t u = 0; u < value_len(units); u++) {
            int64_t place = value_get_int(value_at(units, u), "place", 0);
            said = arena_printf(arena, "%s%s%s%s", said, u ? " " : "", place ? arena_printf(arena, "%d", (int)place) : "-",
                                value_get_bool(value_at(units, u), "tied", false) ? "=" : "");
        }
        assert_string_equal(said, cases[i].places);
        assert_string_equal(value_get_text(answer, "title", ""), "Theo loại, rồi số chỉ tiêu đạt");
    }
    assert_null(ask_places(replaced_in(ranking, "return { -unit.class_rank, unit.met }", "return { 0.5 }"), "1:9 2:8"));
    assert_non_null(strstr(err.vi, "rank phải trả về từ 1 đến"));
    err_clear(&err);
}

static void test_ranking_mistakes(void **state)
{
    static const struct {
        const char *from, *to, *says;
        int line;
    } cases[] = {
        {"title", "titel", "ranking không có “titel”; có phải là “title”?", 2},
        {"rank = function", "rang = function", "thiếu rank = function(unit)", 0},
        {"-unit.class_rank", "unit.class_rank", "ví dụ 1: theo rank, second đứng trước first", 8},
        {", tied = true", "", "ví dụ 2: theo rank, hai bên ngang nhau", 9},
        {"    if unit.incomplete then return nil end\n", "\n", "ví dụ 3: theo rank, second đứng trước first", 10},
        {"first = { class_rank = 1", "first = { clas_rank = 1", "không có “clas_rank”; có phải là “class_rank”?", 8},
        {"unit.met }", "unit.mett }", "“unit” không có “mett”", 5},
    };
    (void)state;
    struct value *sound = perform(job_value("rank", "1.1", ranking));
    must(sound != NULL);
    assert_int_equal(value_len(value_get(sound, "problems")), 0);
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *answer = perform(job_value("rank", "1.1", replaced_in(ranking, cases[i].from, cases[i].to)));
        must(answer != NULL);
        expect_problem(answer, cases[i].says, cases[i].line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_units, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_failures, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_mistakes, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_places, open_store, close_store),
        cmocka_unit_test_setup_teardown(test_ranking_mistakes, open_store, close_store),
    };
    return cmocka_run_group_tests(tests, open_package, close_package);
}
