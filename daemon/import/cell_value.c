#include "import/cell_value.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "record/record_type.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { WARNINGS_MAX = 10000 }; /* of one kind; more tell a person nothing new */

static const struct cell bad = {.kind = CELL_BAD};

static struct cell text_cell(const char *text)
{
    return (struct cell){.kind = CELL_TEXT, .text = text};
}

static struct cell number_cell(int64_t number)
{
    return (struct cell){.kind = CELL_NUMBER, .number = number};
}

/*
 * `Ð` (U+00D0, Icelandic eth) looks like `Đ` (U+0110) and is not it: searches and sorts would miss the name
 * (TCVN 6909:2001). No Vietnamese text means eth, so it is put right, and said.
 */
static const char *without_eth(struct arena *arena, const struct field *field, const char *text,
                               struct spot spot)
{
    if (!strstr(text, "\u00d0") && !strstr(text, "\u00f0"))
        return text;
    char *right = arena_strdup(arena, text);
    for (char *at = right; *at; at++)
        if (memcmp(at, "\u00d0", 2) == 0)
            memcpy(at, "Đ", 2);
        else if (memcmp(at, "\u00f0", 2) == 0)
            memcpy(at, "đ", 2);
    if (spot.problems->len < WARNINGS_MAX)
        problem_warn(spot.problems, spot.file, spot.line, field->name,
                     "chữ “Ð” (U+00D0) không phải chữ Đ tiếng Việt, đã thay bằng “Đ” (U+0110): “%s”",
                     "the letter “Ð” (U+00D0) is not the Vietnamese Đ; “Đ” (U+0110) was taken instead: “%s”",
                     right);
    return right;
}

static struct cell read_text(struct arena *arena, const struct field *field, const char *text,
                             struct spot spot)
{
    int32_t unfit = text_unfit(text);
    if (unfit >= 0) {
        problem_add(spot.problems, spot.file, spot.line, field->name,
                    "có ký tự điều khiển (U+%04X); xóa ô và gõ lại chữ",
                    "contains a control character (U+%04X); clear the cell and type the text again", (unsigned)unfit);
        return bad;
    }
    size_t letters = field->letters ? text_letters(text) : 0;
    if (letters > field->letters) {
        problem_add(spot.problems, spot.file, spot.line, field->name,
                    "dài %zu chữ, nhiều nhất là %zu; viết ngắn lại",
                    "%zu letters long, at most %zu; shorten it", letters, field->letters);
        return bad;
    }
    return text_cell(without_eth(arena, field, text, spot));
}

static struct cell read_number(const struct field *field, const char *text, struct spot spot)
{
    const char *digits = text + (*text == '-');
    size_t len = strspn(digits, "0123456789");
    if (!len || digits[len]) {
        bool parted = len && digits[len + strspn(digits + len, ".,0123456789 ")] == '\0';
        problem_add(spot.problems, spot.file, spot.line, field->name,
                    parted ? "“%s” không rõ là phần nghìn hay phần thập phân; "
                             "ghi số nguyên không có dấu chấm, dấu phẩy, dấu cách, ví dụ 1234"
                           : "“%s” không phải số; ghi số nguyên, ví dụ 12",
                    parted ? "“%s” may mean thousands or decimals; "
                             "write a whole number without points, commas or blanks, as 1234"
                           : "“%s” is no number; write a whole number, as 12",
                    text);
        return bad;
    }
    errno = 0;
    int64_t number = strtoll(text, NULL, 10);
    if (errno || number < field->min || number > field->max) {
        problem_add(spot.problems, spot.file, spot.line, field->name,
                    "%s ở ngoài giới hạn; ghi số từ %" PRId64 " đến %" PRId64,
                    "%s is out of range; write a number from %" PRId64 " to %" PRId64, text, field->min,
                    field->max);
        return bad;
    }
    return number_cell(number);
}

static struct cell read_date(const struct field *field, const char *text, struct spot spot)
{
    int32_t day;
    if (day_parse(text, &day))
        return number_cell(day);
    problem_add(
        spot.problems, spot.file, spot.line, field->name,
        "“%s” không phải ngày; ghi ngày/tháng/năm hoặc năm-tháng-ngày, ví dụ 05/11/2024 hoặc 2024-11-05",
        "“%s” is no date; write day/month/year or year-month-day, as 05/11/2024 or 2024-11-05", text);
    return bad;
}

static struct cell read_datetime(const struct field *field, const char *text, struct spot spot)
{
    int64_t instant;
    if (instant_parse(text, &instant))
        return number_cell(instant);
    int32_t day;
    bool only_day = day_parse(text, &day);
    problem_add(spot.problems, spot.file, spot.line, field->name,
                only_day ? "“%s” thiếu giờ; ghi cả ngày và giờ, ví dụ 2024-11-05 21:40"
                         : "“%s” không phải ngày giờ; ghi ví dụ 2024-11-05 21:40 hoặc 05/11/2024 21:40:30",
                only_day ? "“%s” has no time; write day and time, as 2024-11-05 21:40"
                         : "“%s” is no date and time; write it as 2024-11-05 21:40 or 05/11/2024 21:40:30",
                text);
    return bad;
}

/* What people write for yes and no. The first ones are taken, the others only understood, as advice: a cross in a list
 * may also mean "not". */
