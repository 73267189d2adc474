#include "record/field_kind.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/text.h"
#include "base/value.h"
#include "record/field_declare.h"
#include "record/field_read.h"
#include "record/written_token.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *show_day(struct arena *arena, const struct field *field, int64_t number)
{
    (void)field;
    return day_text(arena, (int32_t)number);
}

static const char *show_instant(struct arena *arena, const struct field *field, int64_t number)
{
    (void)field;
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

/* What people may write beside the form as stored; docs/records.*.md has the same table. */
static const struct written_how any_date = {"05/11/2024, 05-11-2024, 05.11.2024, 2024/11/05, 5-Nov-2024, ngày 05 tháng 11 năm 2024, Thứ Ba, 05/11/2024, có 00:00 phía sau",
                                            "05/11/2024, 05-11-2024, 05.11.2024, 2024/11/05, 5-Nov-2024, Tuesday, 05/11/2024, with 00:00 behind it"};
static const struct written_how any_instant = {"ngày như ở kiểu date và giờ: 21:40, 8h30, 20h, 8:30 CH, 8:30 PM",
                                               "a day as of the form date and a time: 21:40, 8h30, 20h, 8:30 CH, 8:30 PM"};
static const struct written_how any_number = {"1234, 1 234, 1234.0, 1.234.567, 5 vụ; không: 1.234 (hai cách đọc)",
                                              "1234, 1 234, 1234.0, 1.234.567, 5 vụ; not: 1.234 (two readings)"};
static const struct written_how any_decimal = {"8,5, 8.5, 8,50, 8; không: 1.234,5 (không ngăn hàng nghìn)", "8,5, 8.5, 8,50, 8; not: 1.234,5 (no separator of thousands)"};
static const struct written_how any_answer = {"có, không, X, ✓, TRUE, FALSE, 1, 0, yes, no", "có, không, X, ✓, TRUE, FALSE, 1, 0, yes, no"};
static const struct written_how any_choice = {"từ hoặc tên, chữ hoa hay thường, có dấu hay không; phần tên chỉ một giá trị có",
                                              "the word or its title in any case, with or without marks; a part of one title alone"};
static const struct written_how any_unit = {"mã; tên của ngày đó, có hay không có tên cấp ở trước; mã hành chính của ngày đó; cấp dưới cùng: tên trong đơn vị của dòng",
                                          "the id; the name of that day with or without its level in front; the official code of that day; of the "
                                          "lowest level the name within the row's unit"};
static const struct written_how any_period = {"2024-11, 11/2024, tháng 11/2024, tháng Mười Hai 2024, T11/2024, Nov-24", "2024-11, 11/2024, tháng 11/2024, tháng Mười Hai 2024, T11/2024, Nov-24"};
static const struct written_how any_title = {"mã hoặc tên", "the id or the title"};
static const struct written_how an_id = {"mã; họ tên chỉ kèm mã trong ngoặc", "the id; a name only with the id in brackets behind it"};
static const struct written_how any_subject = {"mã; của đơn vị cấp dưới cùng cả tên, trong đơn vị của dòng", "the id; of a unit of the lowest level also its name within the row's unit"};
static const struct written_how any_text = {"chữ bất kỳ", "any text"};

/* What refers to something is read as a text; what that means is found among what there is (import/reference.h). */
static const struct field_kind kinds[FIELD_TYPES] = {
    [FIELD_TEXT] = {"text", .example = "text 40", .free = true, .declare = field_declare_text, .describe = field_describe_text, .beyond = field_beyond_text,
                    .literal = field_literal_text, .read = field_read_text, .written = &any_text},
    [FIELD_NUMBER] = {"number", .example = "number 0..100", .number = true, .declare = field_declare_number, .describe = field_describe_number, .beyond = field_beyond_number,
                      .literal = field_literal_number, .read = field_read_number, .written = &any_number},
    [FIELD_DECIMAL] = {"decimal", .example = "decimal 1 0..10", .number = true, .scaled = true, .declare = field_declare_decimal, .describe = field_describe_decimal, .beyond = field_beyond_number,
                       .literal = field_literal_decimal, .read = field_read_decimal, .written = &any_decimal, .show = field_show_decimal},
    [FIELD_DATE] = {"date", .example = "date planned", .number = true, .declare = field_declare_date, .describe = field_describe_date, .beyond = field_beyond_date,
                    .literal = field_literal_date, .read = field_read_date, .written = &any_date, .show = show_day, .day = day_itself},
    [FIELD_DATETIME] = {"datetime", .number = true, .with_day = true, .literal = field_literal_datetime, .read = field_read_datetime,
                        .written = &any_instant, .show = show_instant, .day = instant_day},
    [FIELD_YES_NO] = {"yes_no", .literal = field_literal_yes_no, .read = field_read_yes_no, .written = &any_answer,
                      .words = words_of_yes_no},
    [FIELD_CHOICE] = {"choice", .example = "choice good: tốt, bad: kém", .declare = field_declare_choice, .describe = field_describe_choice,
                      .literal = field_literal_choice, .read = field_read_choice, .written = &any_choice, .words = words_of_choice},
    [FIELD_UNIT] = {"unit", .example = "unit ward", .scope = FIELD_SCOPE_UNIT, .declare = field_declare_unit, .describe = field_describe_unit, .beyond = field_beyond_unit,
                    .literal = field_literal_text, .read = field_read_text, .written = &any_unit},
    [FIELD_MEMBER] = {"member", .scope = FIELD_SCOPE_MEMBER, .literal = field_literal_text, .read = field_read_text, .written = &an_id},
    [FIELD_SUBJECT] = {"subject", .example = "subject ward", .scope = FIELD_SCOPE_SUBJECT, .declare = field_declare_unit, .describe = field_describe_unit, .beyond = field_beyond_subject,
                       .literal = field_literal_text, .read = field_read_text, .written = &any_subject},
    [FIELD_PERIOD] = {"period", .scope = FIELD_SCOPE_TIME, .literal = field_literal_text, .read = field_read_text, .written = &any_period},
    [FIELD_PHASE] = {"phase", .scope = FIELD_SCOPE_TIME, .literal = field_literal_text, .read = field_read_text, .written = &any_title},
    [FIELD_RECORD_TYPE] = {"record_type", .literal = field_literal_text, .read = field_read_text, .written = &any_title},
};

const struct field_kind *field_kind(const struct field *field)
{
    return &kinds[field->type];
}

const char *field_type_name(enum field_type type)
{
    return (size_t)type < LEN(kinds) ? kinds[type].name : NULL;
}

bool field_names_something(const struct field *field)
{
    enum { CODE = 40 }; /* letters, as ids have at most */
    enum field_scope scope = field_kind(field)->scope;
    return (scope != FIELD_SCOPE_NONE && scope != FIELD_SCOPE_TIME) || (field->type == FIELD_TEXT && field->letters <= CODE);
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

const char *field_stored_text(struct arena *arena, const struct field *field, const char *text)
{
    struct cell cell;
    if (field->type != FIELD_DECIMAL)
        return text;
    return field_literal_decimal(field, text, &cell) ? arena_printf(arena, "%" PRId64, cell.number) : NULL;
}

const char *field_shown_text(struct arena *arena, const struct field *field, const char *stored)
{
    const char *digits = stored + (*stored == '-');
    bool number = field->type == FIELD_DECIMAL && *digits && strspn(digits, "0123456789") == strlen(digits);
    return number ? field_show_decimal(arena, field, strtoll(stored, NULL, 10)) : stored;
}

const char *cell_show(struct arena *arena, const struct field *field, struct cell cell)
{
    if (cell.kind == CELL_TEXT)
        return cell.text;
    if (cell.kind == CELL_HIDDEN)
        return CELL_MASK;
    if (cell.kind != CELL_NUMBER)
        return "";
    return field_kind(field)->show ? field_kind(field)->show(arena, field, cell.number) : arena_printf(arena, "%" PRId64, cell.number);
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
