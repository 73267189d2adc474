#include "import/filled_form.h"

#include "base/arena.h"
#include "base/problem.h"
#include "calendar/period.h"
#include "import/header_row.h"
#include "import/import_file.h"
#include "import/reference.h"
#include "import/row.h"
#include "import/touched_days.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "sheet/sheet.h"

#include <string.h>

struct filled_form {
    const char *unit;            /* NULL: it says none */
    const struct period *period; /* NULL: it says none */
};

/* ---- what the form says of itself ---- */

/* Today's columns that the form has not: “Kênh tiếp nhận”, “Tổ”. "": it has all. */
static const char *lacking(struct arena *arena, const struct record_type *type, const struct columns *columns)
{
    const char *list = "";
    for (size_t i = 0; i < type->field_count; i++)
        if (columns->of_field[i] == NO_COLUMN && !type->fields[i].retired)
            list = arena_printf(arena, "%s%s“%s”", list, *list ? ", " : "", type->fields[i].title);
    return list;
}

/* The package's hash is another one when anything in it is; what matters here are the columns. */
static void say_version(struct import *import, const struct import_file *file, const struct record_type *type, const struct columns *columns)
{
    const char *lacks = lacking(import->arena, type, columns);
    if (*lacks)
        problem_warn(import->problems, file->file.path, file->sheet->head_line, NULL,
                     "biểu này lập theo bản quy tắc khác bản đang dùng, chưa có cột %1$s: bản ghi cũ giữ giá trị ở cột đó, bản ghi mới để trống; "
                     "lấy biểu mới (forms export %2$s) nếu cần ghi",
                     "this form is of another version of the rules than the one in force and lacks %1$s: known records keep what they have there, "
                     "new ones are left empty; take a new form (forms export %2$s) to fill it in",
                     lacks, type->name);
    else
        problem_note(import->problems, file->file.path, 0, NULL,
                     "biểu này lập theo bản quy tắc khác bản đang dùng; các cột vẫn đủ nên được đọc như thường",
                     "this form is of another version of the rules than the one in force; it has all columns, and was read as ever");
}

static void refuse_form(struct import *import, const struct import_file *file, const char *vi, const char *en, const char *id)
{
    problem_add(import->problems, file->file.path, 0, NULL, "đây là biểu của %1$s “%3$s”, phong trào này không có; lấy biểu mới (forms export)%2$.0s",
                "this is a form of the %2$s “%3$s”, which this contest has not; take a new form (forms export)%1$.0s", vi, en, id);
}

const struct filled_form *filled_form_read(struct import *import, const struct import_file *file, const struct record_type *type,
                                           const struct columns *columns)
{
    const char *form = sheet_key(file->sheet, "form"), *version = sheet_key(file->sheet, "version");
    const char *unit = sheet_key(file->sheet, "unit"), *period = sheet_key(file->sheet, "period");
    if (!form)
        return NULL;
    struct filled_form *filled = arena_alloc(import->arena, sizeof *filled);
    bool known = unit && unit_place(&import->package->units, unit) < import->package->units.fact_count;
    *filled = (struct filled_form){.unit = known ? unit : NULL, .period = period ? period_find(import->periods, period) : NULL};
    if (version && strcmp(version, import->package->hash) != 0)
        say_version(import, file, type, columns);
    if (unit && !known)
        refuse_form(import, file, "đơn vị", "unit", unit);
    if (period && !filled->period)
        refuse_form(import, file, "kỳ", "period", period);
    return filled;
}

/* ---- whose rows ---- */

/* The days in which somebody must belong to the form's unit. */
struct days {
    int32_t first, last;
};

/* The unit itself or one below it, and one whose figures it has taken over. */
static bool is_of_unit(const struct import *import, const char *id, const char *unit, struct days days)
{
    const struct units *units = &import->package->units;
    const char *home = unit_home(units, id, days.last);
    return unit_is_below(units, id, unit, days.first) || unit_is_below(units, id, unit, days.last) || (home && strcmp(home, unit) == 0);
}

static bool is_within(struct import *import, const char *id, bool member, const char *unit, struct days days, bool *ret_within, struct err *err);

