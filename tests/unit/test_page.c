/* page: the picture of a trend (chart.c), a board beside its seal (page_board.c) */
#include "arena_case.h"

#include "base/array.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "page/asset.h"
#include "page/page_data.h"
#include "page/page_english.h"
#include "page/page_table.h"
#include "template/template.h"

#include <string.h>

static const struct value *points_of(const char *value, int count)
{
    struct value *points = value_list(arena), *line = value_map(arena), *lines = value_list(arena), *trend = value_map(arena);
    for (int i = 0; i < count; i++) {
        struct value *point = value_map(arena);
        value_set_text(point, "period", arena_printf(arena, "2025-%02d", i + 1));
        value_set_text(point, "short", arena_printf(arena, "%02d/2025%s", i + 1, i == 3 ? " (sau)" : ""));
        value_set_text(point, "value", value);
        value_set_int(point, "num", 20 + i % 2);
        value_set_int(point, "den", 26);
        value_append(points, point);
    }
    value_set(line, "points", points);
    value_append(lines, line);
    value_set(trend, "criteria", lines);
    return value_get(value_at(value_get(page_ready_trend(arena, trend), "criteria"), 0), "points");
}

/* A page's template is compiled when somebody asks for it: here all are. */
static void test_every_template_compiles(void **state)
{
    (void)state;
    for (size_t i = 0; i < page_table_len; i++) {
        struct problems problems;
        problems_init(&problems, arena);
        const struct asset_file *file = asset_find(page_table[i].template);
        assert_non_null(file);
        assert_non_null(template_compile(arena, page_table[i].template, file->text, file->len, &problems));
        assert_int_equal(problems.len, 0);
    }
}

/* However many months there are, no figure is written over another, and the newest is. */
static void test_figures_do_not_run_into_one_another(void **state)
{
    static const struct {
        const char *value;
        int months, shown; /* at least */
    } cases[] = {{"76,9%", 1, 1}, {"76,9%", 3, 3}, {"76,9%", 10, 4}, {"100%", 7, 4}, {"00", 10, 10}, {"1.234.567", 10, 3}};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct value *points = points_of(cases[i].value, cases[i].months);
        int64_t width = (int64_t)strlen(cases[i].value) * 5, last = -width; /* 9 px letters are about 5 px wide */
        int shown = 0;
        for (size_t p = 0; p < value_len(points); p++) {
            const struct value *point = value_at(points, p);
            if (!value_get_bool(point, "labelled", false))
                continue;
            assert_true(value_get_int(point, "value_x", 0) - last >= width || shown == 0);
            last = value_get_int(point, "value_x", 0);
            shown++;
        }
        assert_true(shown >= cases[i].shown);
        assert_true(value_get_bool(value_at(points, value_len(points) - 1), "labelled", false));
    }
}

/* Months are named as the answer names them, each whole inside the picture, as many as fit; the newest always is. */
static void test_months_do_not_run_into_one_another(void **state)
{
    (void)state;
    for (int months = 1; months <= 14; months++) {
        const struct value *points = points_of("76,9%", months);
        int64_t free_from = 0;
        int named = 0;
        for (size_t p = 0; p < value_len(points); p++) {
            const struct value *point = value_at(points, p);
            if (!value_get_bool(point, "named", false))
                continue;
            int64_t half = (int64_t)strlen(value_get_text(point, "short", "")) * 5 / 2, x = value_get_int(point, "short_x", 0);
            assert_true(x - half >= free_from && x + half <= 260);
            free_from = x + half;
            named++;
        }
        assert_true(named >= (months < 4 ? months : 3));
        assert_true(value_get_bool(value_at(points, value_len(points) - 1), "named", false));
    }
}

/* What differs from the seal is listed once, with both figures. */
static void test_a_board_lists_what_differs(void **state)
{
    static const char text[] =
        "{\"criteria\": [{\"id\": \"1.1\", \"title\": \"Tin\"}, {\"id\": \"2.1\", \"title\": \"Mô hình\"}],"
        " \"seal\": {\"id\": \"phase-1-1\", \"sealed_at\": \"2025-02-10T17:00:00+07:00\"}, \"rows\": ["
        "  {\"subject\": \"cat-bi\", \"name\": \"Cát Bi\", \"level\": \"ward\", \"cells\": {"
        "   \"1.1\": {\"verdict\": \"met\", \"value\": \"80%\", \"differs\": true, \"why_text\": \"vì\","
        "            \"sealed\": {\"verdict\": \"missed\", \"value\": \"76,9%\"}},"
        "   \"2.1\": {\"verdict\": \"met\", \"value\": \"01\", \"differs\": false}}}]}";
    (void)state;
    const struct value *board = page_ready_board(arena, json_parse(arena, text, strlen(text), NULL));
    const struct value *list = value_get(board, "differences"), *one = value_at(list, 0);
    assert_int_equal(value_len(list), 1);
    assert_string_equal(value_get_text(one, "name", ""), "Cát Bi");
    assert_string_equal(value_get_text(one, "value", ""), "80%");
    assert_string_equal(value_get_text(value_get(one, "sealed"), "value", ""), "76,9%");
    assert_string_equal(value_get_text(value_get(board, "seal"), "sealed_at_text", ""), "17:00 10/02/2025");
}

