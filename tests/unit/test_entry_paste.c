/* entry: rows that were copied in Excel and pasted as a text: cells, quotes, a row of titles, what is refused. */
#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "entry/entry_paste.h"
#include "record/record_type.h"

#include <string.h>

static void cells_are_read(void **state)
{
    static const struct {
        const char *text, *json; /* NULL: refused */
    } cases[] = {
        {"", "[]"},
        {"a", "[[\"a\"]]"},
        {"a\tb\n", "[[\"a\",\"b\"]]"},
        {"a\tb\r\nc\td", "[[\"a\",\"b\"],[\"c\",\"d\"]]"},
        {"a\t\tb\t", "[[\"a\",\"\",\"b\",\"\"]]"},
        {" a \t\u00a0b\n\n\t\n", "[[\"a\",\"b\"]]"}, /* blanks around, empty rows */
        {"\"một\nhai\"\tb", "[[\"một\\nhai\",\"b\"]]"},
        {"\"một\r\nhai\ttab\"\nx", "[[\"một\\nhai\\ttab\"],[\"x\"]]"},
        {"\"nói \"\"được\"\"\"\tb", "[[\"nói \\\"được\\\"\",\"b\"]]"},
        {"\"\"\tb", "[[\"\",\"b\"]]"},
        {"\"A\" lớn\tb", "[[\"\\\"A\\\" lớn\",\"b\"]]"}, /* a quote that does not hold the cell is a sign */
        {"6\" ống\tb", "[[\"6\\\" ống\",\"b\"]]"},
        {"\"mở\tb\nc", NULL},
        {"Ho\xcc\x80" "a", "[[\"H\xc3\xb2" "a\"]]"}, /* composed */
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct arena *arena = arena_create();
        struct err err = {0};
        struct value *cells;
        bool read = entry_paste_cells(arena, cases[i].text, &cells, &err);
        assert_int_equal(read, cases[i].json != NULL);
        if (read)
            assert_string_equal(json_text(arena, cells), cases[i].json);
        else
            assert_non_null(strstr(err.vi, "dấu ngoặc kép"));
        err_clear(&err);
        arena_destroy(arena);
    }
}

static void titles_say_the_columns(void **state)
{
    static struct field fields[] = {{.name = "ward", .title = "Phường", .type = FIELD_TEXT},
                                    {.name = "tip_id", .title = "Mã nguồn tin", .type = FIELD_TEXT},
                                    {.name = "received_on", .title = "Ngày tiếp nhận", .type = FIELD_DATE},
                                    {.name = "channel", .title = "Kênh tiếp nhận", .type = FIELD_TEXT}};
    static const struct record_type tip = {.name = "tip", .title = "Nguồn tin", .fields = fields, .field_count = LEN(fields)};
    static const struct {
        const char *text, *json; /* NULL: refused, and the sentence says `json` … */
        const char *says;
    } cases[] = {
        {"12\t05/11/2024\tZalo", "[{\"tip_id\":\"12\",\"received_on\":\"05/11/2024\",\"channel\":\"Zalo\"}]", NULL},
        {"12", "[{\"tip_id\":\"12\",\"received_on\":\"\",\"channel\":\"\"}]", NULL},
        {"Kênh tiếp nhận\tMã nguồn tin\nZalo\t12", "[{\"tip_id\":\"12\",\"received_on\":\"\",\"channel\":\"Zalo\"}]", NULL},
        {"STT\tma nguon tin *\tKENH TIEP NHAN\tGhi chú\n1\t12\tZalo\tx", "[{\"tip_id\":\"12\",\"received_on\":\"\",\"channel\":\"Zalo\"}]", NULL},
        {"tip_id\treceived_on\n12\t5/11", "[{\"tip_id\":\"12\",\"received_on\":\"5/11\",\"channel\":\"\"}]", NULL},
        {"Mã nguồn tin\n12\n13", "[{\"tip_id\":\"12\",\"received_on\":\"\",\"channel\":\"\"},{\"tip_id\":\"13\",\"received_on\":\"\",\"channel\":\"\"}]", NULL},
        {"Mã nguồn tin\tKênh tiếp nhận", "[]", NULL},
        {"12\ta\tb\tc", NULL, "dòng 1 có 4 ô, biểu có 3 cột"},
        {"Mã nguồn tin\tKênh tiếp nhận\tMàu\n1\ta\tb", NULL, "cột “Màu” không có trong biểu này"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct arena *arena = arena_create();
        struct err err = {0};
        struct value *columns = value_list(arena), *rows;
        for (size_t j = 1; j < LEN(fields); j++)
            value_append(columns, value_text(arena, fields[j].name));
        bool read = entry_paste_rows(arena, &tip, columns, cases[i].text, &rows, &err);
        assert_int_equal(read, cases[i].json != NULL);
        if (read)
            assert_string_equal(json_text(arena, rows), cases[i].json);
        else
            assert_non_null(strstr(err.vi, cases[i].says));
        err_clear(&err);
        arena_destroy(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cells_are_read), cmocka_unit_test(titles_say_the_columns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
