#include "duty/duty_turn.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "contest/schedule.h"
#include "contest/turn.h"
#include "duty/duty_alarm.h"
#include "duty/duty_holder.h"
#include "duty/duty_plan.h"
#include "duty/duty_record.h"
#include "duty/duty_return.h"
#include "duty/duty_settled.h"
#include "duty/duty_task.h"
#include "package/duty.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <stdlib.h>
#include <string.h>

#define KIND "duty" /* workflow_table.c */

/* ---- the days ---- */

static int compare_days(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods)
{
    size_t count = 0, changes;
    const struct duty_plan plan = duty_plan_make(list->arena, package, periods);
    const int32_t *ends = duty_holder_changes(list->arena, package, &changes);
    int32_t *days = arena_alloc(list->arena, (plan.len + changes + 1) * sizeof *days);
    for (size_t i = 0; i < plan.len; i++)
        days[count++] = plan.items[i].opens_on;
    for (size_t i = 0; i < changes; i++)
        days[count++] = ends[i];
    qsort(days, count, sizeof *days, compare_days);
    for (size_t i = 0; i < count; i++)
        if (!i || days[i] != days[i - 1])
            due_append_day(list, kind, days[i], package->duty_minute);
}

const struct due_kind duty_due = {KIND, DUE_ORDER_DUTY, add_due};

/* ---- what there is to do ---- */

/* Collected before a change is begun, so that nothing is written when nothing is to be. */
struct duty_work {
    struct turn *turn;
    struct value *rows; /* duty_task_rows, and behind them what was begun */
    size_t stored;      /* of those rows */
    struct duty_plan plan;
    int32_t today;
    int64_t loaded_at;     /* when the contest was loaded first */
    struct change *change; /* NULL: only counted */
    size_t count;          /* of steps */
};

static bool is_pending(const struct value *row)
{
    return workflow_is(KIND, value_get_text(row, "state", ""), WORKFLOW_PENDING);
}

static bool is_of(const struct value *row, const char *duty, const char *key)
{
    return strcmp(value_get_text(row, "duty", ""), duty) == 0 && (!key || strcmp(value_get_text(row, "occurrence", ""), key) == 0);
}

static bool has_holder(const struct duty_work *work, const char *duty, const char *key, const struct duty_holder *holder)
{
    for (size_t i = 0; i < value_len(work->rows); i++) {
        const struct value *row = value_at(work->rows, i);
        if (is_of(row, duty, key) && strcmp(value_get_text(row, "holder", ""), holder->name) == 0 &&
            strcmp(value_get_text(row, "unit", ""), holder->unit ? holder->unit : "") == 0)
            return true;
    }
    return false;
}

static bool has_any(const struct duty_work *work, const char *duty, const char *key)
{
    for (size_t i = 0; i < value_len(work->rows); i++)
        if (is_of(value_at(work->rows, i), duty, key))
            return true;
    return false;
}

static int64_t opens_at(const struct duty_work *work, const struct duty_occurrence *occurrence)
{
    return day_instant(occurrence->opens_on, work->turn->package->duty_minute);
}

/* Nobody was asked for it here. */
static bool was_over(const struct duty_work *work, const struct duty_occurrence *occurrence)
{
    return opens_at(work, occurrence) < work->loaded_at && occurrence->due_on < instant_day(work->loaded_at);
}

/* A duty that another waits for: of the same occasion, or, where it has none of that name, as such. What the plan has and nobody began is not done either. */
static bool is_done(const struct duty_work *work, const char *duty, const char *key)
{
    const struct duty_occurrence *planned = duty_plan_find(&work->plan, duty, key);
    if (planned && !has_any(work, duty, key))
        return was_over(work, planned);
    for (size_t i = 0; i < value_len(work->rows); i++)
        if (is_of(value_at(work->rows, i), duty, planned ? key : NULL) && is_pending(value_at(work->rows, i)))
            return false;
    return true;
}

static bool is_blocked(const struct duty_work *work, const struct duty *duty, const char *key)
{
    for (size_t i = 0; i < duty->need_count; i++)
        if (!is_done(work, duty->needs[i], key))
            return true;
    return false;
}

/* ---- doing it ---- */

static bool begin(struct duty_work *work, const struct duty_occurrence *occurrence, const struct duty_holder *holder, bool blocked, int64_t predecessor, struct err *err)
{
    const char *act = blocked ? "queue" : "open";
    struct value *row = value_map(work->turn->arena);
    value_set_text(row, "duty", occurrence->duty->id);
    value_set_text(row, "occurrence", occurrence->key);
    value_set_text(row, "holder", holder->name);
    value_set_text(row, "unit", holder->unit);
    value_set_text(row, "state", workflow_to(KIND, act));
    value_append(work->rows, row);
    work->count++;
    return !work->change || duty_task_begin(work->change, work->turn->arena, occurrence, holder, blocked, predecessor, err);
}

