/* Many records at once: the table of a type for a unit and a period, and what was typed in it and not sent yet. */
#include "command/perform.h"
#include "command/retention.h"

#include "base/arena.h"
#include "base/array.h"
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
    int64_t begun;       /* records that are begun, on all pages */
    int64_t page, pages; /* from 1 on, of as many rows as a table takes */
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

static int64_t rows_most(const struct grid *grid)
{
    return (int64_t)entry_grid_rows_most(value_len(grid->columns));
}

/* Up to the end of the page. */
static struct record_list_query query_of(const struct grid *grid, const char *state)
{
    const struct record_type *type = grid->about.type;
    return (struct record_list_query){.types = &grid->asked.package->types, .type = type, .owners = grid->asked.scope.ids, .state = state,
                                      .period = type->touches_on || type->touches_from ? grid->asked.period : NULL,
                                      .periods = grid->asked.periods, .limit = grid->page * rows_most(grid)};
}

static bool add_state(struct command_call *call, const struct grid *grid, const char *state, struct entry_rows *rows, struct err *err)
{
    struct record_list list;
    const struct record_list_query query = query_of(grid, state);
    if (!record_list_read(call->store, &query, call->arena, &list, err))
        return false;
    rows->items = arena_grow(call->arena, rows->items, rows->len * sizeof *rows->items, (rows->len + list.len + 1) * sizeof *rows->items);
    for (size_t i = 0; i < list.len; i++)
        rows->items[rows->len++] = (struct entry_row){.cells = list.items[i].cells, .state = list.items[i].state,
                                                      .state_reason = list.items[i].state_reason, .sequence = list.items[i].sequence};
    return true;
}

/* What was returned first: it is asked for; then the drafts. */
static const char *const begun_acts[] = {"return", "save", "submit"};

static size_t begun_states(const struct command_call *call)
{
    return LEN(begun_acts) - !call_flag(call, "waiting");
}

/* Those of the page. */
static bool read_begun(struct command_call *call, const struct grid *grid, struct entry_rows *rows, struct err *err)
{
    for (size_t i = 0; i < begun_states(call); i++)
        if (!add_state(call, grid, workflow_to("record", begun_acts[i]), rows, err))
            return false;
    size_t before = (size_t)((grid->page - 1) * rows_most(grid));
    before = before < rows->len ? before : rows->len;
    rows->items += before;
    rows->len -= before;
    return true;
}

/* How many there are, and so which page is meant. */
static bool count_begun(struct command_call *call, struct grid *grid, struct err *err)
{
    const struct record_list_query query = query_of(grid, NULL);
    const struct value *counts = record_list_counts(call->store, &query, call->arena, err);
    int64_t asked = call_number(call, "page", 1);
    for (size_t i = 0; counts && i < begun_states(call); i++)
        grid->begun += value_get_int(counts, workflow_to("record", begun_acts[i]), 0);
    grid->pages = grid->begun ? (grid->begun + rows_most(grid) - 1) / rows_most(grid) : 1;
    grid->page = asked < 1 ? 1 : asked < grid->pages ? asked : grid->pages;
    return counts != NULL;
}

static int64_t count_stored(const struct value *rows)
{
    int64_t count = 0;
    for (size_t i = 0; i < value_len(rows); i++)
        count += value_get_text(value_at(rows, i), "key", NULL) != NULL;
    return count;
}

/* Which page of how many; of a table that is kept, how many records stand outside of it. */
static void set_pages(const struct grid *grid, const struct value *rows, bool kept, struct value *map)
{
    int64_t stored = count_stored(rows);
    value_set_int(map, "begun", grid->begun);
    value_set_int(map, "page", kept ? 1 : grid->page);
    value_set_int(map, "pages", kept ? 1 : grid->pages);
    value_set_int(map, "outside", kept && grid->begun > stored ? grid->begun - stored : 0);
}

struct value *command_records_grid(struct command_call *call, struct err *err)
{
    struct grid grid = {.begun = 0};
    struct entry_rows begun = {0};
    struct value *rows;
    const struct value *kept;
    int64_t kept_at = 0, empty = call_number(call, "empty", EMPTY_ROWS);
    if (!open_grid(call, &grid, err) || !entry_unsent_read(call->store, call->arena, &grid.unsent, &kept, &kept_at, err) ||
        !count_begun(call, &grid, err) || (!kept && !read_begun(call, &grid, &begun, err)) ||
        !entry_grid_rows(&grid.about, call->store, grid.columns, &begun, kept ? value_get(kept, "rows") : NULL,
                         (size_t)(empty < EMPTY_MOST ? empty : EMPTY_MOST), &rows, err))
        return NULL;
    struct value *map = entry_asked_map(call, &grid.asked);
    value_set_text(map, "type", grid.about.type->name);
    value_set_text(map, "title", grid.about.type->title);
    value_set(map, "fields", grid.fields);
    value_set(map, "rows", rows);
    value_set_int(map, "rows_most", rows_most(&grid));
    set_pages(&grid, rows, kept != NULL, map);
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
    return value_len(rows) ? entry_unsent_keep(call->store, call->arena, &grid->unsent, kept, clock_now(call->clock), call->retention->unsent, err)
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
