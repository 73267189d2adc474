#include "duty/duty_foresee.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "contest/turn.h"
#include "duty/duty_holder.h"
#include "duty/duty_return.h"
#include "duty/duty_task.h"
#include "package/package.h"
#include "workflow/workflow.h"

#include <string.h>

/* Who has it by a package, by name; the holder that is stored where nobody follows. */
static bool names_of(struct arena *arena, const struct package *package, const struct value *row, int32_t day, const char **ret_names, struct err *err)
{
    struct duty_holders holders;
    const struct duty_holder holder = {value_get_text(row, "body", ""), value_get_text(row, "unit", NULL), value_get_text(row, "holder", "")};
    const char *names = NULL;
    if (!duty_holders_after(arena, package, &holder, day, &holders, err))
        return false;
    for (size_t i = 0; i < holders.len; i++)
        names = names ? arena_printf(arena, "%s, %s", names, holders.items[i].name) : holders.items[i].name;
    *ret_names = names ? names : holder.name;
    return true;
}

static void add_row(struct arena *arena, struct value *list, const struct value *row, const char *from, const char *to)
{
    struct value *moved = value_map(arena);
    value_set(moved, "id", value_get(row, "id"));
    value_set(moved, "duty", value_get(row, "duty"));
    value_set(moved, "title", value_get(row, "occurrence_title"));
    value_set_text(moved, "due_on", day_text(arena, (int32_t)value_get_int(row, "due_on", 0)));
    value_set_text(moved, "from", from);
    value_set_text(moved, "to", to);
    value_append(list, moved);
}

/* Those of a unit that is left out, with whom gets them back. */
static void add_returned(struct arena *arena, const struct value *steps, size_t first, struct value *list)
{
    const struct value *row = value_get(value_at(steps, first), "row");
    const char *names = NULL;
    for (size_t i = first + 1; i < value_len(steps) && strcmp(value_get_text(value_at(steps, i), "act", ""), DUTY_GIVE_BACK) == 0; i++) {
        const char *name = value_get_text(value_get(value_at(steps, i), "row"), "holder", "");
        names = names ? arena_printf(arena, "%s, %s", names, name) : name;
    }
    add_row(arena, list, row, value_get_text(row, "holder", ""), names);
}

bool duty_foresee(struct turn *turn, const struct turn *after, struct value **ret_list, struct err *err)
{
    struct value *list = value_list(turn->arena), *steps;
    const struct value *rows = duty_task_rows(turn->store, turn->arena, err);
    int32_t today = instant_day(clock_now(turn->clock));
    if (!rows || !duty_return_steps(after, turn->package, rows, &steps, err))
        return false;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const char *from, *to, *unit = value_get_text(row, "unit", NULL);
        if (!workflow_is("duty", value_get_text(row, "state", ""), WORKFLOW_PENDING) || (unit && unit_place(&after->package->units, unit) == after->package->units.fact_count))
            continue;
        if (!names_of(turn->arena, turn->package, row, today, &from, err) || !names_of(turn->arena, after->package, row, today, &to, err))
            return false;
        if (strcmp(from, to) != 0)
            add_row(turn->arena, list, row, from, to);
    }
    for (size_t i = 0; i < value_len(steps); i++)
        if (strcmp(value_get_text(value_at(steps, i), "act", ""), DUTY_GIVE_BACK) != 0)
            add_returned(turn->arena, steps, i, list);
    *ret_list = list;
    return true;
}