static bool step(struct duty_work *work, const struct value *row, const char *act, const char *reason, struct err *err)
{
    work->count++;
    return !work->change || duty_task_step(work->change, work->turn->arena, row, act, reason, err);
}

static bool is_same(const struct duty_holders *after, const struct duty_holder *holder)
{
    return after->len == 1 && strcmp(after->items[0].name, holder->name) == 0 &&
           strcmp(after->items[0].unit ? after->items[0].unit : "", holder->unit ? holder->unit : "") == 0;
}

/* As it was stored, for who takes it over. */
static struct duty_occurrence stored_occurrence(const struct value *row, struct duty *ret_duty)
{
    *ret_duty = (struct duty){.id = value_get_text(row, "duty", "")};
    return (struct duty_occurrence){.duty = ret_duty,
                                    .key = value_get_text(row, "occurrence", ""),
                                    .title = value_get_text(row, "occurrence_title", ""),
                                    .day = (int32_t)value_get_int(row, "day", 0),
                                    .due_on = (int32_t)value_get_int(row, "due_on", 0)};
}

static const struct value *row_of(const struct duty_work *work, const char *duty, const char *key, const struct duty_holder *holder)
{
    for (size_t i = 0; i < work->stored; i++) {
        const struct value *row = value_at(work->rows, i);
        if (is_of(row, duty, key) && strcmp(value_get_text(row, "holder", ""), holder->name) == 0 &&
            strcmp(value_get_text(row, "unit", ""), holder->unit ? holder->unit : "") == 0)
            return row;
    }
    return NULL;
}

/* A successor that had it before its unit was left out of the package, and is there once more. */
static bool give_again(struct duty_work *work, const char *duty, const char *key, const struct duty_holder *holder, struct err *err)
{
    const struct value *row = row_of(work, duty, key, holder);
    bool passed = false;
    return !row || (duty_return_was_passed_on(work->turn->store, work->turn->arena, row, &passed, err) &&
                    (!passed || step(work, row, DUTY_GIVE_BACK, "đơn vị lại có trong danh mục", err)));
}

/* The holder has ended: those who follow get the same, each once. Nobody follows: it stays where it is. */
static bool pass_on(struct duty_work *work, const struct value *row, bool *ret_passed, struct err *err)
{
    struct duty_holders after;
    struct duty duty;
    const struct duty_holder holder = {value_get_text(row, "body", ""), value_get_text(row, "unit", NULL), value_get_text(row, "holder", "")};
    const struct duty_occurrence occurrence = stored_occurrence(row, &duty);
    *ret_passed = false;
    if (!duty_holders_after(work->turn->arena, work->turn->package, &holder, work->today, &after, err))
        return false;
    if (!after.len || is_same(&after, &holder))
        return true;
    *ret_passed = true;
    bool blocked = strcmp(value_get_text(row, "state", ""), workflow_to(KIND, "queue")) == 0, good = step(work, row, "succeed", NULL, err);
    for (size_t i = 0; good && i < after.len; i++)
        good = has_holder(work, duty.id, occurrence.key, &after.items[i])
                   ? give_again(work, duty.id, occurrence.key, &after.items[i], err)
                   : begin(work, &occurrence, &after.items[i], blocked, value_get_int(row, "id", 0), err);
    return good;
}

static bool look_at_rows(struct duty_work *work, struct err *err)
{
    for (size_t i = 0; i < work->stored; i++) {
        const struct value *row = value_at(work->rows, i);
        const struct duty *duty = duty_find(work->turn->package, value_get_text(row, "duty", ""));
        bool passed, waits = strcmp(value_get_text(row, "state", ""), workflow_to(KIND, "queue")) == 0;
        if (!is_pending(row))
            continue;
        if (!pass_on(work, row, &passed, err))
            return false;
        if (!passed && waits && !(duty && is_blocked(work, duty, value_get_text(row, "occurrence", ""))) && !step(work, row, "open", NULL, err))
            return false;
    }
    return true;
}

static bool open_occurrence(struct duty_work *work, const struct duty_occurrence *occurrence, struct err *err)
{
    struct duty_holders holders;
    bool blocked = is_blocked(work, occurrence->duty, occurrence->key), good;
    good = duty_holders_of(work->turn->arena, work->turn->package, occurrence->duty, work->today, &holders, err);
    const char *home = occurrence->unit ? unit_home(&work->turn->package->units, occurrence->unit, work->today) : NULL;
    for (size_t i = 0; good && i < holders.len; i++)
        if (!home || !holders.items[i].unit || strcmp(holders.items[i].unit, home) == 0) /* what a record causes, the ward of that record has */
            good = begin(work, occurrence, &holders.items[i], blocked, 0, err);
    return good;
}

