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
#include "engine/quarantine.h"
#include "engine/run_job.h"
#include "engine/run_write.h"
#include "engine/schedule.h"
#include "engine/seal.h"
#include "engine/snapshot.h"
#include "engine/turn.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <string.h>

static const char *const stage_names[] = {"provisional", "final"};
static const char *const cause_names[] = {"schedule", "manual", "late", "rule"};

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

bool run_note_make(struct turn *turn, const struct period *period, enum run_stage stage, enum run_cause cause,
                   int64_t sequence, struct run_note *ret_note, struct err *err)
{
    struct run_note note = {.period = period, .stage = stage, .cause = cause, .sequence = sequence};
    if (period->phase) { /* the whole contest is never sealed */
        const struct value *seal = seal_latest(turn->store, turn->arena, period->phase->id, err);
        if (!seal)
            return false;
        note.adjusted = !value_is_null(seal);
        note.sealed_by = value_get_text(value_get(seal, "content"), "package", NULL);
    }
    struct due_list due = due_list(turn->package, turn->periods, turn->arena);
    note.final_at = schedule_due_at(&due, DUE_FINAL, period->id);
    note.due_at = stage == RUN_FINAL ? note.final_at : schedule_due_at(&due, DUE_PROVISIONAL, period->id);
    *ret_note = note;
    return true;
}

static bool write_results(struct turn *turn, struct change *change, const struct run_note *note,
                          const struct merged *merged, int64_t *ret_run, struct err *err)
{
    if (!store_do(turn->store, err, QUERY_RUN_INSERT, "tttitiivt", note->period->id,
                  run_stage_name(note->stage), cause_names[note->cause], (int64_t)note->adjusted,
                  turn->package->hash, note->sequence, change->at, merged->receipt, "thidua " PACKAGE_VERSION))
        return false;
    *ret_run = store_last_id(turn->store);
    for (size_t i = 0; i < merged->len; i++)
        if (!store_do(turn->store, err, QUERY_RESULT_INSERT, "ittv", *ret_run, merged->rows[i].subject,
                      merged->rows[i].level, merged->rows[i].cells))
            return false;
    if (merged->teams_of && !store_do(turn->store, err, QUERY_RESULT_KEEP_TEAMS, "ii", *ret_run, merged->teams_of))
        return false;
    return store_do(turn->store, err, QUERY_RERUN_PAID, "tt", note->period->id, run_stage_name(note->stage));
}

/* Alerts follow a final run of a month or a phase from its due instant on; a manual run before it opens none
 * (contest.md §1), and the whole contest repeats what its phases said. */
bool run_plan_alerts(struct turn *turn, const struct value *criteria, const struct run_note *note,
                     const struct merged *merged, int64_t at, bool *ret_any, struct alert_plan *ret_plan,
                     struct err *err)
{
    *ret_any = note->stage == RUN_FINAL && note->period->kind != PERIOD_CONTEST && at >= note->final_at;
    return !*ret_any ||
           alert_plan_targets(turn->arena, turn->package, criteria, note->period, merged, ret_plan, err);
}

bool run_write(struct turn *turn, struct change *change, const struct value *criteria, const struct run_note *note,
               const struct merged *merged, int64_t *ret_run, struct err *err)
{
    bool any;
    struct alert_plan plan;
    if (!write_results(turn, change, note, merged, ret_run, err) ||
        (note->cause == RUN_SCHEDULE &&
         !store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", run_stage_name(note->stage), note->period->id,
                   note->due_at, change->at)) ||
        !run_plan_alerts(turn, criteria, note, merged, change->at, &any, &plan, err))
        return false;
    return !any || alert_apply(change, turn->arena, "target", note->period->id, plan.wishes, plan.count, plan.keep, err);
}

static void note_audit(struct value *detail, const struct run_note *note, const struct merged *merged, int64_t run)
{
    value_set_int(detail, "run", run);
    value_set_text(detail, "period", note->period->id);
    value_set_text(detail, "stage", run_stage_name(note->stage));
    value_set_text(detail, "cause", cause_names[note->cause]);
    value_set_int(detail, "failed", (int64_t)merged->failed);
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

/* What a person asks for and what a seal will freeze is counted in full; everything else by what changed. */
static bool measure(struct turn *turn, const struct run_note *note, struct merged *ret_merged, struct err *err)
{
    bool sealed = note->cause == RUN_SCHEDULE && note->period->kind == PERIOD_PHASE;
    return note->cause == RUN_MANUAL || sealed
               ? run_measure(turn, turn->package, note->period, note->stage, note->sequence, ret_merged, err)
               : run_measure_changes(turn, note->period, note->stage, note->sequence, ret_merged, err);
}

/* What was sealed stays judged by the rules of its seal, whatever came in force since: late data alone may move it. */
static bool by_rules_of(const struct turn *turn, const struct run_note *note, struct turn *ret_turn, struct err *err)
{
    struct turn by = *turn;
    if (note->sealed_by && strcmp(note->sealed_by, turn->package->hash) != 0)
        by.package = snapshot_package(turn->store, turn->arena, note->sealed_by, err);
    if (by.package)
        *ret_turn = by;
    return by.package != NULL;
}

bool run_period(struct turn *turn, const struct period *period, enum run_stage stage, enum run_cause cause,
                int64_t *ret_run, struct err *err)
{
    struct run_note note;
    struct merged merged;
    struct change change;
    struct turn by;
    int64_t run = 0, sequence;
    if (!turn_follow_package(turn, err) || !change_version(turn->store, &sequence, err) ||
        !run_note_make(turn, period, stage, cause, sequence, &note, err) ||
        !by_rules_of(turn, &note, &by, err) || !measure(&by, &note, &merged, err))
        return false;
    const struct value *criteria = snapshot_criteria(turn->store, turn->arena, by.package, err);
    struct quarantine_plan quarantine = {0};
    bool in_force = by.package == turn->package;
    if (!criteria || (in_force && !quarantine_plan(turn, &merged, &quarantine, err)) ||
        !turn_begin(turn, &change, "evaluate", err))
        return false;
    struct value *detail = value_map(turn->arena);
    bool good = run_write(&by, &change, criteria, &note, &merged, &run, err) &&
                quarantine_apply(turn, &change, run, &quarantine, detail, err);
    note_audit(detail, &note, &merged, run);
    if (!turn_end(turn, &change, good, detail, err))
        return false;
    tell(turn, &note, &merged);
    if (ret_run)
        *ret_run = run;
    return true;
}
