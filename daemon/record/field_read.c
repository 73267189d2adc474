#include "record/field_read.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "record/choice_match.h"
#include "record/field_declare.h"
#include "record/named_id.h"
#include "record/written_answer.h"
#include "record/written_day.h"
#include "record/written_number.h"
#include "record/written_token.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static struct cell text_cell(const char *text)
{
    return (struct cell){.kind = CELL_TEXT, .text = text};
}

static struct cell number_cell(int64_t number)
{
    return (struct cell){.kind = CELL_NUMBER, .number = number};
}

/* ---- text ---- */

/* `Ð` (U+00D0, Icelandic eth) looks like `Đ` (U+0110) and is not it: searches and sorts would miss the name
 * (TCVN 6909:2001). No Vietnamese text means eth, so it is put right, and said. */
static bool has_eth(const char *text)
{
    return strstr(text, "\u00d0") || strstr(text, "\u00f0");
}

bool field_literal_text(const struct field *field, const char *text, struct cell *ret_cell)
{
    if (text_unfit(text) >= 0 || (field->letters && text_letters(text) > field->letters) || has_eth(text))
        return false;
    *ret_cell = text_cell(text);
    return true;
}

static const char *without_eth(struct arena *arena, const char *text)
{
    char *right = arena_strdup(arena, text);
    for (char *at = right; *at; at++)
        if (memcmp(at, "\u00d0", 2) == 0)
            memcpy(at, "Đ", 2);
        else if (memcmp(at, "\u00f0", 2) == 0)
            memcpy(at, "đ", 2);
    return right;
}

bool field_read_text(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err)
{
    int32_t unfit = text_unfit(reading->text);
    if (unfit >= 0)
        return err_set(err, "có ký tự điều khiển (U+%04X); xóa ô và gõ lại chữ",
                       "contains a control character (U+%04X); clear the cell and type the text again", (unsigned)unfit);
    size_t letters = text_letters(reading->text);
    if (reading->field->letters && letters > reading->field->letters)
        return err_set(err, "dài %zu chữ, nhiều nhất là %zu; viết ngắn lại", "%zu letters long, at most %zu; shorten it", letters,
                       reading->field->letters);
    *ret_cell = text_cell(without_eth(reading->arena, reading->text));
    *ret_how = (struct written_how){"chữ “Ð” (U+00D0) không phải chữ Đ tiếng Việt, đã thay bằng “Đ” (U+0110)",
                                    "the letter “Ð” (U+00D0) is not the Vietnamese Đ; “Đ” (U+0110) was taken instead"};
    return true;
}

/* ---- number ---- */

static bool in_range(const struct field *field, int64_t number)
{
    return number >= field->min && number <= field->max;
}

bool field_literal_number(const struct field *field, const char *text, struct cell *ret_cell)
{
    const char *digits = text + (*text == '-');
    size_t len = strspn(digits, "0123456789");
    if (!len || digits[len])
        return false;
    errno = 0;
    *ret_cell = number_cell(strtoll(text, NULL, 10));
    return !errno && in_range(field, ret_cell->number);
}

bool field_read_number(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err)
{
    const struct field *field = reading->field;
    const char *digits = reading->text + (*reading->text == '-');
    int64_t number = 0;
    bool plain = *digits && strspn(digits, "0123456789") == strlen(digits);
    if (!plain && !written_number(reading->arena, field->title ? field->title : "", reading->text, &number, ret_how, err))
        return false;
    if (plain || !in_range(field, number)) /* a literal one within the range does not come here */
        return err_set(err, "%s ở ngoài giới hạn; ghi số từ %" PRId64 " đến %" PRId64,
                       "%s is out of range; write a number from %" PRId64 " to %" PRId64, reading->text, field->min, field->max);
    *ret_cell = number_cell(number);
    return true;
}

/* ---- decimal ---- */

