#include "duty/duty_return.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "contest/turn.h"
#include "duty/duty_holder.h"
#include "duty/duty_task.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

#define KIND "duty" /* workflow_table.c */

struct returning {
    struct store *store;
    struct arena *arena;
    const struct package *before, *package; /* the one that is no more in force, the one that will be */
    int32_t today;
    struct value *steps;
};

static bool same_text(const struct value *a, const struct value *b, const char *key)
{
    return strcmp(value_get_text(a, key, ""), value_get_text(b, key, "")) == 0;
}

static bool is_unknown(const struct returning *r, const struct value *row)
{
    const char *unit = value_get_text(row, "unit", NULL);
    return unit && unit_place(&r->package->units, unit) == r->package->units.fact_count;
}

bool duty_return_was_passed_on(struct store *store, struct arena *arena, const struct value *row, bool *ret_was, struct err *err)
{
    *ret_was = false;
    if (strcmp(value_get_text(row, "state", ""), workflow_to(KIND, "succeed")) != 0)
        return true;
    const struct value *events = store_rows(store, arena, err, QUERY_WORKFLOW_EVENTS, "tt", KIND,
                                            arena_printf(arena, "%" PRId64, value_get_int(row, "id", 0)));
    const struct value *last = value_len(events) ? value_at(events, value_len(events) - 1) : NULL;
    *ret_was = last && strcmp(value_get_text(last, "event", ""), workflow_event(KIND, "succeed")) == 0;
    return events != NULL;
}

/* Whether its holder is there on the day, as it was. */
static bool stands(const struct returning *r, const struct value *row, bool *ret_stands, struct err *err)
{
    struct duty_holders now;
    const char *unit = value_get_text(row, "unit", "");
    const struct duty_holder holder = {value_get_text(row, "body", ""), value_get_text(row, "unit", NULL), value_get_text(row, "holder", "")};
    if (!duty_holders_after(r->arena, r->package, &holder, r->today, &now, err))
        return false;
    *ret_stands = now.len == 1 && strcmp(now.items[0].name, holder.name) == 0 && strcmp(now.items[0].unit ? now.items[0].unit : "", unit) == 0;
    return true;
}

static struct value *add_step(struct returning *r, const struct value *row, const char *act)
{
    struct value *step = value_map(r->arena);
    value_set(step, "row", row);
    value_set_text(step, "act", act);
    value_append(r->steps, step);
    return step;
}

static bool is_listed(const struct returning *r, const struct value *row)
{
    for (size_t i = 0; i < value_len(r->steps); i++)
        if (value_get_int(value_get(value_at(r->steps, i), "row"), "id", 0) == value_get_int(row, "id", 0))
            return true;
    return false;
}

/* Whether the other one was this one's by succession, as long as it was declared. */
static bool came_from(const struct returning *r, const struct value *left, const struct value *row)
{
    const char *unit = value_get_text(row, "unit", NULL), *home = unit ? unit_home(&r->before->units, unit, r->today) : NULL;
    return home && strcmp(home, value_get_text(left, "unit", "")) == 0;
}

/* From whom it came: of one duty and occasion, passed on, and there again. */
static bool give_back(struct returning *r, const struct value *rows, const struct value *left, size_t *count, struct err *err)
{
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        bool passed = false, again = false;
        if (!same_text(row, left, "duty") || !same_text(row, left, "occurrence") || is_unknown(r, row) || !came_from(r, left, row) || is_listed(r, row))
            continue;
        if (!duty_return_was_passed_on(r->store, r->arena, row, &passed, err) || (passed && !stands(r, row, &again, err)))
            return false;
        if (passed && again)
            add_step(r, row, DUTY_GIVE_BACK);
        *count += passed && again;
    }
    return true;
}

bool duty_return_steps(const struct turn *after, const struct package *before, const struct value *rows, struct value **ret_steps, struct err *err)
{
    struct returning r = {after->store, after->arena, before, after->package, instant_day(clock_now(after->clock)), value_list(after->arena)};
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        size_t count = 0;
        if (!workflow_is(KIND, value_get_text(row, "state", ""), WORKFLOW_PENDING) || !is_unknown(&r, row))
            continue;
        struct value *step = add_step(&r, row, "succeed");
        if (!give_back(&r, rows, row, &count, err))
            return false;
        if (!count)
            value_set_text(step, "act", "drop");
    }
    *ret_steps = r.steps;
    return true;
}

bool duty_return_apply(struct change *change, const struct turn *after, const struct package *before, struct err *err)
{
    struct value *steps;
    const struct value *rows = duty_task_rows(after->store, after->arena, err);
    if (!rows || !duty_return_steps(after, before, rows, &steps, err))
        return false;
    for (size_t i = 0; i < value_len(steps); i++)
        if (!duty_task_step(change, after->arena, value_get(value_at(steps, i), "row"), value_get_text(value_at(steps, i), "act", ""),
                            "đơn vị không còn trong danh mục", err))
            return false;
    return true;
}
