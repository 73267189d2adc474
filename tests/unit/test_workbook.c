/* Workbooks described: names of sheets, CSV, the file that the worker writes; what Excel sees in it is tests/workbook. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "workbook/workbook.h"
#include "workbook/workbook_csv.h"
#include "workbook/workbook_file.h"
#include "worker/worker_settings.h"

#include <string.h>

static struct value *sheet_of(struct arena *arena, struct value *workbook, const char *name)
{
    struct value *sheet = workbook_sheet(arena, workbook, name);
    workbook_column(arena, sheet, &(struct workbook_column){.title = "Tên; mã", .kind = WORKBOOK_TEXT});
    workbook_column(arena, sheet, &(struct workbook_column){.title = "Ngày", .kind = WORKBOOK_DATE});
    workbook_column(arena, sheet, &(struct workbook_column){.title = "Số", .kind = WORKBOOK_NUMBER});
    return sheet;
}

static void test_sheet_names(void **state)
{
    (void)state;
    static const struct {
        const char *asked, *got;
    } cases[] = {
        {"Nguồn tin", "Nguồn tin"},
        {"Lượt huy động chữa cháy, cứu nạn, cứu hộ", "Lượt huy động chữa cháy, cứu nạ"},
        {"'a'", "a"},
        {"[a]:b*c?/d\\e", "abcde"},
        {"", "1"},
        {"[]", "1"},
        {"a\nb\tc", "abc"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < LEN(cases); i++) {
        const struct value *sheet = workbook_sheet(arena, workbook_describe(arena, "x"), cases[i].asked);
        assert_string_equal(value_get_text(sheet, "name", NULL), cases[i].got);
    }
    arena_destroy(arena);
}

/* One row of the CSV that comes of one text and one number. */
static void test_csv_cells(void **state)
{
    (void)state;
    static const struct {
        const char *text, *csv;
    } cases[] = {
        {"tổ 1", "tổ 1"},
        {"=1+1", "'=1+1"},
        {"+84", "'+84"},
        {"-5", "'-5"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\tx", "\"'\tx\""},
        {"\rx", "\"'\rx\""},
        {"a;b", "\"a;b\""},
        {"a,b", "\"a,b\""},
        {"nói \"có\"", "\"nói \"\"có\"\"\""},
        {"a\nb", "\"a\nb\""},
        {"=a;b", "\"'=a;b\""},
        {"", ""},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *sheet = sheet_of(arena, workbook_describe(arena, "x"), "x"), *row = workbook_row(arena, sheet);
        struct buffer out = {0};
        value_append(row, value_text(arena, cases[i].text));
        value_append(row, value_text(arena, "2024-11-05"));
        value_append(row, value_int(arena, 1234));
        workbook_csv_write(&out, sheet);
        const char *expected = arena_printf(arena, "\xef\xbb\xbf\"Tên; mã\";Ngày;Số\r\n%s;05/11/2024;1234\r\n", cases[i].csv);
        assert_string_equal(buffer_text(&out), expected);
        buffer_finish(&out);
    }
    arena_destroy(arena);
}

static void test_csv_formats(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct value *sheet = sheet_of(arena, workbook_describe(arena, "x"), "x"), *row = workbook_row(arena, sheet);
    struct value *share = workbook_marked(arena, value_real(arena, 0.857), NULL, NULL),
                 *instant = workbook_marked(arena, value_text(arena, "2024-11-05 21:40"), "error", "sai");
    struct buffer out = {0};
    value_set_text(share, "format", "0.0%");
    value_set_text(instant, "kind", "instant");
    value_append(row, share);
    value_append(row, instant);
    value_append(row, value_null(arena));
    workbook_csv_write(&out, sheet);
    assert_non_null(strstr(buffer_text(&out), "\r\n85,7%;05/11/2024 21:40;\r\n"));
    buffer_finish(&out);
    arena_destroy(arena);
}

static const char *file_of(struct arena *arena, const struct value *workbook, size_t *ret_len)
{
    struct worker_settings settings;
    struct err err = {0};
    const char *bytes = NULL;
    worker_settings_default(&settings, THIDUA_BUILD "/thiduad");
    if (!workbook_file(&settings, arena, workbook, &bytes, ret_len, &err))
        fail_msg("%s", err.en);
    return bytes;
}

static void test_equal_bytes(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct value *workbook = workbook_describe(arena, "Nguồn tin"), *sheet = sheet_of(arena, workbook, "a");
    size_t len, again;
    value_append(workbook_row(arena, sheet), workbook_marked(arena, value_text(arena, "=1+1"), "error", "sai; ghi lại"));
    workbook_fit(sheet);
    const char *bytes = file_of(arena, workbook, &len);
    assert_memory_equal(bytes, "PK\x03\x04", 4);
    const char *second = file_of(arena, value_copy(arena, workbook), &again);
    assert_int_equal(len, again);
    assert_memory_equal(bytes, second, len);
    arena_destroy(arena);
}

static void test_refusals(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct worker_settings settings;
    struct err err = {0};
    const char *bytes;
    size_t len;
    struct value *workbook = workbook_describe(arena, "x"), *sheet = workbook_sheet(arena, workbook, "x");
    worker_settings_default(&settings, "/nowhere/thiduad");
    assert_false(workbook_file(&settings, arena, workbook, &bytes, &len, &err));
    assert_non_null(strstr(err.vi, "thidua-workbook"));
    worker_settings_default(&settings, THIDUA_BUILD "/thiduad");
    value_append(workbook_row(arena, sheet), value_null(arena));
    for (int i = 0; i < 2; i++) /* the name of a sheet twice */
        workbook_sheet(arena, workbook, "Y");
    assert_false(workbook_file(&settings, arena, workbook, &bytes, &len, &err));
    assert_non_null(strstr(err.vi, "không ghi được tệp Excel"));
    err_clear(&err);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sheet_names), cmocka_unit_test(test_csv_cells),   cmocka_unit_test(test_csv_formats),
        cmocka_unit_test(test_equal_bytes), cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
