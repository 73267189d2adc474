#include "duty/duty_move.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "contest/turn.h"
#include "duty/duty_alarm.h"
#include "duty/duty_plan.h"
#include "duty/duty_task.h"
#include "package/duty.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <stdint.h>
#include <string.h>

#define KIND "duty" /* workflow_table.c */
enum { NO_DAY = INT32_MIN };

/* An open duty of one occasion, whoever has it. */
struct moved {
    const struct value *row; /* the first one, as stored */
    struct value *tasks;
};

struct moving {
    const struct turn *turn, *after;
    struct arena *arena;
    struct duty_plan plan, then;
    const struct value *rows; /* stored */
    struct moved *open;
    size_t count;
    struct value *list;
};

static struct value *day_or_null(const struct moving *m, int32_t day)
{
    return day == NO_DAY ? value_null(m->arena) : value_text(m->arena, day_text(m->arena, day));
}

/* Its tasks, to which the numbers of open ones are added. */
static struct value *entry(struct moving *m, const char *duty, const char *occasion, const char *title, int32_t from, int32_t to)
{
    struct value *row = value_map(m->arena);
    value_set_text(row, "kind", "duty_due");
    value_set_text(row, "period", occasion);
    value_set_text(row, "duty", duty);
    value_set_text(row, "title", title);
    value_set(row, "from", day_or_null(m, from));
    value_set(row, "to", day_or_null(m, to));
    value_set_bool(row, "at_once", to != NO_DAY && to < instant_day(clock_now(m->turn->clock)));
    struct value *tasks = value_list(m->arena);
    value_set(row, "tasks", tasks);
    value_append(m->list, row);
    return tasks;
}

static bool is_of(const struct value *row, const char *duty, const char *occasion)
{
    return strcmp(value_get_text(row, "duty", ""), duty) == 0 && strcmp(value_get_text(row, "occurrence", ""), occasion) == 0;
}

/* ---- what is open ---- */

/* When it is due by the new package; where that says nothing of it, as it stands. */
static int32_t due_then(const struct moving *m, const struct value *row)
{
    const char *id = value_get_text(row, "duty", ""), *occasion = value_get_text(row, "occurrence", "");
    int32_t stands = (int32_t)value_get_int(row, "due_on", 0), day = (int32_t)value_get_int(row, "day", 0);
    const struct duty *duty = duty_find(m->after->package, id);
    const struct duty_occurrence *planned = duty_plan_find(&m->then, id, occasion);
    if (planned)
        return planned->due_on;
    if (duty && duty_plan_find(&m->plan, id, occasion))
        return NO_DAY; /* its period is no more, or it does not occur there any more */
    return duty && duty->record ? duty_plan_record(m->arena, m->after->package, duty, occasion, day).due_on : stands;
}

/* Where the number of an open one goes: several bodies may have one of the same days. */
static struct value *tasks_of(struct moving *m, const struct value *row, int32_t to)
{
    const char *duty = value_get_text(row, "duty", ""), *occasion = value_get_text(row, "occurrence", "");
    for (size_t i = 0; i < m->count; i++)
        if (is_of(m->open[i].row, duty, occasion) && value_equal(value_get(m->open[i].row, "due_on"), value_get(row, "due_on")))
            return m->open[i].tasks;
    struct value *tasks = entry(m, duty, occasion, value_get_text(row, "occurrence_title", ""), (int32_t)value_get_int(row, "due_on", 0), to);
    m->open[m->count++] = (struct moved){row, tasks};
    return tasks;
}

static void look_at_open(struct moving *m)
{
    m->open = arena_alloc(m->arena, (value_len(m->rows) + 1) * sizeof *m->open);
    for (size_t i = 0; i < value_len(m->rows); i++) {
        const struct value *row = value_at(m->rows, i);
        int32_t to = due_then(m, row);
        if (workflow_is(KIND, value_get_text(row, "state", ""), WORKFLOW_PENDING) && to != (int32_t)value_get_int(row, "due_on", 0))
            value_append(tasks_of(m, row, to), value_get(row, "id"));
    }
}

/* ---- what is to come ---- */

