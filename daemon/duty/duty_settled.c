#include "duty/duty_settled.h"

#include "base/arena.h"
#include "base/value.h"
#include "contest/settled.h"
#include "contest/turn.h"
#include "package/package.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/change.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

/* Versions of a type that came or went since they were seen. */
static bool has_changed(struct turn *turn, const struct record_type *type, bool *ret_changed, struct err *err)
{
    bool row;
    struct statement *statement = store_prepare(turn->store, record_sql_changes(turn->arena, type), err);
    if (!statement)
        return false;
    statement_bind_int(statement, 1, turn->duties->sequence);
    statement_bind_int(statement, 2, 1);
    bool good = statement_step(statement, &row, err);
    *ret_changed = good && statement_int(statement, 0);
    statement_finish(statement);
    return good;
}

static bool have_records_changed(struct turn *turn, bool *ret_changed, struct err *err)
{
    const struct package *package = turn->package;
    *ret_changed = false;
    for (size_t i = 0; i < package->duty_count && !*ret_changed; i++) {
        const struct record_type *type = package->duties[i].record ? record_type_find(&package->types, package->duties[i].record) : NULL;
        if (type && !has_changed(turn, type, ret_changed, err))
            return false;
    }
    return true;
}

bool duty_settled(struct turn *turn, int32_t today, bool *ret_settled, struct err *err)
{
    const struct settled *seen = turn->duties;
    bool changed;
    *ret_settled = false;
    if (!seen || seen->day != today || strcmp(seen->package, turn->package->hash) != 0)
        return true;
    const struct value *step = store_row(turn->store, turn->arena, err, QUERY_WORKFLOW_EVENT_SINCE, "it", seen->event, "duty");
    if (!step || !have_records_changed(turn, &changed, err))
        return false;
    *ret_settled = value_is_null(step) && !changed;
    return true;
}

bool duty_settled_note(struct turn *turn, int32_t today, struct err *err)
{
    struct settled *seen = turn->duties;
    if (!seen)
        return true;
    const struct value *newest = store_row(turn->store, turn->arena, err, QUERY_WORKFLOW_EVENT_NEWEST, "");
    struct settled now = {.day = today, .event = value_get_int(newest, "id", 0)};
    if (!newest || !change_version(turn->store, &now.sequence, err))
        return false;
    snprintf(now.package, sizeof now.package, "%s", turn->package->hash);
    *seen = now;
    return true;
}
