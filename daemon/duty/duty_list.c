/* Duties as people read them: the list, and one with what it left behind and its history. */
#include "duty/duty_task.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/transition.h"
#include "document/document_body.h"
#include "duty/duty_holder.h"
#include "duty/duty_output.h"
#include "duty/duty_plan.h"
#include "package/duty.h"
#include "package/package.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

#define KIND "duty" /* workflow_table.c */

static void put_days(struct arena *arena, struct value *task, const struct value *row, int32_t today)
{
    static const char *const instants[] = {"opened_at", "ended_at"};
    int32_t due_on = (int32_t)value_get_int(row, "due_on", 0);
    for (size_t i = 0; i < LEN(instants); i++)
        if (!value_is_null(value_get(row, instants[i])))
            value_set_text(task, instants[i], instant_text(arena, value_get_int(row, instants[i], 0)));
    value_set_text(task, "day", day_text(arena, (int32_t)value_get_int(row, "day", 0)));
    value_set_text(task, "due_on", day_text(arena, due_on));
    value_set_int(task, "days_left", due_on - today);
}

static struct value *listed(struct arena *arena, const struct package *package, const struct value *row, int32_t today)
{
    struct value *task = value_copy(arena, row);
    const struct duty *duty = duty_find(package, value_get_text(row, "duty", ""));
    bool open = workflow_is(KIND, value_get_text(row, "state", ""), WORKFLOW_PENDING);
    put_days(arena, task, row, today);
    value_set_text(task, "duty_title", duty ? duty->title : value_get_text(row, "duty", NULL));
    value_set_text(task, "basis", duty ? duty->basis : NULL);
    value_set_text(task, "output_title", duty ? duty->output_title : NULL);
    value_set_text(task, "recipient", duty ? duty->recipient : NULL);
    value_set_bool(task, "pending", open);
    value_set_bool(task, "late", open && (!duty || duty->overdue) && value_get_int(row, "due_on", 0) < today);
    value_set_text(task, "succeeds", duty ? duty_holder_succeeds(arena, package, duty, value_get_text(row, "unit", NULL), value_get_text(row, "holder", "")) : NULL);
    return task;
}

struct value *duty_task_list(struct store *store, struct arena *arena, const struct package *package, int32_t today, struct err *err)
{
    const struct value *rows = duty_task_rows(store, arena, err);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, listed(arena, package, value_at(rows, i), today));
    return rows ? list : NULL;
}

/* What bodies are called on a day; of one for each ward its name is that of the level. */
static struct value *names_of(struct arena *arena, const struct package *package, const char *const *bodies, size_t count, const char *unit, int32_t today)
{
    struct value *names = value_list(arena);
    for (size_t i = 0; i < count; i++) {
        struct duty_holders holders;
        const struct duty asked = {.who = bodies[i]};
        if (!duty_holders_of(arena, package, &asked, today, &holders, NULL))
            continue;
        for (size_t k = 0; k < holders.len; k++)
            if (!unit || !holders.items[k].unit || strcmp(holders.items[k].unit, unit) == 0)
                value_append(names, value_text(arena, holders.items[k].name));
    }
    return names;
}

static void put_declared(struct arena *arena, const struct package *package, struct value *task, int32_t today)
{
    const struct duty *duty = duty_find(package, value_get_text(task, "duty", ""));
    const char *unit = value_get_text(task, "unit", NULL);
    struct value *needs = value_list(arena);
    for (size_t i = 0; duty && i < duty->need_count; i++)
        value_append(needs, value_text(arena, duty->needs[i]));
    value_set(task, "to", names_of(arena, package, duty ? duty->to : NULL, duty ? duty->to_count : 0, unit, today));
    value_set(task, "with", names_of(arena, package, duty ? duty->with : NULL, duty ? duty->with_count : 0, unit, today));
    value_set(task, "needs", needs);
    value_set_text(task, "output_kind", duty ? duty_output_name(duty->output) : NULL);
    value_set_text(task, "output_of", duty ? duty->output_of : NULL);
}

struct value *duty_task_show(struct store *store, struct arena *arena, const struct package *package, int64_t id, int32_t today, struct err *err)
{
    const struct value *row = id ? store_row(store, arena, err, QUERY_DUTY_TASK_LIST, "i", id) : value_null(arena);
    if (row && value_is_null(row))
        err_set(err, "không có nhiệm vụ số %" PRId64 "; xem duties list", "there is no duty %" PRId64 "; see duties list", id);
    if (!row || value_is_null(row))
        return NULL;
    struct value *task = listed(arena, package, row, today);
    const struct value *outputs = duty_output_list(store, arena, id, err);
    const struct value *followers = outputs ? store_rows(store, arena, err, QUERY_DUTY_TASK_FOLLOWERS, "i", id) : NULL;
    const struct value *events = followers ? transition_history(store, arena, KIND, arena_printf(arena, "%" PRId64, id), err) : NULL;
    if (!events)
        return NULL;
    put_declared(arena, package, task, today);
    value_set(task, "outputs", outputs);
    value_set(task, "followers", followers);
    value_set(task, "events", events);
    return task;
}
