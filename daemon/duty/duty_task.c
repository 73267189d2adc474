#include "duty/duty_task.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/transition.h"
#include "contest/turn.h"
#include "duty/duty_holder.h"
#include "duty/duty_output.h"
#include "duty/duty_plan.h"
#include "package/duty.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

#define KIND "duty" /* workflow_table.c */

struct value *duty_task_rows(struct store *store, struct arena *arena, struct err *err)
{
    return store_rows(store, arena, err, QUERY_DUTY_TASK_LIST, "i", (int64_t)0);
}

static const char *id_text(struct arena *arena, int64_t id)
{
    return arena_printf(arena, "%" PRId64, id);
}

/* ---- beginning, and what the daemon does ---- */

/* Its papers are looked at after the change: drafted when it opens, stale when nobody has it. */
static bool owe_papers(struct change *change, struct err *err)
{
    return store_do(change->store, err, QUERY_META_SET, "ti", "settle", change->sequence);
}

bool duty_task_begin(struct change *change, struct arena *arena, const struct duty_occurrence *occurrence, const struct duty_holder *holder, bool blocked, int64_t predecessor,
                     struct err *err)
{
    const char *act = blocked ? "queue" : "open";
    struct value *before = predecessor ? value_int(arena, predecessor) : value_null(arena);
    if (!store_do(change->store, err, QUERY_DUTY_TASK_PUT, "tttttttiiiv", occurrence->duty->id, occurrence->key, occurrence->title, holder->body, holder->unit, holder->name,
                  workflow_to(KIND, act), (int64_t)occurrence->day, (int64_t)occurrence->due_on, change->at, before))
        return false;
    const struct transition made = {.kind = KIND, .object = id_text(arena, store_last_id(change->store)), .state = WORKFLOW_NEW, .act = act, .roles = ROLE_MACHINE};
    return owe_papers(change, err) && transition_make(change, &made, NULL, err);
}

/* A step by the table, and the row follows. A state in which nobody has to do anything any more has its end. */
static bool step(struct change *change, struct arena *arena, const struct value *row, const struct transition *how, struct err *err)
{
    const struct workflow_row *made;
    struct transition step = *how;
    int64_t id = value_get_int(row, "id", 0);
    step.kind = KIND;
    step.object = id_text(arena, id);
    step.state = value_get_text(row, "state", "");
    if (!transition_make(change, &step, &made, err))
        return false;
    bool over = !workflow_is(KIND, made->to, WORKFLOW_PENDING);
    return owe_papers(change, err) && store_do(change->store, err, QUERY_DUTY_TASK_STATE, "itvv", id, made->to, over ? value_int(arena, change->at) : value_null(arena),
                    over ? value_text(arena, change->actor) : value_null(arena));
}

bool duty_task_step(struct change *change, struct arena *arena, const struct value *row, const char *act, const char *reason, struct err *err)
{
    return step(change, arena, row, &(const struct transition){.act = act, .roles = ROLE_MACHINE, .note = reason}, err);
}

/* ---- what people do ---- */

static const struct value *find(struct store *store, struct arena *arena, int64_t id, struct err *err)
{
    const struct value *row = id ? store_row(store, arena, err, QUERY_DUTY_TASK_LIST, "i", id) : value_null(arena);
    if (row && value_is_null(row)) {
        err_set(err, "không có nhiệm vụ số %" PRId64 "; xem duties list", "there is no duty %" PRId64 "; see duties list", id);
        return NULL;
    }
    return row;
}

static struct value *detail_of(struct arena *arena, const struct value *row)
{
    static const char *const keys[] = {"id", "duty", "occurrence", "holder"};
    struct value *detail = value_map(arena);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        value_set(detail, keys[i], value_get(row, keys[i]));
    return detail;
}

/* A change of a person's: its words are those of the command that the act names. */
static bool begin(struct turn *turn, struct change *change, const char *act, const char *reason, struct err *err)
{
    const char *command = workflow_act(workflow_find(KIND), act)->command;
    return change_begin(change, turn->store, clock_now(turn->clock), turn->actor, turn->via, command, reason, err);
}

/* The row as it stands, when the table lets this person do the act. NULL with err. */
static const struct value *row_for(struct turn *turn, const struct duty_asked *asked, const char *act, struct err *err)
{
    const struct workflow_row *made;
    const struct value *row = find(turn->store, turn->arena, asked->id, err);
    if (!row)
        return NULL;
    const struct transition wanted = {
        .kind = KIND, .object = id_text(turn->arena, asked->id), .state = value_get_text(row, "state", ""), .act = act, .roles = asked->roles, .note = asked->reason};
    return transition_check(turn->store, &wanted, turn->actor, &made, err) ? row : NULL;
}

