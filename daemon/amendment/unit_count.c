#include "amendment/unit_count.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/value.h"
#include "package/package.h"
#include "record/field_kind.h"
#include "record/record_type.h"
#include "record/version_sql.h"
#include "store/store.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"

struct counting {
    struct store *store;
    struct arena *arena;
    const char *units, *states; /* as JSON */
    struct value *counts;
};

static const char *as_json(struct arena *arena, const struct value *list)
{
    struct buffer text = {0};
    json_write(&text, list);
    return buffer_take(&text, arena);
}

static void add(struct counting *c, const char *unit, const char *type, int64_t count)
{
    if (!value_get(c->counts, unit))
        value_set(c->counts, unit, value_map(c->arena));
    struct value *of_unit = value_copy(c->arena, value_get(c->counts, unit));
    value_set_int(of_unit, type, value_get_int(of_unit, type, 0) + count);
    value_set(c->counts, unit, of_unit);
}

static bool count_field(struct counting *c, const struct record_type *type, const char *field, struct err *err)
{
    struct statement *statement = store_prepare(c->store, version_sql_referring(c->arena, type, field), err);
    bool row = false, good = statement != NULL;
    if (good) {
        statement_bind_text(statement, 1, c->units);
        statement_bind_text(statement, 2, c->states);
    }
    while (good && (good = statement_step(statement, &row, err)) && row)
        add(c, arena_strdup(c->arena, statement_text(statement, 0)), type->name, statement_int(statement, 1));
    statement_finish(statement);
    return good;
}

struct value *unit_count(struct store *store, const struct package *package, const struct value *units, struct arena *arena, struct err *err)
{
    struct counting c = {store, arena, as_json(arena, units), as_json(arena, workflow_states(arena, "record", WORKFLOW_CLAIMS)), value_map(arena)};
    for (size_t i = 0; value_len(units) && i < package->types.len; i++) {
        const struct record_type *type = &package->types.items[i];
        for (size_t j = 0; j < type->field_count; j++)
            if (field_kind(&type->fields[j])->scope == FIELD_SCOPE_UNIT && !count_field(&c, type, type->fields[j].name, err))
                return NULL;
    }
    return c.counts;
}
