#include "store/record_cells.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/memory.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "record/version_sql.h"
#include "store/database.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

/* ---- who reads ---- */

/* Where nobody asks, as when open periods are measured, nothing is hidden. */
static void call_seen(sqlite3_context *context, int count, sqlite3_value **values)
{
    const struct store *store = sqlite3_user_data(context);
    const struct private_view *view = store->view;
    (void)count;
    const struct record_type *type = view ? record_type_find(view->types, (const char *)sqlite3_value_text(values[0])) : NULL;
    bool seen = !view || (type && view->sees(view->reader, type, (const char *)sqlite3_value_text(values[1])));
    sqlite3_result_int(context, seen);
}

static void call_result_seen(sqlite3_context *context, int count, sqlite3_value **values)
{
    const struct store *store = sqlite3_user_data(context);
    const struct private_view *view = store->view;
    (void)count;
    sqlite3_result_int(context, !view || view->sees_members(view->reader, (const char *)sqlite3_value_text(values[0])));
}

static bool script(struct store *store, const char *sql, struct err *err)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK || database_fail(store, err);
}

/* Views are no data, but a connection that only reads is not let make them either. */
static bool make(struct store *store, const char *views, struct err *err)
{
    bool good = script(store, "PRAGMA query_only = OFF", err) && (!store->views_drop || script(store, store->views_drop, err)) && script(store, views, err);
    return script(store, "PRAGMA query_only = ON", good ? err : NULL) && good;
}

static bool register_function(struct store *store, struct err *err)
{
    return store->views ||
           (sqlite3_create_function_v2(store->db, VERSION_SQL_SEEN, 2, SQLITE_UTF8, store, call_seen, NULL, NULL, NULL) == SQLITE_OK &&
            sqlite3_create_function_v2(store->db, VERSION_SQL_RESULT_SEEN, 1, SQLITE_UTF8, store, call_result_seen, NULL, NULL, NULL) == SQLITE_OK) ||
           database_fail(store, err);
}

static char *copy(const char *text)
{
    char *copied = strdup(text);
    if (!copied)
        memory_out();
    return copied;
}

/* The views are those of the types that are declared now. */
static bool bring_up(struct store *store, const struct record_types *types, struct arena *arena, struct err *err)
{
    const char *views = version_sql_private(arena, types);
    if (strcmp(store->views ? store->views : "", views) == 0)
        return true;
    if (!register_function(store, err) || !make(store, views, err))
        return false;
    database_forget_views(store);
    store->views = copy(views);
    store->views_drop = copy(version_sql_private_drop(arena, types));
    return true;
}

bool private_view_begin(struct store *store, const struct private_view *view, struct arena *arena, struct err *err)
{
    if (store->writes)
        return true;
    store->view = view;
    if (bring_up(store, view->types, arena, err))
        return true;
    store->view = NULL;
    return false;
}

void private_view_end(struct store *store)
{
    store->view = NULL;
}

static bool has_cell(const struct record_type *type, const struct cell *cells, bool hidden)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].private && (hidden ? cells[i].kind == CELL_HIDDEN : cell_given(cells[i])))
            return true;
    return false;
}

/* What was read is told to whom the connection reads for. */
static void tell(const struct statement *statement, const struct record_type *type, const struct cell *cells)
{
    const struct private_view *view = statement_store(statement)->view;
    const struct field *whose = record_key_whose(type);
    const struct cell *owner = whose ? &cells[whose - type->fields] : NULL;
    bool hidden = has_cell(type, cells, true);
    if (view && type->readers && (type->private || hidden || has_cell(type, cells, false)))
        view->read(view->reader, type, owner && owner->kind == CELL_TEXT ? owner->text : NULL, hidden);
}

/* ---- cells ---- */

struct cell record_cell(const struct statement *statement, int column, const struct field *field)
{
    if (statement_is_null(statement, column))
        return (struct cell){.kind = CELL_EMPTY};
    if (statement_is_hidden(statement, column))
        return (struct cell){.kind = CELL_HIDDEN};
    if (field_kind(field)->number)
        return (struct cell){.kind = CELL_NUMBER, .number = statement_int(statement, column)};
    return (struct cell){.kind = CELL_TEXT, .text = statement_text(statement, column)};
}

void record_cells_borrow(const struct statement *statement, const struct record_type *type, struct cell *cells, int *column)
{
    for (size_t i = 0; i < type->field_count; i++) {
        cells[i] = record_cell(statement, *column, &type->fields[i]);
        *column += field_kind(&type->fields[i])->with_day ? 2 : 1;
    }
    tell(statement, type, cells);
}

struct cell *record_cells_read(const struct statement *statement, struct arena *arena, const struct record_type *type, int *column)
{
    struct cell *cells = arena_alloc(arena, type->field_count * sizeof *cells);
    record_cells_borrow(statement, type, cells, column);
    for (size_t i = 0; i < type->field_count; i++)
        if (cells[i].kind == CELL_TEXT)
            cells[i].text = arena_strdup(arena, cells[i].text);
    return cells;
}
