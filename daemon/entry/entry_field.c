#include "entry/entry_field.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "entry/entry_scope.h"
#include "package/package.h"
#include "record/named_id.h"
#include "record/record_type.h"

#include <inttypes.h>
#include <string.h>

/* ---- what is offered ---- */

static void offer(const struct entry_about *about, struct value *words, const char *name, const char *id)
{
    value_append(words, value_text(about->arena, named_id_write(about->arena, name, id)));
}

/* Those of a level; LEVEL_NONE: all. */
static void offer_list(const struct entry_about *about, struct value *words, const struct value *list, enum level level)
{
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *item = value_at(list, i);
        if (level == LEVEL_NONE || level_of(item) == level)
            offer(about, words, value_get_text(item, "name", NULL), value_get_text(item, "id", ""));
    }
}

static void offer_units(const struct entry_about *about, const struct field *field, struct value *words)
{
    offer_list(about, words, about->scope->units, field->level);
    offer_list(about, words, about->scope->teams, field->level);
}

static void offer_members(const struct entry_about *about, const struct field *field, struct value *words)
{
    (void)field;
    offer_list(about, words, about->scope->members, LEVEL_NONE);
}

static void offer_subjects(const struct entry_about *about, const struct field *field, struct value *words)
{
    if (field->level)
        offer_list(about, words, about->scope->units, field->level);
    offer_list(about, words, about->scope->teams, LEVEL_NONE);
    offer_members(about, field, words);
}

static void offer_periods(const struct entry_about *about, const struct field *field, struct value *words)
{
    struct period_list months = period_months(about->periods, about->period, about->arena);
    (void)field;
    for (size_t i = 0; i < months.len; i++)
        offer(about, words, period_title(&months.items[i], about->arena), months.items[i].id);
}

static void offer_phases(const struct entry_about *about, const struct field *field, struct value *words)
{
    const struct package *package = about->package;
    (void)field;
    for (size_t i = 0; i < package->closing_count; i++)
        if (!about->period->phase || &package->phases[i] == package_whole(package) || strcmp(about->period->phase->id, package->phases[i].id) == 0)
            offer(about, words, package->phases[i].title, package->phases[i].id);
}

static void offer_types(const struct entry_about *about, const struct field *field, struct value *words)
{
    const struct record_types *types = &about->package->types;
    (void)field;
    for (size_t i = 0; i < types->len; i++)
        offer(about, words, types->items[i].title, types->items[i].name);
}

/* The titles of the only words that may be stored. */
static void offer_words(const struct entry_about *about, const struct field *field, struct value *words)
{
    const struct value *titles = field_word_titles(field, about->arena);
    for (size_t i = 0; i < value_len(titles); i++)
        value_append(words, value_item(titles, i));
}

/* One row a form of field; a form that is not here is a text. */
static const struct form {
    enum workbook_kind kind;
    void (*offer)(const struct entry_about *about, const struct field *field, struct value *words);
    const char *hint; /* NULL: by its limits */
} forms[FIELD_TYPES] = {
    [FIELD_NUMBER] = {WORKBOOK_NUMBER, NULL, NULL},
    [FIELD_DATE] = {WORKBOOK_DATE, NULL, NULL},
    [FIELD_DATETIME] = {WORKBOOK_INSTANT, NULL, NULL},
    [FIELD_YES_NO] = {WORKBOOK_TEXT, offer_words, "Chọn có hoặc không."},
    [FIELD_CHOICE] = {WORKBOOK_TEXT, offer_words, "Chọn trong danh sách."},
    [FIELD_UNIT] = {WORKBOOK_TEXT, offer_units, "Chọn đơn vị trong danh sách."},
    [FIELD_MEMBER] = {WORKBOOK_TEXT, offer_members, "Chọn thành viên trong danh sách."},
    [FIELD_SUBJECT] = {WORKBOOK_TEXT, offer_subjects, "Chọn tổ hoặc thành viên trong danh sách."},
    [FIELD_PERIOD] = {WORKBOOK_TEXT, offer_periods, "Chọn kỳ trong danh sách."},
    [FIELD_PHASE] = {WORKBOOK_TEXT, offer_phases, "Chọn đợt trong danh sách."},
    [FIELD_RECORD_TYPE] = {WORKBOOK_TEXT, offer_types, "Chọn loại số liệu trong danh sách."},
};

static struct value *offered(const struct entry_about *about, const struct field *field)
{
    struct value *words = value_list(about->arena);
    if (forms[field->type].offer)
        forms[field->type].offer(about, field, words);
    return words;
}

const struct value *entry_field_given(const struct entry_about *about, const struct field *field)
{
    bool fixed = text_place(field->name, about->type->key, about->type->key_count) >= 0 &&
                 (field_kind(field)->scope == FIELD_SCOPE_UNIT || forms[field->type].offer == offer_periods ||
                  forms[field->type].offer == offer_phases);
    const struct value *words = fixed ? offered(about, field) : NULL;
    return value_len(words) == 1 ? value_at(words, 0) : NULL;
}

/* ---- limits ---- */

/* A record that says one day is one of the period. */
static bool is_in_period(const struct entry_about *about, const struct field *field)
{
    return about->type->touches_on && strcmp(about->type->touches_on, field->name) == 0;
}

