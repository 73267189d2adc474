/* Places with ties, differences of figures, boards against one another, units side by side: pure, on small boards. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "run/comparison.h"
#include "run/ranking.h"

#include <stdio.h>
#include <string.h>

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static struct value *parsed(const char *text)
{
    struct err err = {0};
    struct value *value = json_parse(arena, text, strlen(text), &err);
    if (!value)
        fail_msg("%s: %s", text, err.en);
    return value;
}

/* ---- places ---- */

/* "8/8 7/10 …", "-" for no conclusion, "?" behind incomplete ones, as rows of a board. */
static struct value *rows_of(const char *text)
{
    struct value *rows = value_list(arena);
    for (const char *at = text; *at; at += strspn(at, " ")) {
        long long met, arose;
        size_t len = strcspn(at, " ");
        struct value *row = value_map(arena), *conclusion = value_map(arena);
        value_set_text(row, "subject", arena_strndup(arena, at, len));
        if (sscanf(at, "%lld/%lld", &met, &arose) == 2) {
            value_set_int(conclusion, "met", met);
            value_set_int(conclusion, "arose", arose);
            value_set_bool(conclusion, "incomplete", at[len - 1] == '?');
        }
        value_set(row, "conclusion", *at == '-' ? value_null(arena) : conclusion);
        value_append(rows, row);
        at += len;
    }
    return rows;
}

static void test_places(void **state)
{
    static const struct {
        const char *rows, *places; /* = behind a place that is shared */
    } cases[] = {
        {"8/8 7/8 6/8", "1 2 3"},
        {"6/8 8/8 7/8", "3 1 2"},
        {"8/8 7/8 7/8 6/8", "1 2= 2= 4"},
        {"8/8 8/8 8/8", "1= 1= 1="},
        {"8/8 11/11 9/11", "1= 1= 3"},          /* what did not arise counts for nobody */
        {"2/3 4/6 5/8", "1= 1= 3"},             /* equal shares, other numbers */
        {"0/8 0/1 1/8", "2= 2= 1"},
        {"8/8 9/10? 7/8 0/0 -", "1 0 2 0 0"},   /* incomplete, nothing arose, no ward */
        {"0/0 0/0 3/4?", "0 0 0"},
        {"5/9", "1"},
        {"", ""},
        {"333333333/333333334 333333334/333333335", "2 1"}, /* exact: no share is rounded */
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct value *rows = rows_of(cases[i].rows);
        struct ranking_place places[8];
        struct buffer said = {0};
        ranking_places(arena, rows, places);
        for (size_t r = 0; r < value_len(rows); r++)
            buffer_printf(&said, "%s%d%s", r ? " " : "", places[r].place, places[r].tied ? "=" : "");
        assert_string_equal(buffer_text(&said), cases[i].places);
        buffer_finish(&said);
    }
}

/* The better first, of one place as listed, those without a place at the end, what is no ward left out. */
static void test_order_of_places(void **state)
{
    const struct value *rows = rows_of("9/10? 7/8 8/8 14/16 - 0/0 1/8");
    struct value *board = value_map(arena), *list = value_list(arena);
    struct ranking_place places[8];
    struct buffer said = {0};
    (void)state;
    ranking_places(arena, rows, places);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(arena, value_at(rows, i));
        value_set(row, "place", places[i].place ? value_int(arena, places[i].place) : value_null(arena));
        value_append(list, row);
    }
    value_set(board, "rows", list);
    const struct value *ranked = value_get(ranking_of(arena, board), "rows");
    for (size_t i = 0; i < value_len(ranked); i++)
        buffer_printf(&said, "%s%s", i ? " " : "", value_get_text(value_at(ranked, i), "subject", ""));
    assert_string_equal(buffer_text(&said), "8/8 7/8 14/16 1/8 9/10? 0/0");
    buffer_finish(&said);
}

/* ---- differences ---- */

#define SHARE(num, den, verdict) "{\"num\":" num ",\"den\":" den ",\"verdict\":\"" verdict "\"}"
#define COUNT(num, verdict) "{\"num\":" num ",\"den\":null,\"verdict\":\"" verdict "\"}"

