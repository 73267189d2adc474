#include "record/field_kind.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

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
    problem_warn(spot.problems, spot.file, spot.line, field->name,
                 "chữ “Ð” (U+00D0) không phải chữ Đ tiếng Việt, đã thay bằng “Đ” (U+0110): “%s”",
                 "the letter “Ð” (U+00D0) is not the Vietnamese Đ; “Đ” (U+0110) was taken instead: “%s”", right);
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

static struct cell read_number(struct arena *arena, const struct field *field, const char *text, struct spot spot)
{
    (void)arena;
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

static struct cell read_date(struct arena *arena, const struct field *field, const char *text, struct spot spot)
{
    (void)arena;
    int32_t day;
    if (day_parse(text, &day))
        return number_cell(day);
    problem_add(
        spot.problems, spot.file, spot.line, field->name,
        "“%s” không phải ngày; ghi ngày/tháng/năm hoặc năm-tháng-ngày, ví dụ 05/11/2024 hoặc 2024-11-05",
        "“%s” is no date; write day/month/year or year-month-day, as 05/11/2024 or 2024-11-05", text);
    return bad;
}

static struct cell read_datetime(struct arena *arena, const struct field *field, const char *text, struct spot spot)
{
    (void)arena;
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

/* ---- how a field is declared ---- */

enum { TEXT_LETTERS_MAX = 4000 };

static bool declare_number(struct arena *arena, const char *text, struct field *field)
{
    (void)arena;
    char *end;
    if (!*text)
        return true;
    if (strlen(text) > 40)
        return false;
    field->min = strtoll(text, &end, 10);
    if (end == text || strncmp(end, "..", 2) != 0)
        return false;
    const char *most = end + 2;
    field->max = strtoll(most, &end, 10);
    return end != most && !*end && field->min <= field->max;
}

static bool declare_text(struct arena *arena, const char *text, struct field *field)
{
    (void)arena;
    if (!*text)
        return true;
    if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 4)
        return false;
    field->letters = (size_t)atoi(text);
    return field->letters >= 1 && field->letters <= TEXT_LETTERS_MAX;
}

/* "force: qua lực lượng" is a word and its title; a word alone is its own. False when the title is empty. */
static bool part_choice(struct arena *arena, const char *choice, const char **ret_word, const char **ret_title)
{
    const char *colon = strchr(choice, ':');
    *ret_word = colon ? text_clean(arena, choice, (size_t)(colon - choice)) : choice;
    *ret_title = colon ? text_clean(arena, colon + 1, strlen(colon + 1)) : choice;
    return **ret_title;
}

static bool declare_choice(struct arena *arena, const char *text, struct field *field)
{
    const char *const *choices = text_split(arena, text, &field->choice_count);
    const char **words = arena_alloc(arena, field->choice_count * sizeof *words),
               **titles = arena_alloc(arena, field->choice_count * sizeof *titles);
    field->choices = words;
    field->choice_titles = titles;
    for (size_t i = 0; i < field->choice_count; i++)
        if (!part_choice(arena, choices[i], &words[i], &titles[i]) || !*words[i] ||
            strspn(words[i], "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(words[i]) ||
            text_place(words[i], words, i) >= 0)
            return false;
    return field->choice_count >= 1 && field->choice_count <= 64;
}

static bool declare_date(struct arena *arena, const char *text, struct field *field)
{
    (void)arena;
    field->planned = strcmp(text, "planned") == 0;
    return !*text || field->planned;
}

static bool declare_unit(struct arena *arena, const char *text, struct field *field)
{
    (void)arena;
    field->level = level_parse(text);
    return !*text || field->level != LEVEL_NONE;
}

static void describe_text(struct buffer *out, const struct field *field)
{
    if (field->letters)
        buffer_printf(out, " %zu", field->letters);
}

static void describe_number(struct buffer *out, const struct field *field)
{
    buffer_printf(out, " %" PRId64 "..", field->min);
    if (field->max < INT64_MAX)
        buffer_printf(out, "%" PRId64, field->max);
}

static void describe_date(struct buffer *out, const struct field *field)
{
    buffer_puts(out, field->planned ? " planned" : "");
}

static void describe_choice(struct buffer *out, const struct field *field)
{
    for (size_t i = 0; i < field->choice_count; i++)
        buffer_printf(out, "%s%s", i ? ", " : " ", field->choices[i]);
}

static void describe_unit(struct buffer *out, const struct field *field)
{
    if (field->level)
        buffer_printf(out, " %s", level_id(field->level));
}

/* ---- what is stored ---- */

static const char *show_day(struct arena *arena, int64_t number)
{
    return day_text(arena, (int32_t)number);
}

static const char *show_instant(struct arena *arena, int64_t number)
{
    return instant_text(arena, number);
}

static int32_t day_itself(int64_t number)
{
    return (int32_t)number;
}

static const char *const *words_of_yes_no(const struct field *field, size_t *ret_count)
{
    static const char *const words[] = {"yes", "no"};
    (void)field;
    *ret_count = LEN(words);
    return words;
}

static const char *const *words_of_choice(const struct field *field, size_t *ret_count)
{
    *ret_count = field->choice_count;
    return field->choices;
}

/* ---- the table ---- */

/* What refers to something is read as the text of its id. */
static const struct field_kind kinds[FIELD_TYPES] = {
    [FIELD_TEXT] = {"text", .free = true, .declare = declare_text, .describe = describe_text, .read = read_text},
    [FIELD_NUMBER] = {"number", .number = true, .declare = declare_number, .describe = describe_number, .read = read_number},
    [FIELD_DATE] = {"date", .number = true, .declare = declare_date, .describe = describe_date, .read = read_date,
                    .show = show_day, .day = day_itself},
    [FIELD_DATETIME] = {"datetime", .number = true, .with_day = true, .read = read_datetime, .show = show_instant,
                        .day = instant_day},
    [FIELD_YES_NO] = {"yes_no", .read = read_yes_no, .words = words_of_yes_no},
    [FIELD_CHOICE] = {"choice", .declare = declare_choice, .describe = describe_choice, .read = read_choice,
                      .words = words_of_choice},
    [FIELD_UNIT] = {"unit", .scope = SCOPE_UNIT, .declare = declare_unit, .describe = describe_unit, .read = read_text},
    [FIELD_MEMBER] = {"member", .scope = SCOPE_MEMBER, .read = read_text},
    [FIELD_SUBJECT] = {"subject", .scope = SCOPE_OTHER, .read = read_text},
    [FIELD_PERIOD] = {"period", .scope = SCOPE_OTHER, .read = read_text},
    [FIELD_PHASE] = {"phase", .scope = SCOPE_OTHER, .read = read_text},
    [FIELD_RECORD_TYPE] = {"record_type", .read = read_text},
};

const struct field_kind *field_kind(const struct field *field)
{
    return &kinds[field->type];
}

const char *field_type_name(enum field_type type)
{
    return (size_t)type < LEN(kinds) ? kinds[type].name : NULL;
}

bool field_kind_parse(const char *name, enum field_type *ret_type)
{
    for (size_t i = 0; i < LEN(kinds); i++)
        if (strcmp(kinds[i].name, name) == 0) {
            *ret_type = (enum field_type)i;
            return true;
        }
    return false;
}

struct cell cell_read(struct arena *arena, const struct field *field, const char *text, struct spot spot)
{
    return *text ? field_kind(field)->read(arena, field, text, spot) : (struct cell){.kind = CELL_EMPTY};
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
    return field_kind(field)->show ? field_kind(field)->show(arena, cell.number) : arena_printf(arena, "%" PRId64, cell.number);
}

int field_choice_rank(const struct field *field, const char *word)
{
    return text_place(word, field->choices, field->choice_count);
}

struct value *field_word_titles(const struct field *field, struct arena *arena)
{
    if (!field_kind(field)->words)
        return NULL;
    struct value *titles = value_map(arena);
    if (field->type == FIELD_YES_NO) {
        value_set_text(titles, "yes", "có");
        value_set_text(titles, "no", "không");
    }
    for (size_t i = 0; i < field->choice_count; i++)
        value_set_text(titles, field->choices[i], field->choice_titles ? field->choice_titles[i] : field->choices[i]);
    return titles;
}

char *field_day_column(struct arena *arena, const struct field *field)
{
    return arena_printf(arena, "%.*s_on", (int)(strlen(field->name) - strlen("_at")), field->name);
}
