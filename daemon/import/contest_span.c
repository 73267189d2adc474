#include "import/contest_span.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "import/reference.h"
#include "import/row.h"
#include "import/touched_days.h"
#include "lock/lock_exception.h"
#include "lock/month_lock.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "store/change.h"
#include "workflow/workflow.h"

#include <string.h>

void contest_span_warn(struct import *import, const struct batch *batch, const struct import_row *row)
{
    const struct package *package = import->package;
    int32_t day;
    const struct field *field = row_day(batch, row, &day);
    if (!field || (day >= package->from && day < package->until))
        return;
    bool before = day < package->from;
    int32_t edge = before ? package->from : package->until - 1;
    problem_warn(import->problems, row->file, row->line, field->name,
                 before ? "ngày %1$s trước khi phong trào bắt đầu (%2$s) nên không được tính vào kỳ nào; kiểm tra lại năm%3$.0s%4$.0s"
                        : "ngày %1$s sau khi phong trào kết thúc (%2$s) nên không được tính vào kỳ nào; kiểm tra lại năm%3$.0s%4$.0s",
                 before ? "%3$s is before the contest begins (%4$s), so no period counts it; check the year%1$.0s%2$.0s"
                        : "%3$s is after the contest has ended (%4$s), so no period counts it; check the year%1$.0s%2$.0s",
                 day_shown(import->arena, day), day_shown(import->arena, edge), day_text(import->arena, day), day_text(import->arena, edge));
}

/* ---- locked months ---- */

/* What was sent in time is confirmed or returned with the same content. */
static bool is_answer(const struct record_type *type, const struct import_row *row)
{
    bool answers = strcmp(row->state, workflow_to("record", "confirm")) == 0 || strcmp(row->state, workflow_to("record", "return")) == 0;
    if (!row->old || !answers || !workflow_is("record", row->before, WORKFLOW_PENDING))
        return false;
    for (size_t i = 0; i < type->field_count; i++)
        if (!cell_equal(row->old[i], row->cells[i]))
            return false;
    return true;
}

static int32_t end_of(struct cell cell)
{
    return cell.kind == CELL_NUMBER ? (int32_t)cell.number + 1 : DAY_NEVER;
}

/* Of a life whose end alone is another: only the days between the two ends are said otherwise. */
static bool is_end_moved(const struct record_type *type, const struct import_row *row, struct touched *ret_days)
{
    const struct field *end = type->touches_from && type->touches_until ? record_field(type, type->touches_until) : NULL;
    if (!end || !row->old || strcmp(row->state, row->before) != 0)
        return false;
    for (size_t i = 0; i < type->field_count; i++)
        if (&type->fields[i] != end && !cell_equal(row->old[i], row->cells[i]))
            return false;
    int32_t before = end_of(row->old[end - type->fields]), after = end_of(row->cells[end - type->fields]);
    *ret_days = (struct touched){before < after ? before : after, before < after ? after : before};
    return true;
}

static void add_days(const struct import *import, const struct batch *batch, const struct import_row *row, struct touched_days_list *days)
{
    struct touched between;
    if (is_end_moved(batch->type, row, &between)) {
        days->items = arena_alloc(import->arena, sizeof between);
        days->items[0] = between;
        days->len = days->size = between.from < between.until;
        return;
    }
    touched_days_add(days, import->arena, batch->type, import->periods, row->cells);
    if (row->old)
        touched_days_add(days, import->arena, batch->type, import->periods, row->old);
}

static bool overlaps(const struct touched_days_list *days, const struct period *period)
{
    for (size_t i = 0; i < days->len; i++)
        if (days->items[i].from < period->until && period->from < days->items[i].until)
            return true;
    return false;
}

/* Whose it is now and was: both must be let in. */
static bool read_units(struct import *import, const struct batch *batch, const struct import_row *row, const char *ret_units[2], struct err *err)
{
    const struct field *whose = record_key_whose(batch->type);
    const struct cell *sides[] = {row->cells, row->old};
    for (size_t i = 0; i < LEN(sides); i++) {
        struct cell cell = whose && sides[i] ? sides[i][whose - batch->type->fields] : (struct cell){.kind = CELL_EMPTY};
        ret_units[i] = NULL;
        if (cell.kind == CELL_TEXT && !reference_home(import->reference, cell.text, &ret_units[i], err))
            return false;
    }
    return true;
}

