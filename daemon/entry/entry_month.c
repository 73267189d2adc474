#include "entry/entry_month.h"

#include "base/value.h"
#include "entry/entry_rows.h"
#include "entry/entry_scope.h"
#include "package/package.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

static struct value *counts_of(struct arena *arena, const struct entry_rows *rows)
{
    const struct workflow *workflow = workflow_find("record");
    struct value *counts = value_map(arena);
    for (size_t i = 0; i < workflow->state_count; i++)
        value_set_int(counts, workflow->states[i].name, 0);
    for (size_t i = 0; i < rows->len; i++)
        value_set_int(counts, rows->items[i].state, value_get_int(counts, rows->items[i].state, 0) + 1);
    return counts;
}

bool entry_month_types(struct store *store, struct arena *arena, const struct package *package, const struct period_list *periods,
                       const struct period *period, const struct entry_scope *scope, struct value **ret_types, struct err *err)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < package->types.len; i++) {
        const struct record_type *type = &package->types.items[i];
        struct entry_rows rows;
        if (!entry_rows_read(store, arena, type, periods, period, scope, ENTRY_ROWS_ALL, &rows, err))
            return false;
        struct value *map = value_map(arena);
        value_set_text(map, "type", type->name);
        value_set_text(map, "title", type->title);
        value_set(map, "counts", counts_of(arena, &rows));
        value_set_int(map, "records", (int64_t)rows.len);
        value_append(list, map);
    }
    *ret_types = list;
    return true;
}
