#include "entry/entry_page.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"
#include "entry/entry_rows.h"
#include "entry/entry_scope.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { LONG_TEXT = 120, NUMBER_MOST = 9 }; /* letters from which on a text has a box of several lines; digits of a number in an id */

/* ---- a cell as a person types it ---- */

/* 2024-11-05 → 05/11/2024; 2024-11-05 21:40:00 → 05/11/2024 21:40 */
static const char *written(struct arena *arena, const char *day)
{
    const char *time = strlen(day) > 11 ? day + 11 : "";
    int digits = strcmp(time + (*time ? strlen(time) - 3 : 0), ":00") == 0 ? 5 : 8;
    return arena_printf(arena, "%.2s/%.2s/%.4s%s%.*s", day + 8, day + 5, day, *time ? " " : "", digits, time);
}

const char *entry_page_text(const struct entry_about *about, const struct field *field, struct cell cell)
{
    const struct value *shown = entry_field_cell(about, field, cell);
    enum workbook_kind kind = entry_field_kind(field);
    if (value_is_null(shown))
        return "";
    if (value_type(shown) == VALUE_INT)
        return arena_printf(about->arena, "%" PRId64, value_as_int(shown));
    bool day = (kind == WORKBOOK_DATE || kind == WORKBOOK_INSTANT) && cell.kind == CELL_NUMBER;
    return day ? written(about->arena, value_as_text(shown)) : value_as_text(shown);
}

/* ---- the next id ---- */

/* "tin-009": where its number begins; the text's end where it has none. */
static size_t number_at(const char *id)
{
    size_t at = strlen(id);
    while (at && id[at - 1] >= '0' && id[at - 1] <= '9')
        at--;
    return strlen(id) - at > NUMBER_MOST ? strlen(id) : at;
}

static const struct entry_row *newest(const struct entry_rows *rows)
{
    const struct entry_row *row = NULL;
    for (size_t i = 0; i < rows->len; i++)
        if (!row || rows->items[i].sequence >= row->sequence)
            row = &rows->items[i];
    return row;
}

/* One more than the greatest number of those that are written like the newest one. */
static const char *next_id(struct arena *arena, const struct entry_rows *rows, size_t field)
{
    const struct entry_row *last = newest(rows);
    if (!last)
        return "1";
    const char *like = last->cells[field].text;
    size_t begin = number_at(like), digits = strlen(like) - begin;
    long greatest = -1;
    for (size_t i = 0; i < rows->len; i++) {
        const char *id = rows->items[i].cells[field].text;
        if (number_at(id) == begin && id[begin] && strncmp(id, like, begin) == 0 && strtol(id + begin, NULL, 10) > greatest)
            greatest = strtol(id + begin, NULL, 10);
    }
    return greatest < 0 ? "" : arena_printf(arena, "%.*s%0*ld", (int)begin, like, like[begin] == '0' ? (int)digits : 1, greatest + 1);
}

static bool suggest_id(const struct entry_about *about, struct store *store, const struct field *id, const char **ret_id, struct err *err)
{
    struct entry_rows rows;
    if (!entry_rows_read(store, about->arena, about->type, about->periods, NULL, about->scope, ENTRY_ROWS_ALL, &rows, err))
        return false;
    *ret_id = next_id(about->arena, &rows, (size_t)(id - about->type->fields));
    return true;
}

/* ---- the form ---- */

static const char *kind_of(const struct field *field, const struct workbook_column *column)
{
    if (value_len(column->words) || entry_field_offers(field))
        return "choice";
    if (column->kind != WORKBOOK_TEXT)
        return workbook_kind_name(column->kind);
    return field->letters > LONG_TEXT ? "lines" : "text";
}

static const struct value *or_null(const struct entry_about *about, const struct value *value)
{
    return value ? value : value_null(about->arena);
}

static bool add_field(const struct entry_about *about, struct store *store, const struct field *field, const struct cell *known,
                      struct value *list, struct err *err)
{
    struct workbook_column column;
    struct value *map = value_map(about->arena);
    bool key = text_place(field->name, about->type->key, about->type->key_count) >= 0;
    const struct value *given = entry_field_given(about, field);
    const char *value = known ? entry_page_text(about, field, known[field - about->type->fields]) : given ? value_as_text(given) : "";
    entry_field_column(about, field, &column);
    if (!known && field == record_key_id(about->type) && !suggest_id(about, store, field, &value, err))
        return false;
    value_set_text(map, "name", field->name);
    value_set_text(map, "title", field->title);
    value_set_text(map, "kind", kind_of(field, &column));
    value_set_bool(map, "required", field->required);
    value_set_bool(map, "key", key);
    value_set_text(map, "fixed", (known && key) || given ? value : NULL);
    value_set_text(map, "value", value);
    value_set(map, "words", or_null(about, column.words));
    value_set(map, "from", or_null(about, column.from));
    value_set(map, "until", or_null(about, column.until));
    value_set(map, "letters", column.letters ? value_int(about->arena, (int64_t)column.letters) : value_null(about->arena));
    value_append(list, map);
    return true;
}