static bool has_begun(const struct moving *m, const struct duty_occurrence *occurrence)
{
    for (size_t i = 0; i < value_len(m->rows); i++)
        if (is_of(value_at(m->rows, i), occurrence->duty->id, occurrence->key))
            return true;
    return false;
}

static void look_at_planned(struct moving *m)
{
    for (size_t i = 0; i < m->plan.len; i++) {
        const struct duty_occurrence *now = &m->plan.items[i], *then = duty_plan_find(&m->then, now->duty->id, now->key);
        if (!has_begun(m, now) && (!then || then->due_on != now->due_on))
            entry(m, now->duty->id, now->key, now->title, now->due_on, then ? then->due_on : NO_DAY);
    }
    for (size_t i = 0; i < m->then.len; i++) {
        const struct duty_occurrence *then = &m->then.items[i];
        if (!has_begun(m, then) && !duty_plan_find(&m->plan, then->duty->id, then->key))
            entry(m, then->duty->id, then->key, then->title, NO_DAY, then->due_on);
    }
}

bool duty_move_foresee(const struct turn *turn, const struct turn *after, struct value **ret_list, struct err *err)
{
    struct moving m = {.turn = turn, .after = after, .arena = turn->arena, .plan = duty_plan_make(turn->arena, turn->package, turn->periods),
                       .then = duty_plan_make(turn->arena, after->package, after->periods), .list = value_list(turn->arena)};
    m.rows = duty_task_rows(turn->store, turn->arena, err);
    if (!m.rows)
        return false;
    look_at_open(&m);
    look_at_planned(&m);
    *ret_list = m.list;
    return true;
}

/* ---- the alerts of late ones ---- */

static const struct value *move_of(const struct value *list, const struct value *row)
{
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *tasks = value_get(value_at(list, i), "tasks");
        for (size_t j = 0; j < value_len(tasks); j++)
            if (value_equal(value_at(tasks, j), value_get(row, "id")))
                return value_at(list, i);
    }
    return NULL;
}

bool duty_move_foresee_alerts(struct turn *after, const struct value *list, struct value *alerts, struct err *err)
{
    const struct value *rows = duty_task_rows(after->store, after->arena, err);
    struct value *then = value_list(after->arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(after->arena, value_at(rows, i));
        const struct value *moved = move_of(list, row);
        int32_t due_on;
        if (moved && !day_parse(value_get_text(moved, "to", ""), &due_on))
            continue; /* it leaves the plan */
        if (moved)
            value_set_int(row, "due_on", due_on);
        value_append(then, row);
    }
    return rows && duty_alarm_foresee(after, then, alerts, err);
}

/* ---- doing it ---- */

static bool move(struct change *change, struct arena *arena, const struct duty_plan *plan, const struct value *row, const struct value *moved, struct err *err)
{
    const char *to = value_get_text(moved, "to", "");
    const struct duty_occurrence *planned = duty_plan_find(plan, value_get_text(row, "duty", ""), value_get_text(row, "occurrence", ""));
    int32_t due_on = 0;
    const char *note = arena_printf(arena, "hạn dời từ %s sang %s", value_get_text(moved, "from", ""), to);
    return day_parse(to, &due_on) && duty_task_step(change, arena, row, "move", note, err) &&
           store_do(change->store, err, QUERY_DUTY_TASK_MOVE, "iii", value_get_int(row, "id", 0),
                    planned ? (int64_t)planned->day : value_get_int(row, "day", 0), (int64_t)due_on);
}

bool duty_move_apply(struct change *change, const struct turn *after, const struct value *list, struct err *err)
{
    const struct duty_plan plan = duty_plan_make(after->arena, after->package, after->periods);
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *moved = value_at(list, i), *tasks = value_get(moved, "tasks");
        for (size_t j = 0; j < value_len(tasks); j++) {
            const struct value *row = store_row(change->store, after->arena, err, QUERY_DUTY_TASK_LIST, "v", value_at(tasks, j));
            bool stays = !value_is_null(value_get(moved, "to"));
            if (!row || !(stays ? move(change, after->arena, &plan, row, moved, err)
                                : duty_task_step(change, after->arena, row, "drop", "các ngày của phong trào đã đổi, không còn dịp này", err)))
                return false;
        }
    }
    return true;
}
