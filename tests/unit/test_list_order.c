/* command: what of a list is asked for, and in which order. */
#include "arena_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/value.h"
#include "command/list_order.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(test_rows_are_found_whatever_marks_and_case),
        WITH_ARENA(test_rows_are_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