/* Whose it is and its id first, as people think of it; then as declared. */
bool entry_page_fields(const struct entry_about *about, struct store *store, const struct cell *known, struct value **ret_fields,
                       struct err *err)
{
    const struct record_type *type = about->type;
    struct value *list = value_list(about->arena);
    bool good = true;
    for (size_t i = 0; good && i < type->key_count; i++)
        good = add_field(about, store, record_field(type, type->key[i]), known, list, err);
    for (size_t i = 0; good && i < type->field_count; i++)
        if (!type->fields[i].retired && text_place(type->fields[i].name, type->key, type->key_count) < 0)
            good = add_field(about, store, &type->fields[i], known, list, err);
    *ret_fields = list;
    return good;
}

/* ---- records ---- */

/* Not what the key or the heading says already. */
static bool is_told(const struct entry_about *about, const struct field *field)
{
    return field != record_key_id(about->type) && !entry_field_given(about, field);
}

struct value *entry_page_columns(const struct entry_about *about)
{
    struct value *list = value_list(about->arena);
    for (size_t i = 0; i < about->type->field_count; i++) {
        struct value *map = value_map(about->arena);
        if (!is_told(about, &about->type->fields[i]))
            continue;
        value_set_text(map, "id", about->type->fields[i].name);
        value_set_text(map, "title", about->type->fields[i].title);
        value_append(list, map);
    }
    return list;
}

static struct value *cell_of(const struct entry_about *about, const struct field *field, struct cell cell)
{
    struct value *map = value_map(about->arena);
    const char *text = cell.kind == CELL_TEXT ? entry_field_title(about, field, cell.text) : entry_page_text(about, field, cell);
    bool number = cell.kind == CELL_NUMBER && !field_kind(field)->show;
    value_set_text(map, "name", field->name);
    value_set_text(map, "title", field->title);
    value_set_text(map, "text", text);
    value_set(map, "value", number                   ? value_int(about->arena, cell.number)
                            : cell.kind == CELL_TEXT ? value_text(about->arena, text)
                                                     : value_text(about->arena, cell_show(about->arena, field, cell)));
    return map;
}

static struct value *record_of(const struct entry_about *about, const struct entry_row *row)
{
    struct value *map = value_map(about->arena), *cells = value_list(about->arena);
    struct buffer says = {0};
    const struct record_type *type = about->type;
    value_set_text(map, "key", record_key_show(about->arena, type, row->cells));
    value_set_text(map, "state", row->state);
    value_set_text(map, "state_reason", row->state_reason);
    value_set_int(map, "sequence", row->sequence);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (!is_told(about, field) || (!cell_given(row->cells[i]) && row->cells[i].kind != CELL_HIDDEN))
            continue;
        struct value *cell = cell_of(about, field, row->cells[i]);
        buffer_printf(&says, "%s%s: %s", says.len ? "; " : "", field->title, value_get_text(cell, "text", ""));
        value_append(cells, cell);
    }
    value_set(map, "cells", cells);
    value_set_text(map, "says", buffer_take(&says, about->arena));
    return map;
}

static int by_change(const void *a, const void *b)
{
    const struct entry_row *x = *(const struct entry_row *const *)a, *y = *(const struct entry_row *const *)b;
    if (x->sequence != y->sequence)
        return x->sequence < y->sequence ? 1 : -1;
    return x < y ? -1 : 1; /* as their keys are */
}

struct value *entry_page_records(const struct entry_about *about, const struct entry_rows *rows)
{
    struct value *list = value_list(about->arena);
    const struct entry_row **sorted = arena_alloc(about->arena, (rows->len + 1) * sizeof *sorted);
    for (size_t i = 0; i < rows->len; i++)
        sorted[i] = &rows->items[i];
    qsort(sorted, rows->len, sizeof *sorted, by_change);
    for (size_t i = 0; i < rows->len; i++)
        value_append(list, record_of(about, sorted[i]));
    return list;
}