static bool act_alone(struct turn *turn, const struct duty_asked *asked, const char *act, struct err *err)
{
    struct change change;
    const struct value *row = row_for(turn, asked, act, err);
    if (!row || !begin(turn, &change, act, asked->reason, err))
        return false;
    const struct transition how = {.act = act, .roles = asked->roles, .note = asked->reason};
    return turn_end(turn, &change, step(&change, turn->arena, row, &how, err), detail_of(turn->arena, row), err);
}

bool duty_task_skip(struct turn *turn, const struct duty_asked *asked, struct err *err)
{
    return act_alone(turn, asked, "skip", err);
}

bool duty_task_resume(struct turn *turn, const struct duty_asked *asked, struct err *err)
{
    return act_alone(turn, asked, "resume", err);
}

bool duty_task_finish(struct turn *turn, const struct duty_asked *asked, struct err *err)
{
    struct change change;
    const struct value *row = row_for(turn, asked, "finish", err);
    const struct duty *duty = row ? duty_find(turn->package, value_get_text(row, "duty", "")) : NULL;
    struct duty_asked of_task = *asked;
    of_task.occurrence = value_get_text(row, "occurrence", NULL);
    of_task.unit = value_get_text(row, "unit", NULL);
    if (!row || !duty_output_check(turn, duty, &of_task, err) || !begin(turn, &change, "finish", asked->reason, err))
        return false;
    const struct transition how = {.act = "finish", .roles = asked->roles, .note = asked->reason};
    bool good = step(&change, turn->arena, row, &how, err) && duty_output_put(&change, turn->arena, asked, err);
    return turn_end(turn, &change, good, detail_of(turn->arena, row), err);
}

bool duty_task_fulfil(struct change *change, struct arena *arena, const struct value *row, const char *paper, struct err *err)
{
    const struct duty_asked asked = {.id = value_get_int(row, "id", 0), .paper = paper};
    return duty_task_step(change, arena, row, "fulfil", NULL, err) && duty_output_put(change, arena, &asked, err);
}

/* Another body, or another ward's, gets the same. */
static bool give(struct turn *turn, struct change *change, const struct value *row, const struct duty_holder *holder, int64_t *ret_id, struct err *err)
{
    const struct duty duty = {.id = value_get_text(row, "duty", "")};
    const struct duty_occurrence occurrence = {.duty = &duty,
                                               .key = value_get_text(row, "occurrence", ""),
                                               .title = value_get_text(row, "occurrence_title", ""),
                                               .day = (int32_t)value_get_int(row, "day", 0),
                                               .due_on = (int32_t)value_get_int(row, "due_on", 0)};
    bool blocked = strcmp(value_get_text(row, "state", ""), workflow_to(KIND, "queue")) == 0;
    if (!duty_task_begin(change, turn->arena, &occurrence, holder, blocked, value_get_int(row, "id", 0), err))
        return false;
    const struct value *followers = store_rows(turn->store, turn->arena, err, QUERY_DUTY_TASK_FOLLOWERS, "i", value_get_int(row, "id", 0));
    if (!followers)
        return false;
    *ret_id = value_get_int(value_at(followers, value_len(followers) - 1), "id", 0);
    return true;
}

/* Nobody has it twice. */
static bool check_free(struct turn *turn, const struct value *row, const struct duty_holder *holder, struct err *err)
{
    const struct value *rows = duty_task_rows(turn->store, turn->arena, err);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *other = value_at(rows, i);
        if (value_equal(value_get(other, "duty"), value_get(row, "duty")) && value_equal(value_get(other, "occurrence"), value_get(row, "occurrence")) &&
            strcmp(value_get_text(other, "holder", ""), holder->name) == 0 && strcmp(value_get_text(other, "unit", ""), holder->unit ? holder->unit : "") == 0)
            return err_set(err, "“%s” đã có nhiệm vụ này (số %" PRId64 "); chọn đơn vị khác", "“%s” has this duty already (number %" PRId64 "); name another body", holder->name,
                           value_get_int(other, "id", 0));
    }
    return rows != NULL;
}

bool duty_task_hand_over(struct turn *turn, const struct duty_asked *asked, int64_t *ret_id, struct err *err)
{
    struct change change;
    struct duty_holder holder;
    const struct value *row = row_for(turn, asked, "hand_over", err);
    if (!row || !duty_holder_named(turn->arena, turn->package, asked->body, asked->ward, instant_day(clock_now(turn->clock)), &holder, err) || !check_free(turn, row, &holder, err) ||
        !begin(turn, &change, "hand_over", asked->reason, err))
        return false;
    const struct transition how = {.act = "hand_over", .roles = asked->roles, .note = asked->reason};
    struct value *detail = detail_of(turn->arena, row);
    value_set_text(detail, "to", holder.name);
    return turn_end(turn, &change, step(&change, turn->arena, row, &how, err) && give(turn, &change, row, &holder, ret_id, err), detail, err);
}