static const struct {
    const char *written, *word;
    bool taken;
} answers[] = {
    {"YES", "yes", true}, {"CÓ", "yes", true},  {"NO", "no", true},     {"KHÔNG", "no", true}, {"X", "yes", false},
    {"✓", "yes", false},  {"1", "yes", false},  {"TRUE", "yes", false}, {"CO", "yes", false},  {"ĐÚNG", "yes", false},
    {"RỒI", "yes", false}, {"0", "no", false},  {"FALSE", "no", false}, {"KHONG", "no", false}, {"SAI", "no", false},
    {"CHƯA", "no", false},
};

static const char *answer_of(struct arena *arena, const char *text, bool taken_only)
{
    const char *upper = text_upper(arena, text);
    for (size_t i = 0; i < LEN(answers); i++)
        if (strcmp(answers[i].written, upper) == 0 && (answers[i].taken || !taken_only))
            return answers[i].word;
    return NULL;
}

static struct cell read_yes_no(struct arena *arena, const struct field *field, const char *text, struct spot spot)
{
    const char *word = strcmp(text, "yes") == 0 || strcmp(text, "no") == 0 ? text : answer_of(arena, text, true);
    if (word)
        return text_cell(word);
    const char *near = answer_of(arena, text, false);
    problem_add(spot.problems, spot.file, spot.line, field->name,
                near ? "“%s” không phải có hay không; có phải là “%s”? Ghi yes hoặc no"
                     : "“%s” không phải có hay không%s; ghi yes hoặc no",
                near ? "“%s” is neither yes nor no; is it “%s”? Write yes or no"
                     : "“%s” is neither yes nor no%s; write yes or no",
                text, near ? near : "");
    return bad;
}

/* The choice that was meant: written in other letters (FORCE), as an answer (x, có), or mistyped. */
static const char *near_choice(struct arena *arena, const struct field *field, const char *text)
{
    const char *upper = text_upper(arena, text), *answer = answer_of(arena, text, false);
    for (size_t i = 0; i < field->choice_count; i++)
        if (strcmp(upper, text_upper(arena, field->choices[i])) == 0)
            return field->choices[i];
    int rank = answer ? field_choice_rank(field, answer) : -1;
    return rank >= 0 ? field->choices[rank] : text_nearest(text, field->choices, field->choice_count);
}

/* The word to write, and what it stands for. */
static void put_choice(struct buffer *list, const struct field *field, size_t i)
{
    const char *word = field->choices[i], *title = field->choice_titles ? field->choice_titles[i] : word;
    buffer_printf(list, "%s%s", i ? ", " : "", word);
    if (strcmp(title, word) != 0)
        buffer_printf(list, " (%s)", title);
}

static struct cell read_choice(struct arena *arena, const struct field *field, const char *text, struct spot spot)
{
    int rank = field_choice_rank(field, text);
    if (rank >= 0)
        return text_cell(field->choices[rank]);
    struct buffer list = {0};
    for (size_t i = 0; i < field->choice_count; i++)
        put_choice(&list, field, i);
    const char *near = near_choice(arena, field, text);
    problem_add(spot.problems, spot.file, spot.line, field->name,
                near ? "“%s” không có trong danh sách; có phải là “%s”? Các giá trị: %s"
                     : "“%s” không có trong danh sách%s; ghi một trong: %s",
                near ? "“%s” is not in the list; is it “%s”? The values: %s"
                     : "“%s” is not in the list%s; write one of: %s",
                text, near ? near : "", buffer_text(&list));
    buffer_finish(&list);
    return bad;
}

struct cell cell_read(struct arena *arena, const struct field *field, const char *text, struct spot spot)
{
    if (!*text)
        return (struct cell){.kind = CELL_EMPTY};
    switch (field->type) {
    case FIELD_NUMBER:
        return read_number(field, text, spot);
    case FIELD_DATE:
        return read_date(field, text, spot);
    case FIELD_DATETIME:
        return read_datetime(field, text, spot);
    case FIELD_YES_NO:
        return read_yes_no(arena, field, text, spot);
    case FIELD_CHOICE:
        return read_choice(arena, field, text, spot);
    case FIELD_TEXT:
    case FIELD_UNIT:
    case FIELD_MEMBER:
    case FIELD_SUBJECT:
    case FIELD_PERIOD:
    case FIELD_PHASE:
    case FIELD_RECORD_TYPE:
        break;
    }
    return read_text(arena, field, text, spot);
}

bool cell_given(struct cell cell)
{
    return cell.kind == CELL_TEXT || cell.kind == CELL_NUMBER;
}

bool cell_equal(struct cell a, struct cell b)
{
    if (a.kind != b.kind)
        return false;
    if (a.kind == CELL_TEXT)
        return strcmp(a.text, b.text) == 0;
    return a.kind != CELL_NUMBER || a.number == b.number;
}

const char *cell_show(struct arena *arena, const struct field *field, struct cell cell)
{
    if (cell.kind == CELL_TEXT)
        return cell.text;
    if (cell.kind != CELL_NUMBER)
        return "";
    if (field->type == FIELD_DATE)
        return day_text(arena, (int32_t)cell.number);
    if (field->type == FIELD_DATETIME)
        return instant_text(arena, cell.number);
    return arena_printf(arena, "%" PRId64, cell.number);
}