static const char *limit_days(const struct entry_about *about, const struct field *field, struct workbook_column *column)
{
    bool instant = column->kind == WORKBOOK_INSTANT;
    const char *example = instant ? "Ghi ngày và giờ, ví dụ 05/11/2024 21:40." : "Ghi ngày/tháng/năm, ví dụ 05/11/2024.";
    if (!is_in_period(about, field))
        return example;
    const char *first = day_text(about->arena, about->period->from), *last = day_text(about->arena, about->period->until - 1);
    column->from = value_text(about->arena, first);
    column->until = value_printf(about->arena, instant ? "%s 23:59:59" : "%s", last);
    return arena_printf(about->arena, "%s Trong kỳ: từ %s đến hết %s.", example, day_shown(about->arena, about->period->from),
                        day_shown(about->arena, about->period->until - 1));
}

static const char *limit_number(const struct entry_about *about, const struct field *field, struct workbook_column *column)
{
    column->from = value_int(about->arena, field->min);
    if (field->max == INT64_MAX)
        return arena_printf(about->arena, "Ghi số nguyên từ %" PRId64 " trở lên.", field->min);
    column->until = value_int(about->arena, field->max);
    return arena_printf(about->arena, "Ghi số nguyên từ %" PRId64 " đến %" PRId64 ".", field->min, field->max);
}

static const char *limit_decimal(const struct entry_about *about, const struct field *field)
{
    struct arena *arena = about->arena;
    const char *least = cell_show(arena, field, (struct cell){.kind = CELL_NUMBER, .number = field->min});
    const char *most = field->max < INT64_MAX ? cell_show(arena, field, (struct cell){.kind = CELL_NUMBER, .number = field->max}) : NULL;
    return most ? arena_printf(arena, "Ghi số từ %s đến %s.", least, most) : arena_printf(arena, "Ghi số từ %s trở lên.", least);
}

/* Sets the limits; in words what may be written. */
static const char *limit(const struct entry_about *about, const struct field *field, struct workbook_column *column)
{
    if (forms[field->type].hint)
        return forms[field->type].hint;
    if (column->kind == WORKBOOK_DATE || column->kind == WORKBOOK_INSTANT)
        return limit_days(about, field, column);
    if (column->kind == WORKBOOK_NUMBER)
        return limit_number(about, field, column);
    if (field_kind(field)->scaled)
        return limit_decimal(about, field);
    column->letters = field->letters;
    return field->letters ? arena_printf(about->arena, "Nhiều nhất %zu chữ.", field->letters) : "Ghi chữ.";
}

void entry_field_column(const struct entry_about *about, const struct field *field, struct workbook_column *ret_column)
{
    struct workbook_column column = {.title = field->title, .kind = forms[field->type].kind, .required = field->required};
    const char *says = limit(about, field, &column);
    column.words = offered(about, field);
    column.hint = arena_printf(about->arena, "%s%s", field->required ? "Bắt buộc. " : "", says);
    column.complaint = says;
    *ret_column = column;
}

/* ---- cells ---- */

enum workbook_kind entry_field_kind(const struct field *field)
{
    return forms[field->type].kind;
}

const char *entry_field_instant(struct arena *arena, const char *instant)
{
    return arena_printf(arena, "%.10s %.8s", instant, instant + 11);
}

static const char *name_of(const struct entry_about *about, const struct field *field, const char *id)
{
    const struct period *period = period_find(about->periods, id);
    const struct phase *phase = package_phase(about->package, id);
    const struct record_type *type = record_type_find(&about->package->types, id);
    if (forms[field->type].offer == offer_periods)
        return period ? period_title(period, about->arena) : NULL;
    if (forms[field->type].offer == offer_phases)
        return phase ? phase->title : NULL;
    if (forms[field->type].offer == offer_types)
        return type ? type->title : NULL;
    return value_get_text(about->scope->names, id, NULL);
}

static const char *shown_text(const struct entry_about *about, const struct field *field, const char *text)
{
    if (forms[field->type].offer == offer_words)
        return value_get_text(field_word_titles(field, about->arena), text, text);
    return forms[field->type].offer ? named_id_write(about->arena, name_of(about, field, text), text) : text;
}

bool entry_field_offers(const struct field *field)
{
    return forms[field->type].offer != NULL;
}

const char *entry_field_title(const struct entry_about *about, const struct field *field, const char *text)
{
    if (forms[field->type].offer == offer_words)
        return shown_text(about, field, text);
    const char *name = forms[field->type].offer ? name_of(about, field, text) : NULL;
    return name ? name : text;
}

const struct value *entry_field_cell(const struct entry_about *about, const struct field *field, struct cell cell)
{
    struct arena *arena = about->arena;
    if (cell.kind == CELL_TEXT)
        return value_text(arena, shown_text(about, field, cell.text));
    if (cell.kind == CELL_HIDDEN)
        return value_text(arena, CELL_MASK); /* which says nothing when it comes back (cell_read.c) */
    if (cell.kind != CELL_NUMBER)
        return value_null(arena);
    if (forms[field->type].kind == WORKBOOK_NUMBER)
        return value_int(arena, cell.number);
    const char *shown = cell_show(arena, field, cell);
    return value_text(arena, forms[field->type].kind == WORKBOOK_INSTANT ? entry_field_instant(arena, shown) : shown);
}