/* Of what is open, only what asks for a look has a second line, and a unit's column counts it. */
static void test_what_lies_ahead_of_a_figure_so_far(void **state)
{
    static const struct {
        const char *cell, *ahead;
    } cases[] = {
        {"\"outlook\": \"cannot\", \"needed\": null, \"pace\": {\"verdict\": \"missed\"}", "cannot"},
        {"\"outlook\": \"can\", \"needed\": 3, \"pace\": {\"verdict\": \"met\"}", "needs"},
        {"\"outlook\": \"can\", \"needed\": null, \"pace\": null", NULL}, /* it can, and nobody can say by how many */
        {"\"outlook\": \"met\", \"needed\": null, \"pace\": {\"verdict\": \"missed\"}", "pace"},
        {"\"outlook\": \"met\", \"needed\": null, \"pace\": {\"verdict\": \"met\"}", NULL},
        {"\"outlook\": \"met\", \"needed\": null, \"pace\": null", NULL}, /* its rule failed, or it is above wards */
        {"\"outlook\": \"nothing\", \"needed\": null, \"pace\": {\"verdict\": \"missed\"}", NULL},
        {"\"outlook\": \"open\", \"needed\": null, \"pace\": {\"verdict\": \"missed\"}", NULL},
    };
    const char *criteria = "", *rows = "";
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        criteria = arena_printf(arena, "%s%s{\"id\": \"%zu\", \"title\": \"\"}", criteria, i ? ", " : "", i);
        rows = arena_printf(arena, "%s%s{\"period\": \"2024-11\", \"subject\": \"cat-bi\", \"level\": \"ward\", \"criterion\": \"%zu\", %s}", rows, i ? ", " : "", i, cases[i].cell);
    }
    const char *text = arena_printf(arena, "{\"as_of\": null, \"periods\": [{\"period\": \"2024-11\"}], \"criteria\": [%s], \"rows\": [%s],"
                                           " \"units\": [{\"period\": \"2024-11\", \"subject\": \"cat-bi\", \"level\": \"ward\", \"conclusion\": {\"met\": 3}},"
                                           " {\"period\": \"2024-11\", \"subject\": \"quan\", \"level\": \"district\", \"conclusion\": null}]}",
                                    criteria, rows);
    const struct value *live = json_parse(arena, text, strlen(text), NULL);
    assert_non_null(live);
    const struct value *ready = page_ready_live(arena, live), *board = value_get(ready, "first"), *line = value_get(value_at(value_get(board, "rows"), 0), "line");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *ahead = value_get_text(value_at(line, i), "ahead", NULL);
        assert_string_equal(ahead ? ahead : "", cases[i].ahead ? cases[i].ahead : "");
        assert_int_equal(value_len(value_get(value_at(line, i), "told")), ahead != NULL);
    }
    const struct value *so_far = value_get(value_get(board, "so_far"), "cat-bi");
    assert_int_equal(value_len(value_get(value_get(value_get(ready, "ahead"), "2024-11"), "cat-bi")), 3); /* those that have something ahead */
    assert_int_equal(value_get_int(so_far, "met", 0), 3);
    assert_int_equal(value_get_int(so_far, "cannot", 0), 1);
    assert_int_equal(value_get_int(so_far, "pace", 0), 1);
    assert_true(value_is_null(value_get(value_get(board, "so_far"), "quan")));
}

static void test_periods_in_english(void **state)
{
    static const struct
    {
        const char *vi, *en;
    } cases[] = {{"tháng 11/2024", "November 2024"}, {"tháng 02/2025", "February 2025"}, {"tháng 3/2025", "March 2025"}, {"tháng 02/2025 (phần sau)", "February 2025 (later part)"},
                 {"tháng 01/2026 (phần 3)", "January 2026 (part 3)"}, {"tuần 29/12–06/01/2026", "Week of 29/12–06/01/2026"}, {"quý IV/2025", "Quarter IV/2025"},
                 {"quý I/2026 (phần sau)", "Quarter I/2026 (later part)"}, {"cả phong trào", "the whole contest"}, {"Đợt 1", "Đợt 1"}, {"tháng 13/2025", "tháng 13/2025"}};
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(page_period_en(arena, cases[i].vi), cases[i].en);
    assert_null(page_period_en(arena, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_every_template_compiles),
        WITH_ARENA(test_figures_do_not_run_into_one_another),
        WITH_ARENA(test_months_do_not_run_into_one_another),
        WITH_ARENA(test_a_board_lists_what_differs),
        WITH_ARENA(test_what_lies_ahead_of_a_figure_so_far),
        WITH_ARENA(test_periods_in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
