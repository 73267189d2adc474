/* Many records at once: the table of a type for a unit and a period, and what was typed in it and not sent yet. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "entry/entry_grid.h"
#include "entry/entry_page.h"
#include "entry/entry_paste.h"
#include "entry/entry_unsent.h"
#include "command/entry_asked.h"
#include "listing/record_list.h"
#include "package/package.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

#include <string.h>

enum { EMPTY_ROWS = 10, EMPTY_MOST = 100 }; /* behind what is there */

struct grid {
    struct entry_asked asked;
    struct entry_about about;
    struct value *fields, *columns;
    struct entry_unsent unsent;
};

static bool open_grid(struct command_call *call, struct grid *grid, struct err *err)
{
    if (!entry_asked_read(call, &grid->asked, err))
        return false;
    const struct record_type *type = call_type(call, grid->asked.package, call_text(call, "type"), err);
    if (!type)
        return false;
    grid->about = entry_asked_about(call, &grid->asked, type);
    grid->unsent = entry_unsent_rows(call->arena, call->actor, type->name, grid->asked.unit, grid->asked.period->id);
    if (!entry_page_fields(&grid->about, call->store, NULL, &grid->fields, err))
        return false;
    grid->columns = entry_grid_columns(&grid->about, grid->fields);
    return true;
}

/* ---- the table ---- */

static bool add_state(struct command_call *call, const struct grid *grid, const char *state, struct entry_rows *rows, struct err *err)
{
    const struct record_type *type = grid->about.type;
    struct record_list list;
    const struct record_list_query query = {.types = &grid->asked.package->types, .type = type, .owners = grid->asked.scope.ids, .state = state,
                                            .period = type->touches_on || type->touches_from ? grid->asked.period : NULL,
                                            .periods = grid->asked.periods, .limit = (int64_t)entry_grid_rows_most(value_len(grid->columns))};
    if (!record_list_read(call->store, &query, call->arena, &list, err))
        return false;
    rows->items = arena_grow(call->arena, rows->items, rows->len * sizeof *rows->items, (rows->len + list.len + 1) * sizeof *rows->items);
    for (size_t i = 0; i < list.len; i++)
        rows->items[rows->len++] = (struct entry_row){.cells = list.items[i].cells, .state = list.items[i].state,
                                                      .state_reason = list.items[i].state_reason, .sequence = list.items[i].sequence};
    return true;
}

/* What was returned first: it is asked for; then the drafts. */
static bool read_begun(struct command_call *call, const struct grid *grid, struct entry_rows *rows, struct err *err)
{
    return add_state(call, grid, workflow_to("record", "return"), rows, err) && add_state(call, grid, workflow_to("record", "save"), rows, err) &&
           (!call_flag(call, "waiting") || add_state(call, grid, workflow_to("record", "submit"), rows, err));
}

struct value *command_records_grid(struct command_call *call, struct err *err)
{
    struct grid grid;
    struct entry_rows begun = {0};
    struct value *rows;
    const struct value *kept;
    int64_t kept_at = 0, empty = call_number(call, "empty", EMPTY_ROWS);
    if (!open_grid(call, &grid, err) || !entry_unsent_read(call->store, call->arena, &grid.unsent, &kept, &kept_at, err) ||
        (!kept && !read_begun(call, &grid, &begun, err)) ||
        !entry_grid_rows(&grid.about, call->store, grid.columns, &begun, kept ? value_get(kept, "rows") : NULL,
                         (size_t)(empty < EMPTY_MOST ? empty : EMPTY_MOST), &rows, err))
        return NULL;
    struct value *map = entry_asked_map(call, &grid.asked);
    value_set_text(map, "type", grid.about.type->name);
    value_set_text(map, "title", grid.about.type->title);
    value_set(map, "fields", grid.fields);
    value_set(map, "rows", rows);
    value_set_int(map, "rows_most", (int64_t)entry_grid_rows_most(value_len(grid.columns)));
    value_set(map, "kept_at", kept ? value_text(call->arena, instant_text(call->arena, kept_at)) : value_null(call->arena));
    value_set_text(map, "reason", value_get_text(kept, "reason", NULL));
    return map;
}

/* ---- keeping ---- */

/* Without the row of this number (from 1, 0: none), and without the empty ones behind the last that is filled. */
static struct value *whole_rows(struct command_call *call, const struct value *rows, int64_t dropped)
{
    struct value *whole = value_list(call->arena);
    size_t len = value_len(rows);
    while (len && !value_len(value_at(rows, len - 1)))
        len--;
    for (size_t i = 0; i < len; i++)
        if ((int64_t)i + 1 != dropped)
            value_append(whole, value_at(rows, i));
    return whole;
}

static bool add_pasted(struct command_call *call, const struct grid *grid, struct value *rows, struct err *err)
{
    struct value *pasted;
    const char *text = call_text(call, "paste");
    if (!text)
        return true;
    if (!entry_paste_rows(call->arena, grid->about.type, grid->columns, text, &pasted, err))
        return false;
    for (size_t i = 0; i < value_len(pasted); i++)
        value_append(rows, value_at(pasted, i));
    return true;
}

static bool keep(struct command_call *call, const struct grid *grid, const struct value *rows, struct err *err)
{
    size_t most = entry_grid_rows_most(value_len(grid->columns));
    struct value *kept = value_map(call->arena);
    if (value_len(rows) > most)
        return err_set(err, "bảng có nhiều nhất %zu dòng; nhập bằng tệp", "the table has at most %zu rows; import a file", most);
    value_set(kept, "rows", rows);
    value_set_text(kept, "reason", call_text(call, "reason"));
    return value_len(rows) ? entry_unsent_keep(call->store, call->arena, &grid->unsent, kept, clock_now(call->clock), err)
                           : entry_unsent_drop(call->store, &grid->unsent, err);
}

struct value *command_records_keep(struct command_call *call, struct err *err)
{
    struct grid grid;
    const struct value *given = call_flag(call, "discard") ? NULL : value_get(call->arguments, "cells");
    if (!open_grid(call, &grid, err))
        return NULL;
    struct value *rows = whole_rows(call, given, call_number(call, "drop", 0)), *map = value_map(call->arena);
    if ((!call_flag(call, "discard") && !add_pasted(call, &grid, rows, err)) || !keep(call, &grid, rows, err))
        return NULL;
    value_set_int(map, "kept", (int64_t)value_len(rows));
    return map;
}