static bool say_locked(struct arena *arena, const struct package *package, const char *unit, const struct period *month, struct err *err)
{
    int32_t lock = month_lock_day(package, month);
    return err_set(err,
                   "%1$s đã khóa từ hết ngày %3$s; cần ngoại lệ do người thứ hai cho phép: thiduactl exceptions ask --unit %4$s --period %2$s --until NGÀY "
                   "--reason LÝ-DO%5$.0s",
                   "%2$s is locked since the end of %5$s%1$.0s%3$.0s; it takes an exception that a second person grants: thiduactl exceptions ask --unit %4$s "
                   "--period %2$s --until DAY --reason REASON",
                   period_title(month, arena), month->id, day_shown(arena, lock), unit, day_text(arena, lock));
}

static void refuse(struct import *import, const struct batch *batch, const struct import_row *row, const char *unit, const struct period *month)
{
    int32_t day;
    struct err err = {0};
    const struct field *field = row_day(batch, row, &day);
    say_locked(import->arena, import->package, unit, month, &err);
    problem_add_err(import->problems, row->file, row->line, field ? field->name : NULL, &err);
}

static bool has_int(const struct value *list, int64_t wanted)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (value_as_int(value_at(list, i)) == wanted)
            return true;
    return false;
}

static bool check_month(struct import *import, const struct batch *batch, const struct import_row *row, const char *unit, const struct period *month,
                        bool *ret_good, struct err *err)
{
    int64_t exception;
    if (!lock_exception_find(import->change->store, import->arena, import->package, unit, month->id, import->today, &exception, err))
        return false;
    if (!exception)
        refuse(import, batch, row, unit, month);
    else if (!has_int(import->exceptions, exception))
        value_append(import->exceptions, value_int(import->arena, exception));
    *ret_good = exception != 0;
    return true;
}

bool contest_span_check_lock(struct import *import, const struct batch *batch, const struct import_row *row, struct err *err)
{
    struct touched_days_list days = {0};
    const char *units[2];
    bool good = true;
    if (!import->package->schedule.lock_days || !row_is_written(row) || is_answer(batch->type, row))
        return true;
    add_days(import, batch, row, &days);
    if (!days.len || !read_units(import, batch, row, units, err))
        return days.len == 0;
    for (size_t i = 0; good && i < import->periods->len; i++) {
        const struct period *month = &import->periods->items[i];
        if (!month_lock_holds(import->package, month, import->today) || !overlaps(&days, month))
            continue;
        const char *unit = units[0] ? units[0] : import->package->district, *before = units[1] ? units[1] : unit;
        if (!check_month(import, batch, row, unit, month, &good, err) ||
            (good && strcmp(before, unit) != 0 && !check_month(import, batch, row, before, month, &good, err)))
            return false;
    }
    return true;
}

bool contest_span_check_carried(const struct contest_span_carrier *carrier, struct arena *arena, struct value *exceptions, struct err *err)
{
    struct touched_days_list days = {0};
    if (!carrier->package->schedule.lock_days)
        return true;
    touched_days_add(&days, arena, carrier->type, carrier->periods, carrier->cells);
    for (size_t i = 0; i < carrier->periods->len; i++) {
        const struct period *month = &carrier->periods->items[i];
        int64_t exception;
        if (!month_lock_holds(carrier->package, month, carrier->today) || !overlaps(&days, month))
            continue;
        const char *unit = carrier->unit ? carrier->unit : carrier->package->district;
        if (!lock_exception_find(carrier->store, arena, carrier->package, unit, month->id, carrier->today, &exception, err))
            return false;
        if (!exception)
            return say_locked(arena, carrier->package, unit, month, err);
        value_append(exceptions, value_int(arena, exception));
    }
    return true;
}
