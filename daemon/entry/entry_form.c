#include "entry/entry_form.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "entry/entry_field.h"
#include "entry/entry_key.h"
#include "entry/entry_rows.h"
#include "entry/entry_scope.h"
#include "package/package.h"
#include "workbook/workbook.h"

#include <string.h>

enum {
    OPEN_ROWS = 60,     /* empty ones with a frame */
    RULED_ROWS = 10000, /* lists and limits reach so far down */
};

static void add_above(const struct entry_about *about, struct value *sheet)
{
    struct arena *arena = about->arena;
    workbook_above(arena, sheet, arena_printf(arena, "BIỂU NHẬP: %s", text_upper(arena, about->type->title)));
    workbook_above(arena, sheet,
                   arena_printf(arena, "%s, %s (từ %s đến hết %s)", about->scope->title, period_title(about->period, arena),
                                day_shown(arena, about->period->from), day_shown(arena, about->period->until - 1)));
    workbook_above(arena, sheet,
                   "Mỗi bản ghi một dòng. Cột nền cam là bắt buộc; ô có danh sách thì chọn trong danh sách. Dòng không dùng thì để nguyên.");
}

static void add_columns(const struct entry_about *about, struct value *sheet)
{
    for (size_t i = 0; i < about->type->field_count; i++) {
        struct workbook_column column;
        if (about->type->fields[i].retired)
            continue;
        entry_field_column(about, &about->type->fields[i], &column);
        workbook_column(about->arena, sheet, &column);
    }
}

static void add_known(const struct entry_about *about, struct value *sheet, const struct entry_rows *rows)
{
    for (size_t i = 0; i < rows->len; i++) {
        struct value *row = workbook_row(about->arena, sheet);
        for (size_t j = 0; j < about->type->field_count; j++)
            if (!about->type->fields[j].retired)
                value_append(row, entry_field_cell(about, &about->type->fields[j], rows->items[i].cells[j]));
    }
}

/* Rows to fill in: whose they are and of which period stands in them already (import leaves out those that say no more). */
static void add_open(const struct entry_about *about, struct value *sheet)
{
    for (int i = 0; i < OPEN_ROWS; i++) {
        struct value *row = workbook_row(about->arena, sheet);
        for (size_t j = 0; j < about->type->field_count; j++) {
            const struct value *given = entry_field_given(about, &about->type->fields[j]);
            if (!about->type->fields[j].retired)
                value_append(row, given ? given : value_null(about->arena));
        }
    }
}

static void add_key(const struct entry_about *about, struct value *workbook, const char *unit)
{
    const struct sheet_key keys[] = {{"form", about->type->name},
                                     {"version", about->package->hash},
                                     {"unit", unit},
                                     {"period", about->period->id}};
    entry_key_add(about->arena, workbook, keys, LEN(keys));
}

static struct value *describe(const struct entry_about *about, const char *unit, const struct entry_rows *rows)
{
    struct value *workbook = workbook_describe(about->arena, about->type->title),
                 *sheet = workbook_sheet(about->arena, workbook, about->type->title);
    value_set_bool(sheet, "locked", true);
    value_set_int(sheet, "filled", RULED_ROWS);
    add_above(about, sheet);
    add_columns(about, sheet);
    add_known(about, sheet, rows);
    add_open(about, sheet);
    workbook_fit(sheet);
    add_key(about, workbook, unit);
    return workbook;
}

/* The last day of the period on which the unit stands: June's figures of a ward that ended in June are its own. */
static int32_t last_day(const struct package *package, const char *unit, const struct period *period)
{
    const struct units *units = &package->units;
    int32_t day = period->until - 1;
    for (size_t i = unit_place(units, unit); i < units->fact_count && strcmp(units->facts[i].id, unit) == 0; i++)
        if (units->facts[i].from < period->until && units->facts[i].until > period->from)
            day = units->facts[i].until - 1 < period->until - 1 ? units->facts[i].until - 1 : period->until - 1;
    return day;
}

struct value *entry_form_describe(struct store *store, struct arena *arena, const struct package *package,
                                  const struct period_list *periods, const struct record_type *type, const char *unit,
                                  const struct period *period, struct err *err)
{
    struct entry_scope scope;
    struct entry_rows rows;
    struct entry_about about = {arena, package, periods, period, &scope, type};
    if (!entry_scope_read(store, arena, package, unit, last_day(package, unit, period), &scope, err) ||
        !entry_rows_read(store, arena, type, periods, period, &scope, ENTRY_ROWS_HOLDING, &rows, err))
        return NULL;
    return describe(&about, unit, &rows);
}