/* Those of the plan that open until the instant; of those before the contest was loaded the ones that were not over then. */
static bool look_at_plan(struct duty_work *work, int64_t until, struct err *err)
{
    for (size_t i = 0; i < work->plan.len; i++) {
        const struct duty_occurrence *occurrence = &work->plan.items[i];
        if (opens_at(work, occurrence) <= until && !was_over(work, occurrence) && !has_any(work, occurrence->duty->id, occurrence->key) &&
            !open_occurrence(work, occurrence, err))
            return false;
    }
    return true;
}

static bool look_at_records(struct duty_work *work, struct err *err)
{
    struct duty_plan caused;
    if (!duty_record_caused(work->turn->store, work->turn->arena, work->turn->package, work->today, &caused, err))
        return false;
    for (size_t i = 0; i < caused.len; i++)
        if (!has_any(work, caused.items[i].duty->id, caused.items[i].key) && !open_occurrence(work, &caused.items[i], err))
            return false;
    return true;
}

static bool look(struct duty_work *work, int64_t until, struct err *err)
{
    work->count = 0;
    work->rows = duty_task_rows(work->turn->store, work->turn->arena, err);
    work->stored = value_len(work->rows);
    return work->rows && look_at_rows(work, err) && look_at_plan(work, until, err) && look_at_records(work, err) &&
           duty_alarm_late(work->turn, work->change, work->change ? duty_task_rows(work->turn->store, work->turn->arena, err) : work->rows, &work->count, err);
}

static struct duty_work work_of(struct turn *turn)
{
    return (struct duty_work){.turn = turn, .plan = duty_plan_make(turn->arena, turn->package, turn->periods), .today = instant_day(clock_now(turn->clock))};
}

/* ---- a turn ---- */

static struct value *detail_of(const struct duty_work *work, const struct due *due)
{
    struct value *detail = value_map(work->turn->arena);
    if (due)
        value_set_text(detail, "period", due->period->id);
    value_set_int(detail, "steps", (int64_t)work->count);
    return detail;
}

bool duty_turn_perform(struct turn *turn, const struct due *due, struct err *err)
{
    struct change change;
    struct duty_work work = work_of(turn);
    if (!schedule_loaded_at(turn->store, turn->arena, &work.loaded_at, err) || !turn_begin(turn, &change, KIND, err))
        return false;
    work.change = &change;
    bool good = look(&work, due->at, err) && store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", duty_due.name, due->period->id, due->at, change.at);
    if (!turn_end(turn, &change, good, detail_of(&work, due), err))
        return false;
    turn_progress(turn, "%1$s  đã mở nhiệm vụ đến ngày %2$s%3$.0s", "%1$s  opened the duties of %3$s%2$.0s", instant_text(turn->arena, change.at),
                  day_shown(turn->arena, due->period->from), due->period->id);
    return true;
}

/* Until which instant the plan's duties were opened: what comes behind it is the timetable's. */
static bool opened_until(struct turn *turn, int64_t loaded_at, int64_t *ret_until, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_DUTY_PERFORMED, "t", duty_due.name);
    if (!row)
        return false;
    *ret_until = value_get_int(row, "due_at", loaded_at - 1);
    return true;
}

bool duty_turn_alarm(struct turn *turn, const struct due *due, struct err *err)
{
    struct change change;
    struct duty_work work = work_of(turn);
    int64_t until;
    if (!schedule_loaded_at(turn->store, turn->arena, &work.loaded_at, err) || !opened_until(turn, work.loaded_at, &until, err) || !turn_begin(turn, &change, duty_alarm_due.name, err))
        return false;
    work.change = &change;
    (void)due; /* what was missed before it is told with it */
    bool good = look(&work, until, err) && duty_alarm_remind(turn, &change, duty_task_rows(turn->store, turn->arena, err), err);
    return turn_end(turn, &change, good, detail_of(&work, NULL), err);
}

bool duty_turn_settle(struct turn *turn, struct err *err)
{
    struct change change;
    int64_t until;
    bool settled;
    if (!turn->package->duty_count)
        return true;
    if (!duty_settled(turn, instant_day(clock_now(turn->clock)), &settled, err) || settled)
        return settled;
    struct duty_work work = work_of(turn);
    if (!schedule_loaded_at(turn->store, turn->arena, &work.loaded_at, err) || !opened_until(turn, work.loaded_at, &until, err) || !look(&work, until, err))
        return false;
    if (!work.count)
        return duty_settled_note(turn, work.today, err);
    if (!turn_begin(turn, &change, KIND, err))
        return false;
    work.change = &change;
    return turn_end(turn, &change, look(&work, until, err), detail_of(&work, NULL), err);
}