static void test_differences(void **state)
{
    static const struct {
        const char *now, *before, *text, *text_en, *direction; /* text NULL: nothing is said */
        int64_t amount;
    } cases[] = {
        {SHARE("90", "100", "met"), SHARE("848", "1000", "met"), "+5,2 điểm %", "+5.2 pp", "up", 52},
        {SHARE("3", "4", "missed"), SHARE("9", "10", "met"), "−15 điểm %", "−15 pp", "down", -150},
        {SHARE("2", "3", "met"), SHARE("1", "3", "missed"), "+33,3 điểm %", "+33.3 pp", "up", 333}, /* 66,6 − 33,3 as written */
        {SHARE("9", "10", "met"), SHARE("18", "20", "met"), "không đổi", "no change", "same", 0},
        {SHARE("90001", "100000", "met"), SHARE("9", "10", "met"), "không đổi", "no change", "same", 0}, /* both are written 90% */
        {SHARE("1", "1", "met"), SHARE("999", "1000", "missed"), "+0,1 điểm %", "+0.1 pp", "up", 1},
        {SHARE("0", "7", "missed"), SHARE("7", "7", "met"), "−100 điểm %", "−100 pp", "down", -1000},
        {COUNT("3", "missed"), COUNT("0", "met"), "+3", "+3", "up", 3},
        {COUNT("0", "met"), COUNT("1240", "missed"), "−1.240", "−1,240", "down", -1240},
        {COUNT("2", "in_progress"), COUNT("2", "in_progress"), "không đổi", "no change", "same", 0},
        {SHARE("9", "10", "met"), SHARE("0", "0", "not_applicable"), NULL, NULL, NULL, 0},
        {SHARE("0", "0", "not_applicable"), SHARE("9", "10", "met"), NULL, NULL, NULL, 0},
        {SHARE("9", "10", "not_reported"), SHARE("9", "10", "met"), NULL, NULL, NULL, 0},
        {COUNT("0", "met"), COUNT("0", "not_reported"), NULL, NULL, NULL, 0},
        {"{\"num\":null,\"den\":null,\"verdict\":\"error\"}", COUNT("0", "met"), NULL, NULL, NULL, 0},
        {SHARE("9", "10", "met"), COUNT("9", "met"), NULL, NULL, NULL, 0}, /* the rule counted another thing then */
        {SHARE("9", "10", "met"), "null", NULL, NULL, NULL, 0},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct value *change = comparison_change(arena, parsed(cases[i].now), parsed(cases[i].before));
        assert_int_equal(value_is_null(change), cases[i].text == NULL);
        if (!cases[i].text)
            continue;
        assert_string_equal(value_get_text(change, "text", ""), cases[i].text);
        assert_string_equal(value_get_text(change, "text_en", ""), cases[i].text_en);
        const char *number = value_get_text(change, "number", "");
        assert_true(cases[i].amount ? strncmp(cases[i].text, number, strlen(number)) == 0 : strcmp(number, "0") == 0);
        assert_string_equal(value_get_text(change, "direction", ""), cases[i].direction);
        assert_int_equal(value_get_int(change, "amount", -1), cases[i].amount);
    }
}

/* ---- boards ---- */

#define BOARD(title, rows) "{\"period\":\"p\",\"title\":\"" title "\",\"stage\":\"final\",\"standing\":\"final\",\"criteria\":" \
    "[{\"id\":\"1.1\",\"title\":\"tin\"},{\"id\":\"4.1\",\"title\":\"cơ sở\"}],\"rows\":[" rows "]}"
#define ROW(subject, cells) "{\"subject\":\"" subject "\",\"name\":\"" subject "\",\"conclusion\":{\"met\":1,\"arose\":2},\"place\":1,\"tied\":false,\"cells\":{" cells "}}"

/* Units are matched by what they are, wherever they stand; one that is new has nothing before. */
static void test_a_board_against_another(void **state)
{
    const struct value *board = parsed(BOARD("nay", ROW("a", "\"1.1\":" SHARE("9", "10", "met") ",\"4.1\":" COUNT("1", "missed"))
                                             "," ROW("new", "\"1.1\":" SHARE("1", "2", "missed"))));
    const struct value *before = parsed(BOARD("trước", ROW("gone", "\"1.1\":" SHARE("1", "2", "missed"))
                                              "," ROW("a", "\"1.1\":" SHARE("8", "10", "met"))));
    (void)state;
    const struct value *made = comparison_against(arena, board, before), *rows = value_get(made, "rows");
    assert_string_equal(value_get_text(value_get(made, "against"), "title", ""), "trước");
    assert_int_equal(value_len(rows), 2);
    const struct value *cell = value_get(value_get(value_at(rows, 0), "cells"), "1.1");
    assert_int_equal(value_get_int(value_get(cell, "before"), "num", 0), 8);
    assert_string_equal(value_get_text(value_get(cell, "change"), "text", ""), "+10 điểm %");
    assert_int_equal(value_get_int(value_get(value_at(rows, 0), "before"), "place", 0), 1);
    cell = value_get(value_get(value_at(rows, 0), "cells"), "4.1"); /* a target that was not there then */
    assert_true(value_is_null(value_get(cell, "before")) && value_is_null(value_get(cell, "change")));
    assert_true(value_is_null(value_get(value_at(rows, 1), "before")));
    cell = value_get(value_get(value_at(rows, 1), "cells"), "1.1");
    assert_true(value_is_null(value_get(cell, "before")) && value_is_null(value_get(cell, "change")));
}

static void test_units_side_by_side(void **state)
{
    static const char *const refused[] = {"", "c", "a,c", "a,a", "a,b,a", "1,2,3,4,5,6,7,8,9,10,11,12,13"};
    const struct value *board = parsed(BOARD("nay", ROW("a", "\"1.1\":" SHARE("9", "10", "met")) "," ROW("b", "\"4.1\":" COUNT("1", "missed"))
                                             "," ROW("d", "")));
    struct err err = {0};
    (void)state;
    const struct value *made = comparison_of_units(arena, board, "b, a", &err);
    assert_non_null(made);
    assert_string_equal(value_get_text(value_at(value_get(made, "units"), 0), "id", ""), "b");
    assert_string_equal(value_get_text(value_at(value_get(made, "units"), 1), "id", ""), "a");
    assert_int_equal(value_len(value_get(made, "others")), 1);
    assert_true(value_is_null(value_get(made, "against")));
    const struct value *rows = value_get(made, "rows"), *tips = value_get(value_at(rows, 0), "cells");
    assert_int_equal(value_len(rows), 2);
    assert_true(value_is_null(value_get(tips, "b")));
    assert_string_equal(value_get_text(value_get(tips, "a"), "verdict", ""), "met");
    assert_non_null(comparison_of_units(arena, board, "d", &err));
    for (size_t i = 0; i < LEN(refused); i++) {
        assert_null(comparison_of_units(arena, board, refused[i], &err));
        assert_true(strlen(err.vi) > 20 && strlen(err.en) > 20);
        err_clear(&err);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_order_of_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_differences, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_board_against_another, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_units_side_by_side, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("comparison", tests, NULL, NULL);
}
