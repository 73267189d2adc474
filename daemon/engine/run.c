#include "engine/run.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "engine/alert.h"
#include "engine/alert_plan.h"
#include "engine/merge.h"
#include "engine/run_job.h"
#include "engine/schedule.h"
#include "engine/seal.h"
#include "engine/snapshot.h"
#include "engine/turn.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

static const char *const stage_names[] = {"provisional", "final"};
static const char *const cause_names[] = {"schedule", "manual", "late"};

const char *run_stage_name(enum run_stage stage)
{
    return stage_names[stage];
}

bool run_stage_parse(const char *name, enum run_stage *ret_stage)
{
    int place = text_place(name, stage_names, LEN(stage_names));
    if (place >= 0)
        *ret_stage = (enum run_stage)place;
    return place >= 0;
}

/* What a run is, beside its figures. */
struct run_note {
    const struct period *period;
    enum run_stage stage;
    enum run_cause cause;
    int64_t sequence; /* the data version it read */
    bool adjusted;
    int64_t final_at; /* when its alerts may open */
    int64_t due_at;
};

static bool write_results(struct turn *turn, struct change *change, const struct run_note *note,
                          const struct merged *merged, int64_t *ret_run, struct err *err)
{
    if (!store_do(turn->store, err, QUERY_RUN_INSERT, "tttitiiv", note->period->id,
                  run_stage_name(note->stage), cause_names[note->cause], (int64_t)note->adjusted,
                  turn->package->hash, note->sequence, change->at, merged->receipt))
        return false;
    *ret_run = store_last_id(turn->store);
    for (size_t i = 0; i < merged->len; i++)
        if (!store_do(turn->store, err, QUERY_RESULT_INSERT, "ittv", *ret_run, merged->rows[i].subject,
                      merged->rows[i].level, merged->rows[i].cells))
            return false;
    return store_do(turn->store, err, QUERY_RERUN_PAID, "tt", note->period->id, run_stage_name(note->stage));
}

/* Alerts follow a final run of a month or a phase from its due instant on; a manual run before it opens none
 * (contest.md §1), and the whole contest repeats what its phases said. */
static bool write_alerts(struct turn *turn, struct change *change, const struct run_note *note,
                         const struct merged *merged, struct err *err)
{
    if (note->stage != RUN_FINAL || note->period->kind == PERIOD_CONTEST || change->at < note->final_at)
        return true;
    const struct value *criteria = snapshot_criteria(turn->store, turn->arena, turn->package, err);
    struct alert_plan plan;
    return criteria &&
           alert_plan_targets(turn->arena, turn->package, criteria, note->period, merged, &plan, err) &&
           alert_apply(change, turn->arena, "target", note->period->id, plan.wishes, plan.count, plan.keep,
                       err);
}

static bool write_run(struct turn *turn, struct change *change, const struct run_note *note,
                      const struct merged *merged, int64_t *ret_run, struct err *err)
{
    return write_results(turn, change, note, merged, ret_run, err) &&
           (note->cause != RUN_SCHEDULE ||
            store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", run_stage_name(note->stage),
                     note->period->id, note->due_at, change->at)) &&
           write_alerts(turn, change, note, merged, err);
}

/* After the seal of the phase that holds the period a run stands beside it and is marked adjusted. */
static bool find_adjusted(struct turn *turn, struct run_note *note, struct err *err)
{
    if (!note->period->phase)
        return true; /* the whole contest is never sealed */
    const struct value *seal = seal_latest(turn->store, turn->arena, note->period->phase->id, err);
    note->adjusted = seal && !value_is_null(seal);
    return seal != NULL;
}

static void find_due(struct turn *turn, struct run_note *note)
{
    struct due_list due = due_list(turn->package, turn->periods, turn->arena);
    note->final_at = schedule_due_at(&due, DUE_FINAL, note->period->id);
    note->due_at =
        note->stage == RUN_FINAL ? note->final_at : schedule_due_at(&due, DUE_PROVISIONAL, note->period->id);
}

static struct value *audit_detail(struct arena *arena, const struct run_note *note,
                                  const struct merged *merged, int64_t run)
{
    struct value *detail = value_map(arena);
    value_set_int(detail, "run", run);
    value_set_text(detail, "period", note->period->id);
    value_set_text(detail, "stage", run_stage_name(note->stage));
    value_set_text(detail, "cause", cause_names[note->cause]);
    value_set_int(detail, "failed", (int64_t)merged->failed);
    return detail;
}

static void tell(const struct turn *turn, const struct run_note *note, const struct merged *merged)
{
    const char *when = instant_text(turn->arena, clock_now(turn->clock));
    const char *title = period_title(note->period, turn->arena);
    const char *stage = note->stage == RUN_FINAL ? "chính thức" : "tạm tính";
    turn_progress(turn, "%1$s  đã tính %2$s (%4$s)%3$.0s%5$.0s", "%1$s  evaluated %3$s (%5$s)%2$.0s%4$.0s",
                  when, title, note->period->id, stage, run_stage_name(note->stage));
    if (merged->failed > 0)
        turn_progress(turn, "%1$s  %2$zu tiêu chí không tính được; xem explain",
                      "%1$s  %2$zu criteria failed; see explain", when, merged->failed);
}

bool run_period(struct turn *turn, const struct period *period, enum run_stage stage, enum run_cause cause,
                int64_t *ret_run, struct err *err)
{
    struct run_note note = {
        .period = period, .stage = stage, .cause = cause, .sequence = change_latest(turn->store)};
    if (!find_adjusted(turn, &note, err))
        return false;
    find_due(turn, &note);
    struct merged merged;
    struct change change;
    int64_t run = 0;
    if (!run_measure(turn, turn->package, period, stage, note.sequence, &merged, err) ||
        !turn_begin(turn, &change, "evaluate", err))
        return false;
    bool good = write_run(turn, &change, &note, &merged, &run, err);
    if (!turn_end(turn, &change, good, audit_detail(turn->arena, &note, &merged, run), err))
        return false;
    tell(turn, &note, &merged);
    if (ret_run)
        *ret_run = run;
    return true;
}
