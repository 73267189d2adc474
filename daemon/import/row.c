#include "import/row.h"

#include "base/buffer.h"
#include "base/day.h"
#include "calendar/period.h"
#include "record/record_type.h"

#include <inttypes.h>
#include <string.h>

static size_t field_index(const struct record_type *type, const char *name)
{
    return (size_t)(record_field(type, name) - type->fields);
}

struct cell *row_cell(const struct batch *batch, const struct import_row *row, const char *field)
{
    return &row->cells[field_index(batch->type, field)];
}

const char *row_text(const struct batch *batch, const struct import_row *row, const char *field)
{
    const struct cell *cell = row_cell(batch, row, field);
    return cell->kind == CELL_TEXT ? cell->text : NULL;
}

bool row_is_written(const struct import_row *row)
{
    return row->fate == ROW_NEW || row->fate == ROW_CHANGED;
}

bool row_agrees(const struct record_type *type, const struct import_row *row, const struct cell *cells, const char *state,
                const char *state_reason)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (row->cells[i].kind != CELL_ABSENT && !cell_equal(row->cells[i], cells[i]))
            return false;
    return strcmp(row->state, state) == 0 &&
           (!row->names_reason ||
            strcmp(row->state_reason ? row->state_reason : "", state_reason ? state_reason : "") == 0);
}

struct spot row_spot(const struct import *import, const struct import_row *row)
{
    return (struct spot){.problems = import->problems, .file = row->file, .line = row->line};
}

const char *row_join(struct arena *arena, const struct record_type *type, const struct cell *cells,
                     const char *const *names, size_t count)
{
    if (count == 1) { /* nearly all keys: the id itself */
        const struct cell *cell = &cells[field_index(type, names[0])];
        if (cell->kind == CELL_TEXT)
            return cell->text;
    }
    struct buffer joined = {0};
    for (size_t i = 0; i < count; i++) {
        const struct cell *cell = &cells[field_index(type, names[i])];
        if (!cell_given(*cell)) {
            buffer_finish(&joined);
            return NULL;
        }
        if (i)
            buffer_putc(&joined, '\x1f'); /* no cleaned text holds it: cell.c */
        if (cell->kind == CELL_TEXT)
            buffer_puts(&joined, cell->text);
        else
            buffer_printf(&joined, "%" PRId64, cell->number);
    }
    return buffer_take(&joined, arena);
}

const struct field *row_day(const struct batch *batch, const struct import_row *row, int32_t *ret_day)
{
    const struct record_type *type = batch->type;
    if (type->touches_from || type->touches_until)
        return NULL;
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (type->touches_on ? strcmp(field->name, type->touches_on) != 0 : !field->required)
            continue;
        if (!field_kind(field)->day || row->cells[i].kind != CELL_NUMBER)
            continue;
        *ret_day = field_kind(field)->day(row->cells[i].number);
        return field;
    }
    return NULL;
}

int32_t row_day_or(const struct batch *batch, const struct import_row *row, const char *field,
                   int32_t fallback)
{
    const struct cell *cell = row_cell(batch, row, field);
    return cell->kind == CELL_NUMBER ? (int32_t)cell->number : fallback;
}

/* The days that one cell says: a day, a period, a phase. */
static bool cell_span(const struct import *import, const struct field *field, struct cell cell, int32_t *ret_from, int32_t *ret_until)
{
    if (cell.kind == CELL_NUMBER && field_kind(field)->day) {
        *ret_from = field_kind(field)->day(cell.number);
        *ret_until = *ret_from + 1;
        return true;
    }
    bool named = field_kind(field)->scope == FIELD_SCOPE_TIME && cell.kind == CELL_TEXT;
    const struct period *period = named ? period_find(import->periods, cell.text) : NULL;
    if (period) {
        *ret_from = period->from;
        *ret_until = period->until;
    }
    return period != NULL;
}

void row_span(const struct import *import, const struct batch *batch, const struct import_row *row, int32_t *ret_from,
              int32_t *ret_until)
{
    const struct record_type *type = batch->type;
    const char *name = type->touches_on ? type->touches_on : type->touches_from;
    const struct field *named = name ? record_field(type, name) : NULL;
    if (named && cell_span(import, named, row->cells[named - type->fields], ret_from, ret_until))
        return;
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].required && cell_span(import, &type->fields[i], row->cells[i], ret_from, ret_until))
            return;
    *ret_from = INT32_MIN;
    *ret_until = DAY_NEVER;
}
