/* command: what of a list is asked for, and in which order. */
#include "arena_case.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/value.h"
#include "command/list_order.h"
#include "command/list_table.h"

#include <string.h>

static const struct command command = {
    .words = "trial",
    .columns = {{"full_name", "Họ và tên", "Name"}, {"ward", "Phường", "Ward"}, {"value", "Kết quả", "Value"}, {"count", "Số", "Count"},
                {"day", "Ngày", "Day"}, {"verdict", "Đánh giá", "Verdict"}},
    .figures = {"value"},
};

static const char rows[] =
    "[{\"id\":\"1\",\"full_name\":\"Phạm Thị Hoà\",\"ward\":\"Đông Hải 1\",\"value\":\"85,7%\",\"count\":10,\"day\":\"2025-01-10\",\"verdict\":\"met\"},"
    "{\"id\":\"2\",\"full_name\":\"Bùi Văn Đạt\",\"ward\":\"Cát Bi\",\"value\":\"100%\",\"count\":9,\"day\":\"2024-12-31\",\"verdict\":\"missed\"},"
    "{\"id\":\"3\",\"full_name\":\"Vũ Ân\",\"ward\":\"Đằng Hải\",\"value\":\"9,1%\",\"count\":null,\"day\":\"2025-02-01\",\"verdict\":\"met\"},"
    "{\"id\":\"4\",\"full_name\":\"An Bình\",\"ward\":\"Dư Hàng\",\"value\":null,\"count\":100,\"day\":null,\"verdict\":\"met\"}]";

/* The ids of what is left, in order; NULL: refused. */
static const char *ids(const char *find, const char *sort)
{
    struct value *arguments = value_map(arena), *answer = json_parse(arena, rows, strlen(rows), &err);
    struct buffer text = {0};
    if (find)
        value_set_text(arguments, "find", find);
    if (sort)
        value_set_text(arguments, "sort", sort);
    const struct value *list = list_order(arena, &command, arguments, answer, &err);
    if (!list)
        return NULL;
    for (size_t i = 0; i < value_len(list); i++)
        buffer_puts(&text, value_get_text(value_at(list, i), "id", "?"));
    return buffer_take(&text, arena);
}

static void test_rows_are_found_whatever_marks_and_case(void **state)
{
    (void)state;
    static const struct {
        const char *find, *ids;
    } cases[] = {
        {"hoa", "1"}, {"hòa", "1"}, {"HOÀ", "1"}, {"dang", "3"}, {"hải", "13"}, {"chưa đạt", "2"}, {"chua dat", "2"}, {"missed", "2"},
        {"85,7", "1"}, {"2024-12", "2"}, {"dong hai 1", "1"}, {"đông-hải-1", "1"}, {"không có", ""},
    };
    for (size_t i = 0; i < LEN(cases); i++)
        if (strcmp(ids(cases[i].find, NULL), cases[i].ids) != 0)
            fail_msg("%s: %s", cases[i].find, ids(cases[i].find, NULL));
}

/* The Vietnamese alphabet: a ă â b … d đ; persons by given name; figures by number; what is not said last, whichever the way. */
static void test_rows_are_in_order(void **state)
{
    (void)state;
    static const struct {
        const char *sort, *ids;
    } cases[] = {
        {"full_name", "3421"}, {"ward", "2431"}, {"value", "3124"}, {"value,desc", "2134"}, {"count", "2143"}, {"count,desc", "4123"},
        {"day", "2134"}, {"Họ và tên", "3421"}, {"phuong", "2431"}, {"Ward,desc", "1342"}, {"verdict", "2134"},
    };
    for (size_t i = 0; i < LEN(cases); i++)
        if (strcmp(ids(NULL, cases[i].sort), cases[i].ids) != 0)
            fail_msg("%s: %s", cases[i].sort, ids(NULL, cases[i].sort));
    assert_string_equal(ids("met", "count"), "143");
    assert_null(ids(NULL, "nothing"));
    assert_non_null(strstr(err.en, "full_name, ward"));
}

/* ---- the forms that a list has in an answer ---- */

struct shape {
    struct command command;
    const char *answer;
    const char *table;      /* titles, then rows; cells parted by |, rows by / */
    const char *find, *sort;
    const char *found;      /* the answer when that is asked */
};

