#include "import/move_check.h"

#include "base/problem.h"
#include "base/text.h"
#include "calendar/period.h"
#include "import/neighbour.h"
#include "import/row.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

#include <string.h>

static bool stands(const char *state)
{
    return workflow_is("record", state, WORKFLOW_STANDS);
}

static void refuse_subject(struct import *import, const struct record_type *type, const struct import_row *row, size_t field)
{
    const struct field *of = &type->fields[field];
    const char *key = record_key_show(import->arena, type, row->cells), *old = cell_show(import->arena, of, row->old[field]);
    if (!cell_given(row->cells[field])) {
        problem_add(import->problems, row->file, row->line, of->name,
                    "“%s”: ô %s trống, trước là “%s”; muốn giữ thì ghi lại hoặc bỏ hẳn cột này, muốn bỏ thì nhập lại với --moves",
                    "“%s”: the cell %s is empty, it was “%s”; to keep that write it again or leave the column out, to empty it import again "
                    "with --moves", key, of->title, old);
        return;
    }
    problem_add(import->problems, row->file, row->line, of->name,
                "“%1$s”: %2$s chuyển từ “%3$s” sang “%4$s”; đúng như vậy thì nhập lại với --moves, là việc khác thì đặt mã khác",
                "“%1$s”: %2$s moves from “%3$s” to “%4$s”; if so import again with --moves, if it is another record give it another id",
                key, of->title, old, cell_show(import->arena, of, row->cells[field]));
}

/* The month of a day, or the period that is stored; NULL outside the contest. */
static const char *month_of(const struct import *import, const struct field *field, struct cell cell)
{
    if (!field_kind(field)->day)
        return cell.text;
    int32_t day = field_kind(field)->day(cell.number);
    for (size_t i = 0; i < import->periods->len; i++) {
        const struct period *period = &import->periods->items[i];
        if (period->kind == PERIOD_MONTH && period->from <= day && day < period->until)
            return period->id;
    }
    return NULL;
}

static void check_period(struct import *import, const struct record_type *type, const struct import_row *row)
{
    const struct field *field = type->touches_on ? record_field(type, type->touches_on) : NULL;
    if (!field || text_place(field->name, type->key, type->key_count) >= 0)
        return;
    struct cell old = row->old[field - type->fields], new = row->cells[field - type->fields];
    if (!cell_given(old) || !cell_given(new))
        return;
    const char *from = month_of(import, field, old), *to = month_of(import, field, new);
    if (from == to || (from && to && strcmp(from, to) == 0))
        return;
    problem_add(import->problems, row->file, row->line, field->name,
                "“%1$s” chuyển kỳ: từ %2$s (%3$s) sang %4$s (%5$s); đúng như vậy thì nhập lại với --moves, là việc khác thì đặt mã khác%6$.0s%7$.0s",
                "“%1$s” moves to another period: from %6$s (%3$s) to %7$s (%5$s); if so import again with --moves, if it is another record "
                "give it another id%2$.0s%4$.0s",
                record_key_show(import->arena, type, row->cells), from ? from : "ngoài phong trào", cell_show(import->arena, field, old),
                to ? to : "ngoài phong trào", cell_show(import->arena, field, new), from ? from : "outside the contest",
                to ? to : "outside the contest");
}

static void check_correction(struct import *import, const struct record_type *type, const struct import_row *row)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (field_kind(&type->fields[i])->scope != FIELD_SCOPE_NONE && cell_given(row->old[i]) && row->cells[i].kind != CELL_BAD &&
            !cell_equal(row->old[i], row->cells[i]))
            refuse_subject(import, type, row, i);
    check_period(import, type, row);
}

static bool suggest_move(struct import *import, const struct batch *batch, struct stored *stored, const struct import_row *row,
                         struct err *err)
{
    const struct record_type *type = batch->type;
    const struct field *reporter = record_key_reporter(type);
    struct neighbour neighbour;
    if (!neighbour_elsewhere(stored, batch, row, &neighbour, err))
        return false;
    if (neighbour.key)
        problem_warn(import->problems, row->file, row->line, reporter->name,
                     "ngoài đơn vị, mọi ô đều như “%1$s” (%2$s); nếu là một việc thì đừng nhập mà chuyển: "
                     "thiduactl records move %3$s %1$s --to %4$s --reason …%5$.0s",
                     "all but the unit is as in “%1$s” (%5$s); if it is the same, do not import it but move that one: "
                     "thiduactl records move %3$s %1$s --to %4$s --reason …%2$.0s",
                     neighbour.key, neighbour.where_vi, type->name, row_text(batch, row, reporter->name), neighbour.where_en);
    return true;
}

bool move_check_row(struct import *import, const struct batch *batch, struct stored *stored, const struct import_row *row,
                    struct err *err)
{
    if (!row->key || row->restored || !stands(row->state))
        return true;
    if (row->fate == ROW_CHANGED && !import->moves && stands(row->before))
        check_correction(import, batch->type, row);
    if (row->fate != ROW_NEW || !record_key_reporter(batch->type) || !record_key_id(batch->type))
        return true;
    return suggest_move(import, batch, stored, row, err);
}
