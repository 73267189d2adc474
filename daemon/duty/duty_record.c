#include "duty/duty_record.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "package/duty.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

struct causing {
    struct store *store;
    struct arena *arena;
    const struct package *package;
    const struct duty *duty;
    const struct record_type *type;
    struct duty_plan *caused;
};

/* The day, whose it is (null: nobody's), then the key's columns; of confirmed records whose day has come. */
static char *sql_of(const struct causing *causing)
{
    const struct field *whose = record_key_whose(causing->type);
    struct buffer sql = {0};
    buffer_printf(&sql, "SELECT %s, %s", causing->duty->record_day, whose ? whose->name : "NULL");
    for (size_t i = 0; i < causing->type->key_count; i++)
        buffer_printf(&sql, ", %s", causing->type->key[i]);
    buffer_printf(&sql, " FROM record_%s WHERE state = ?1 AND %s <= ?2 ORDER BY 1", causing->type->name, causing->duty->record_day);
    for (size_t i = 0; i < causing->type->key_count; i++)
        buffer_printf(&sql, ", %s", causing->type->key[i]);
    return buffer_take(&sql, causing->arena);
}

enum { DAY_COLUMN, WHOSE_COLUMN, KEY_COLUMN };
enum { KEYS_LOOKED_AT = 500, KEYS_MOST = 50 }; /* of a list to choose from */

static const char *key_of(const struct causing *causing, const struct statement *statement)
{
    const struct record_type *type = causing->type;
    struct cell *cells = arena_alloc(causing->arena, type->field_count * sizeof *cells);
    for (size_t i = 0; i < type->key_count; i++) {
        const struct field *field = record_field(type, type->key[i]);
        struct cell *cell = &cells[field - type->fields];
        cell->kind = field_kind(field)->number ? CELL_NUMBER : CELL_TEXT;
        if (cell->kind == CELL_NUMBER)
            cell->number = statement_int(statement, KEY_COLUMN + (int)i);
        else
            cell->text = arena_strdup(causing->arena, statement_text(statement, KEY_COLUMN + (int)i));
    }
    return record_key_show(causing->arena, type, cells);
}

static void add(struct causing *causing, const struct statement *statement)
{
    struct duty_plan *plan = causing->caused;
    struct duty_occurrence occurrence = duty_plan_record(causing->arena, causing->package, causing->duty, key_of(causing, statement), (int32_t)statement_int(statement, DAY_COLUMN));
    if (!statement_is_null(statement, WHOSE_COLUMN))
        occurrence.unit = arena_strdup(causing->arena, statement_text(statement, WHOSE_COLUMN));
    plan->items = arena_grow(causing->arena, plan->items, plan->len * sizeof *plan->items, (plan->len + 1) * sizeof *plan->items);
    plan->items[plan->len++] = occurrence;
}

static bool read_type(struct causing *causing, int32_t today, struct err *err)
{
    struct statement *statement = store_prepare(causing->store, sql_of(causing), err);
    bool row = false, good = statement != NULL;
    if (good) {
        statement_bind_text(statement, 1, workflow_to("record", "confirm"));
        statement_bind_int(statement, 2, today);
    }
    while (good && (good = statement_step(statement, &row, err)) && row)
        add(causing, statement);
    statement_finish(statement);
    return good;
}

bool duty_record_caused(struct store *store, struct arena *arena, const struct package *package, int32_t today, struct duty_plan *ret_caused, struct err *err)
{
    struct duty_plan caused = {0};
    for (size_t i = 0; i < package->duty_count; i++) {
        const struct duty *duty = &package->duties[i];
        const struct record_type *type = duty->record ? record_type_find(&package->types, duty->record) : NULL;
        struct causing causing = {store, arena, package, duty, type, &caused};
        if (type && !read_type(&causing, today, err))
            return false;
    }
    *ret_caused = caused;
    return true;
}

struct value *duty_record_keys(struct store *store, struct arena *arena, const struct package *package, const char *type_name, const char *unit, struct err *err)
{
    const struct record_type *type = type_name ? record_type_find(&package->types, type_name) : NULL;
    const struct field *whose = type ? record_key_whose(type) : NULL;
    const struct causing causing = {store, arena, package, NULL, type, NULL};
    struct value *list = value_list(arena);
    struct buffer sql = {0};
    if (!type)
        return list;
    buffer_printf(&sql, "SELECT %s, %s", "state", whose ? whose->name : "NULL");
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(&sql, ", %s", type->key[i]);
    buffer_printf(&sql, " FROM record_%s ORDER BY from_seq DESC LIMIT %d", type->name, KEYS_LOOKED_AT);
    struct statement *statement = store_prepare(store, buffer_take(&sql, arena), err);
    bool row = false, good = statement != NULL;
    while (good && (good = statement_step(statement, &row, err)) && row) {
        const char *whose_it_is = statement_text(statement, WHOSE_COLUMN);
        bool fits = !unit || !whose || (whose_it_is && strcmp(whose_it_is, unit) == 0);
        if (fits && value_len(list) < KEYS_MOST && workflow_is("record", statement_text(statement, 0), WORKFLOW_STANDS))
            value_append(list, value_text(arena, key_of(&causing, statement)));
    }
    statement_finish(statement);
    return good ? list : NULL;
}

bool duty_record_stands(struct store *store, struct arena *arena, const struct package *package, const char *type_name, const char *key, struct err *err)
{
    const struct record_type *type = record_type_find(&package->types, type_name);
    struct cell *cells;
    if (!type)
        return err_set(err, "gói không có loại “%s”; xem records list", "the package has no type “%s”; see records list", type_name);
    if (!record_key_read(arena, type, key, &cells, err))
        return false;
    struct statement *statement = store_prepare(store, record_sql_select(arena, type), err);
    bool row = false, good = statement != NULL, stands = false;
    for (size_t i = 0; good && i < type->key_count; i++) {
        const struct cell *cell = &cells[record_field(type, type->key[i]) - type->fields];
        if (cell->kind == CELL_NUMBER)
            statement_bind_int(statement, (int)i + 1, cell->number);
        else
            statement_bind_text(statement, (int)i + 1, cell->text);
    }
    good = good && statement_step(statement, &row, err);
    size_t columns;
    const char *const *names = record_sql_columns(arena, type, &columns);
    for (size_t i = 0; good && row && i < columns; i++)
        if (strcmp(names[i], "state") == 0)
            stands = workflow_is("record", statement_text(statement, (int)i), WORKFLOW_STANDS);
    statement_finish(statement);
    return good && (stands || err_set(err, "không có bản ghi “%s” loại %s, hoặc nó đã bị trả, bị rút; xem lại mã", "there is no record “%s” of %s, or it was returned or withdrawn; look at the key again", key, type->title));
}
