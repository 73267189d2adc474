/* diff, edit: what differs between two texts, word by word; between two texts of a paper, and which figures. */
#include "arena_case.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/value.h"
#include "diff/text_diff.h"
#include "diff/word_diff.h"
#include "edit/edit_difference.h"

#include <string.h>

/* "a [-b-] {+c+}" */
static const char *marked(const struct value *pieces)
{
    struct buffer text = {0};
    for (size_t i = 0; i < value_len(pieces); i++) {
        const char *what = value_get_text(value_at(pieces, i), "what", ""), *said = value_get_text(value_at(pieces, i), "text", "");
        buffer_printf(&text, strcmp(what, "removed") == 0 ? "%s[-%s-]" : strcmp(what, "added") == 0 ? "%s{+%s+}" : "%s%s", text.len ? " " : "", said);
    }
    return buffer_take(&text, arena);
}

static void test_words(void **state)
{
    static const struct {
        const char *from, *to, *pieces;
    } cases[] = {
        {"", "", ""},
        {"một hai", "một  hai", "một hai"},
        {"Điều\xc2\xa0" "4", "Điều 4", "Điều 4"},
        {"", "thêm", "{+thêm+}"},
        {"bỏ", "", "[-bỏ-]"},
        {"tặng 04 tập thể", "tặng 05 tập thể", "tặng [-04-] {+05+} tập thể"},
        {"a b c d e", "a x c e f", "a [-b-] {+x+} c [-d-] e {+f+}"},
        {"a b", "b a", "[-a-] b {+a+}"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(marked(word_diff(arena, cases[i].from, cases[i].to)), cases[i].pieces);
    assert_true(word_diff_alike(arena, "một hai ba bốn", "ba hai năm"));
    assert_false(word_diff_alike(arena, "một hai ba bốn", "ba"));
    assert_false(word_diff_alike(arena, "", ""));
}

static void test_lines(void **state)
{
    (void)state;
    assert_string_equal(text_diff_lines(arena, "a\nb\nc\n", 6, "a\nb\nc\n", 6), "");
    assert_string_equal(text_diff_lines(arena, "a\nb\nc\n", 6, "a\nx\nc\nd\n", 8), "@@ -1,3 +1,4 @@\n a\n-b\n+x\n c\n+d\n");
}

/* Paragraphs apart by |, cells of a table's one row by ~ behind a #. */
static struct value *paper(const char *text)
{
    struct value *blocks = value_list(arena);
    while (*text) {
        size_t len = strcspn(text, "|");
        struct value *block = value_map(arena), *row = value_list(arena), *rows = value_list(arena);
        const char *at = arena_strndup(arena, text, len);
        if (*at != '#')
            value_set_text(block, "text", at);
        for (at++; block && value_len(block) == 0 && *at;) {
            size_t width = strcspn(at, "~");
            struct value *cell = value_list(arena), *line = value_map(arena);
            value_set_text(line, "text", arena_strndup(arena, at, width));
            value_append(cell, line);
            value_append(row, cell);
            at += width + (at[width] == '~');
        }
        if (value_len(row)) {
            value_append(rows, row);
            value_set(block, "rows", rows);
            value_set_bool(block, "ruled", true);
        }
        value_append(blocks, block);
        text += len + (text[len] == '|');
    }
    return blocks;
}

static const char *difference(const char *from, const char *to)
{
    struct buffer text = {0};
    const struct value *found = edit_difference(arena, paper(from), paper(to), &err);
    if (!found)
        return err.vi;
    const struct value *changes = value_get(found, "changes"), *figures = value_get(found, "figures");
    for (size_t i = 0; i < value_len(changes); i++)
        buffer_printf(&text, "%s: %s\n", value_get_text(value_at(changes, i), "place", ""), marked(value_get(value_at(changes, i), "pieces")));
    for (size_t i = 0; i < value_len(figures); i++) {
        const struct value *figure = value_at(figures, i);
        buffer_printf(&text, "%s (%s): %s > %s\n", value_get_text(figure, "place", ""), value_get_text(figure, "name", ""), value_get_text(figure, "said", ""),
                      value_get_text(figure, "says", ""));
    }
    return buffer_take(&text, arena);
}

static void test_papers(void **state)
{
    static const struct {
        const char *from, *to, *said;
    } cases[] = {
        {"một|hai", "một||hai ", ""},
        {"Tặng giấy khen cho 04 tập thể.|x", "Tặng giấy khen cho 05 tập thể.|x",
         "đoạn 1: Tặng giấy khen cho [-04-] {+05+} tập thể.\nđoạn 1 (Tặng giấy khen cho): 04 > 05\n"},
        {"#Cát Bi~79/99~79,8%", "#Cát Bi~80/99~80,8%",
         "bảng 1, dòng 1, cột 2: [-79/99-] {+80/99+}\nbảng 1, dòng 1, cột 3: [-79,8%-] {+80,8%+}\n"
         "bảng 1, dòng 1, cột 2 (Cát Bi): 79/99 > 80/99\nbảng 1, dòng 1, cột 3 (Cát Bi): 79,8% > 80,8%\n"},
        /* other words around the same number, another mark behind it: no figure */
        {"Nay khen 04 tập thể, cá nhân", "Nay tuyên dương 04 tập thể; cá nhân", "đoạn 1: Nay [-khen-] {+tuyên dương+} 04 tập [-thể,-] {+thể;+} cá nhân\n"},
        {"năm 2025, nay", "năm 2025; nay", "đoạn 1: năm [-2025,-] {+2025;+} nay\n"},
        /* a blank is filled in; a number comes from nowhere */
        {"Có mặt: […] người", "Có mặt: 12 người", "đoạn 1: Có mặt: [-[…]-] {+12+} người\n"},
        {"Có mặt đủ người", "Có mặt đủ 12 người", "đoạn 1: Có mặt đủ {+12+} người\nđoạn 1 (Có mặt đủ):  > 12\n"},
        /* a paragraph is put in and another one changed: each is seen as what it is */
        {"Ủy ban giao đơn vị thực hiện|Quyết định có hiệu lực từ ngày ký", "Kính trình|Ủy ban giao các đơn vị thực hiện|Quyết định có hiệu lực từ ngày ký",
         "đoạn 1: {+Kính trình+}\nđoạn 1: Ủy ban giao {+các+} đơn vị thực hiện\n"},
        {"đầu|Bỏ 3 vụ|cuối", "đầu|cuối", "đoạn 2: [-Bỏ 3 vụ-]\nđoạn 2 (): Bỏ 3 vụ > \n"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++)
        assert_string_equal(difference(cases[i].from, cases[i].to), cases[i].said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {WITH_ARENA(test_words), WITH_ARENA(test_lines), WITH_ARENA(test_papers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