static bool decimal_of(const struct field *field, const char *text, int64_t *ret_number)
{
    struct decimal decimal;
    return decimal_parse(text, &decimal, NULL) && !decimal.percent && decimal_scaled(decimal, field->decimals, ret_number);
}

bool field_literal_decimal(const struct field *field, const char *text, struct cell *ret_cell)
{
    int64_t number;
    bool good = !strpbrk(text, " \t+") && decimal_of(field, text, &number) && in_range(field, number);
    if (good)
        *ret_cell = number_cell(number);
    return good;
}

bool field_read_decimal(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err)
{
    const struct field *field = reading->field;
    struct arena *arena = reading->arena;
    int64_t number;
    (void)ret_how;
    if (!decimal_of(field, reading->text, &number))
        return err_set(err, "%s không phải là số có nhiều nhất %d chữ số sau dấu phẩy; ghi như %s", "%s is no number with at most %d decimals; write it like %s", reading->text,
                       field->decimals, field_show_decimal(arena, field, field->max < INT64_MAX ? field->max : field->min));
    if (!in_range(field, number))
        return err_set(err, "%s ở ngoài giới hạn; ghi số từ %s đến %s", "%s is out of range; write a number from %s to %s", reading->text,
                       field_show_decimal(arena, field, field->min), field->max < INT64_MAX ? field_show_decimal(arena, field, field->max) : "…");
    *ret_cell = number_cell(number);
    return true;
}

/* ---- day and instant ---- */

bool field_literal_date(const struct field *field, const char *text, struct cell *ret_cell)
{
    int32_t day;
    (void)field;
    if (!day_parse(text, &day))
        return false;
    *ret_cell = number_cell(day);
    return true;
}

bool field_read_date(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err)
{
    int32_t day;
    if (!written_day(reading->arena, reading->text, reading->epoch, &day, ret_how, err))
        return false;
    *ret_cell = number_cell(day);
    return true;
}

bool field_literal_datetime(const struct field *field, const char *text, struct cell *ret_cell)
{
    int64_t instant;
    (void)field;
    if (!instant_parse(text, &instant))
        return false;
    *ret_cell = number_cell(instant);
    return true;
}

bool field_read_datetime(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err)
{
    int64_t instant;
    if (!written_instant(reading->arena, reading->text, reading->epoch, &instant, ret_how, err))
        return false;
    *ret_cell = number_cell(instant);
    return true;
}

/* ---- yes and no ---- */

bool field_literal_yes_no(const struct field *field, const char *text, struct cell *ret_cell)
{
    static const char *const taken[][2] = {{"yes", "yes"}, {"no", "no"}, {"có", "yes"}, {"không", "no"}, {"Có", "yes"}, {"Không", "no"}};
    (void)field;
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (strcmp(taken[i][0], text) == 0) {
            *ret_cell = text_cell(taken[i][1]);
            return true;
        }
    return false;
}

bool field_read_yes_no(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err)
{
    const char *word = written_answer(reading->arena, reading->text), *title = reading->field->title;
    if (!word && title && strcmp(text_plain(reading->arena, title), text_plain(reading->arena, reading->text)) == 0)
        word = "yes"; /* the title itself: Không phát sinh */
    if (!word && written_answer_waits(reading->arena, reading->text))
        return err_set(err, "“%s” đọc được hai cách: không (no), hay chưa biết (để trống ô); ghi có, không hoặc để trống",
                       "“%s” can be read in two ways: no, or not known yet (leave the cell empty); write yes or no or leave it empty",
                       reading->text);
    if (!word)
        return err_set(err, "“%s” không phải có hay không; ghi có hoặc không (yes, no)", "“%s” is neither yes nor no; write yes or no",
                       reading->text);
    *ret_cell = text_cell(word);
    *ret_how = strcmp(word, "yes") == 0 ? (struct written_how){"có", "yes"} : (struct written_how){"không", "no"};
    return true;
}

/* ---- choice ---- */