/* By where a team or a member (team: NULL) was on those days; who was nowhere then is said by others. */
static bool stays_within(struct import *import, const struct known *known, const char *team, const char *unit, struct days days, bool *ret_within, struct err *err)
{
    bool any = false, within = false;
    for (const struct stay *stay = known->stays; stay && !within; stay = stay->next) {
        if (stay->from > days.last || stay->until <= days.first)
            continue;
        any = true;
        const char *home = team ? unit_home_of_team(&import->package->units, team, stay->in, days.last) : NULL;
        within = home && strcmp(home, unit) == 0;
        if (!within && !is_within(import, stay->in, false, unit, days, &within, err))
            return false;
    }
    *ret_within = within || !any;
    return true;
}

static bool is_within(struct import *import, const char *id, bool member, const char *unit, struct days days, bool *ret_within, struct err *err)
{
    const struct units *units = &import->package->units;
    const struct known *known;
    *ret_within = unit_place(units, id) < units->fact_count && is_of_unit(import, id, unit, days);
    if (unit_place(units, id) < units->fact_count)
        return true;
    if (!(member ? reference_member(import->reference, id, &known, err) : reference_unit(import->reference, id, &known, err)))
        return false;
    *ret_within = !known; /* an unknown id has been refused */
    return !known || stays_within(import, known, member ? NULL : id, unit, days, ret_within, err);
}

static struct days days_of(const struct import *import, const struct batch *batch, const struct import_row *row)
{
    int32_t from, until;
    if (row->form->period)
        return (struct days){row->form->period->from, row->form->period->until - 1};
    row_span(import, batch, row, &from, &until);
    return (struct days){from, until - 1};
}

/* A subject may be a team or a member. */
static bool is_member(struct import *import, const struct field *field, const char *id, bool *ret_member, struct err *err)
{
    const struct known *known = NULL;
    enum field_scope scope = field_kind(field)->scope;
    if (scope == FIELD_SCOPE_SUBJECT && !reference_member(import->reference, id, &known, err))
        return false;
    *ret_member = scope == FIELD_SCOPE_MEMBER || known;
    return true;
}

bool filled_form_check(struct import *import, const struct batch *batch, const struct import_row *row, struct err *err)
{
    const struct field *field = row->form && row->form->unit && row_is_written(row) ? record_key_whose(batch->type) : NULL;
    bool member, within;
    if (!field || row->cells[field - batch->type->fields].kind != CELL_TEXT)
        return true;
    const char *id = row->cells[field - batch->type->fields].text, *unit = row->form->unit;
    struct days days = days_of(import, batch, row);
    if (!is_member(import, field, id, &member, err) || !is_within(import, id, member, unit, days, &within, err))
        return false;
    if (!within)
        problem_add(import->problems, row->file, row->line, field->name,
                    "dòng này là của “%1$s”, không thuộc đơn vị của biểu: “%2$s” (%3$s); ghi vào biểu của đơn vị đó, hoặc sửa ô này",
                    "this row is of “%1$s”, which is not of the form's unit, “%2$s” (%3$s); write it into that unit's form, or correct this cell",
                    id, unit, unit_at(&import->package->units, unit, days.last)->name);
    return true;
}

/* ---- which period ---- */

/* The field that says of which days the row is. */
static const struct field *day_field(const struct record_type *type)
{
    const char *name = type->touches_on ? type->touches_on : type->touches_from;
    if (name)
        return record_field(type, name);
    for (size_t i = 0; i < type->field_count; i++)
        if (field_kind(&type->fields[i])->scope == FIELD_SCOPE_TIME || (type->fields[i].required && field_kind(&type->fields[i])->day))
            return &type->fields[i];
    return NULL;
}

void filled_form_warn(struct import *import, const struct batch *batch, const struct import_row *row)
{
    const struct period *period = row->form ? row->form->period : NULL;
    const struct field *field = period ? day_field(batch->type) : NULL;
    if (!field || !cell_given(row->cells[field - batch->type->fields]) ||
        touched_days_are_of(import->arena, batch->type, import->periods, period, row->cells))
        return;
    problem_warn(import->problems, row->file, row->line, field->name,
                 "dòng này không thuộc kỳ của biểu (%1$s) mà thuộc kỳ có ngày của dòng; kiểm tra lại ô này",
                 "this row is not of the form's period (%1$s) and counts in the one that has its day; check this cell",
                 period_title(period, import->arena));
}