static const struct shape shapes[] = {
    {{.columns = {{"id", "Mã", "Id"}, {"seal.id", "Bản chốt", "Seal"}}},
     "[{\"id\": 2, \"seal\": {\"id\": \"s\"}}, {\"id\": 1, \"seal\": null}]", "Mã|Bản chốt/2|s/1|-", NULL, "id",
     "[{\"id\":1,\"seal\":null},{\"id\":2,\"seal\":{\"id\":\"s\"}}]"},
    /* a list within a map: what stands beside it stays */
    {{.list = "c.events", .columns = {{"id", "Mã", "Id"}}, .rows = {{"at", "Lúc", "At"}}},
     "{\"id\": 1, \"c\": {\"events\": [{\"at\": \"b\"}, {\"at\": \"a\"}]}}", "Lúc/b/a", "a", NULL, "{\"c\":{\"events\":[{\"at\":\"a\"}]},\"id\":1}"},
    /* lists of things: an item says also what its thing says, but its own title and no translation of the other; a thing without items
     * is a row */
    {{.list = "*.fields", .columns = {{"n", "Số", "Number"}, {"title", "Ô", "Field"}, {"to", "Thành", "To"}}},
     "[{\"n\": 7, \"title\": \"T\", \"title_en\": \"E\", \"fields\": [{\"title\": \"a\", \"to\": 2}, {\"title\": \"b\", \"to\": 1}]},"
     " {\"n\": 8, \"title\": \"U\", \"fields\": []}]",
     "Số|Ô|Thành/7|a|2/7|b|1/8|U|-", NULL, "to",
     "[{\"fields\":[{\"title\":\"b\",\"to\":1},{\"title\":\"a\",\"to\":2}],\"n\":7,\"title\":\"T\",\"title_en\":\"E\"},"
     "{\"fields\":[],\"n\":8,\"title\":\"U\"}]"},
    /* items of one thing that no longer stand together are in two of it */
    {{.list = "criteria.*.points", .columns = {{"id", "Mã", "Id"}, {"value", "Số", "Value"}}},
     "{\"subject\": \"x\", \"criteria\": [{\"id\": \"1.1\", \"points\": [{\"value\": 1}, {\"value\": 3}]}, {\"id\": \"2.1\", \"points\": [{\"value\": 2}]}]}",
     "Mã|Số/1.1|1/1.1|3/2.1|2", NULL, "value",
     "{\"criteria\":[{\"id\":\"1.1\",\"points\":[{\"value\":1}]},{\"id\":\"2.1\",\"points\":[{\"value\":2}]},{\"id\":\"1.1\",\"points\":[{\"value\":3}]}],"
     "\"subject\":\"x\"}"},
    /* two lists one after the other, one of them of things */
    {{.list = "teams.*.months|members", .rows = {{"id", "Mã", "Id"}, {"period", "Kỳ", "Period"}}},
     "{\"teams\": [{\"id\": \"t\", \"months\": [{\"period\": \"p\"}]}], \"members\": [{\"id\": \"m\"}, {\"id\": \"k\"}]}", "Mã|Kỳ/t|p/m|-/k|-", "k", NULL,
     "{\"members\":[{\"id\":\"k\"}],\"teams\":[]}"},
    /* a column for each item of another list, by its id in a map, by name in a list, or itself; without words its title */
    {{.list = "rows", .each = "criteria", .columns = {{"name", "Tên", "Name"}, {"cells.*.value", "kết quả", "value"}}},
     "{\"criteria\": [{\"id\": \"1.1\"}, {\"id\": \"2.1\"}], \"rows\": [{\"name\": \"a\", \"cells\": {\"2.1\": {\"value\": 5}}}]}",
     "Tên|1.1 kết quả|2.1 kết quả/a|-|5", NULL, NULL, NULL},
    {{.list = "rows", .each = "fields", .rows = {{"cells.*.value", "", ""}}},
     "{\"fields\": [{\"id\": \"f\", \"title\": \"Ô f\"}], \"rows\": [{\"cells\": [{\"name\": \"f\", \"value\": 5}]}, {\"cells\": []}]}", "Ô f/5/-", NULL, NULL,
     NULL},
    {{.list = "types", .each = "states", .rows = {{"counts.*", "", ""}}},
     "{\"states\": [{\"id\": \"draft\", \"title\": \"nháp\"}], \"types\": [{\"counts\": {\"draft\": 3}}]}", "nháp/3", NULL, NULL, NULL},
    /* columns of its own; one that has a name alone is called as the row calls it; files go with their rows */
    {{.list = "evidence", .rows = {{"num", "Tử số", "Num"}}},
     "{\"names\": {\"cat-bi\": \"Cát Bi\"}, \"evidence\": {\"columns\": [\"ward\", \"num\"], \"rows\": [[\"cat-bi\", 1], [\"x\", 0]],"
     " \"files\": [null, {\"key\": \"x\"}]}}",
     "ward|Tử số/Cát Bi|1/x|0", NULL, "num",
     "{\"evidence\":{\"columns\":[\"ward\",\"num\"],\"files\":[{\"key\":\"x\"},null],\"rows\":[[\"x\",0],[\"cat-bi\",1]]},\"names\":{\"cat-bi\":\"Cát Bi\"}}"},
    /* nothing there: no row, and nothing is put in its place */
    {{.list = "evidence", .rows = {{"num", "Tử số", "Num"}}}, "{\"verdict\": \"error\"}", "Tử số", "x", NULL, "{\"verdict\":\"error\"}"},
};

static const char *table_text(const struct shape *shape, struct value *answer)
{
    struct buffer out = {0};
    struct list_table table = list_table_of(arena, &shape->command, answer);
    for (size_t j = 0; j < table.column_count; j++)
        buffer_printf(&out, "%s%s", j ? "|" : "", list_table_title(&table.columns[j], false));
    for (size_t i = 0; i < table.row_count; i++)
        for (size_t j = 0; j < table.column_count; j++) {
            const struct value *cell = list_table_cell(arena, &table, j, &table.rows[i], true);
            buffer_puts(&out, j ? "|" : "/");
            if (value_type(cell) == VALUE_TEXT)
                buffer_puts(&out, value_as_text(cell));
            else
                buffer_puts(&out, value_is_null(cell) ? "-" : arena_printf(arena, "%lld", (long long)value_as_int(cell)));
        }
    return buffer_take(&out, arena);
}

static void test_every_form_of_a_list_is_a_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(shapes); i++) {
        struct value *arguments = value_map(arena), *answer = json_parse(arena, shapes[i].answer, strlen(shapes[i].answer), &err);
        struct buffer text = {0};
        assert_string_equal(table_text(&shapes[i], answer), shapes[i].table);
        if (shapes[i].find)
            value_set_text(arguments, "find", shapes[i].find);
        if (shapes[i].sort)
            value_set_text(arguments, "sort", shapes[i].sort);
        json_write_canonical(&text, list_order(arena, &shapes[i].command, arguments, answer, &err));
        if (shapes[i].found)
            assert_string_equal(buffer_text(&text), shapes[i].found);
        buffer_finish(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_rows_are_found_whatever_marks_and_case),
        WITH_ARENA(test_rows_are_in_order),
        WITH_ARENA(test_every_form_of_a_list_is_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