bool field_literal_choice(const struct field *field, const char *text, struct cell *ret_cell)
{
    int rank = field_choice_rank(field, text);
    if (rank < 0)
        return false;
    *ret_cell = text_cell(field->choices[rank]);
    return true;
}

/* As people call it, and the word of files. */
static void put_choice(struct buffer *list, const struct field *field, size_t i)
{
    const char *word = field->choices[i], *title = field->choice_titles ? field->choice_titles[i] : word;
    buffer_printf(list, "%s%s", list->len ? ", " : "", title);
    if (strcmp(title, word) != 0)
        buffer_printf(list, " (%s)", word);
}

static bool refuse_choice(const struct field_reading *reading, struct err *err)
{
    const struct field *field = reading->field;
    struct buffer list = {0};
    for (size_t i = 0; i < field->choice_count; i++)
        put_choice(&list, field, i);
    const char *near = text_nearest(reading->text, field->choices, field->choice_count);
    err_set(err,
            near ? "“%s” không có trong danh sách; có phải là “%s”? Các giá trị: %s"
                 : "“%s” không có trong danh sách%s; ghi một trong: %s",
            near ? "“%s” is not in the list; is it “%s”? The values: %s" : "“%s” is not in the list%s; write one of: %s", reading->text,
            near ? near : "", buffer_text(&list));
    buffer_finish(&list);
    return false;
}

static bool refuse_several(const struct field_reading *reading, size_t one, size_t other, struct err *err)
{
    struct buffer first = {0}, second = {0};
    put_choice(&first, reading->field, one);
    put_choice(&second, reading->field, other);
    err_set(err, "“%s” đọc được nhiều cách: %s hay %s; ghi rõ một giá trị", "“%s” can be read in more than one way: %s or %s; write one of them",
            reading->text, buffer_text(&first), buffer_text(&second));
    buffer_finish(&first);
    buffer_finish(&second);
    return false;
}

/* A choice with the words yes and no takes what people write for them. */
static bool take_answer(const struct field_reading *reading, size_t *ret_place)
{
    const char *answer = written_answer(reading->arena, reading->text);
    int rank = answer && field_choice_rank(reading->field, "yes") >= 0 ? field_choice_rank(reading->field, answer) : -1;
    *ret_place = (size_t)rank;
    return rank >= 0;
}

/* "qua lực lượng (force)": a title and a word, each saying the same one; two that differ are two readings. */
static enum choice_found match_both(const struct field_reading *reading, const struct choice_list *list, size_t *ret_place, size_t *ret_other)
{
    const char *name, *inside;
    if (!named_id_split(reading->arena, reading->text, &name, &inside))
        return CHOICE_NONE;
    struct field_reading part = *reading;
    size_t places[2], unused;
    for (int i = 0; i < 2; i++) {
        part.text = i ? inside : name;
        enum choice_found found = choice_match(reading->arena, list, part.text, &places[i], &unused);
        if (found == CHOICE_SEVERAL || (found == CHOICE_NONE && !take_answer(&part, &places[i])))
            return CHOICE_NONE;
    }
    *ret_place = places[0];
    *ret_other = places[1];
    return places[0] == places[1] ? CHOICE_MEANT : CHOICE_SEVERAL;
}

bool field_read_choice(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err)
{
    const struct field *field = reading->field;
    const struct choice_list list = {field->choices, field->choice_titles, field->choice_others, field->choice_count, reading->choices};
    size_t place, other;
    enum choice_found found = choice_match(reading->arena, &list, reading->text, &place, &other);
    if (found == CHOICE_NONE)
        found = match_both(reading, &list, &place, &other);
    if (found == CHOICE_SEVERAL)
        return refuse_several(reading, place, other, err);
    if (found == CHOICE_NONE && !take_answer(reading, &place))
        return refuse_choice(reading, err);
    *ret_cell = text_cell(field->choices[place]);
    const char *title = field->choice_titles ? field->choice_titles[place] : field->choices[place];
    if (found != CHOICE_LITERAL)
        *ret_how = (struct written_how){title, title};
    return true;
}
