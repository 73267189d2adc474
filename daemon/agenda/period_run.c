#include "agenda/period_run.h"

#include "alert/foreseen.h"
#include "alert/run_alert.h"
#include "amendment/quarantine.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/merge.h"
#include "run/run_measure.h"
#include "run/unit_rule.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

static void note_audit(struct value *detail, const struct run_note *note, const struct merged *merged, int64_t run)
{
    value_set_int(detail, "run", run);
    value_set_text(detail, "period", note->period->id);
    value_set_text(detail, "stage", run_stage_name(note->stage));
    value_set_text(detail, "cause", run_cause_name(note->cause));
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
    for (size_t i = 0; i < value_len(merged->receipt); i++)
        if (unit_rule_title(value_key(merged->receipt, i)) && value_get(value_item(merged->receipt, i), "error"))
            turn_progress(turn, "%1$s  quy tắc %2$s.lua lỗi; xem alerts", "%1$s  the rule %2$s.lua failed; see alerts", when, value_key(merged->receipt, i));
}

/* What a person asks for and what a seal will freeze is counted in full; everything else by what changed. */
static bool measure(struct turn *turn, const struct run_note *note, struct merged *ret_merged, struct err *err)
{
    bool sealed = note->cause == RUN_SCHEDULE && period_is_closed(note->period);
    return note->cause == RUN_MANUAL || sealed
               ? run_measure(turn, turn->package, note->period, note->stage, note->sequence, ret_merged, err)
               : run_measure_changes(turn, note->period, note->stage, note->sequence, ret_merged, err);
}

/* What was sealed stays judged by the rules of its seal, whatever came in force since: late data alone may move it. */
static bool by_rules_of(const struct turn *turn, const struct run_note *note, struct turn *ret_turn, struct err *err)
{
    struct turn by = *turn;
    if (note->sealed_by && strcmp(note->sealed_by, turn->package->hash) != 0) {
        by.package = snapshot_package(turn->store, turn->arena, note->sealed_by, err);
        struct period_list *periods = arena_alloc(turn->arena, sizeof *periods);
        if (by.package)
            *periods = period_list(by.package, turn->arena);
        by.periods = periods; /* a later change moves none of those that are sealed */
    }
    if (by.package)
        *ret_turn = by;
    return by.package != NULL;
}

bool period_run_perform(struct turn *turn, const struct period *period, enum run_stage stage, enum run_cause cause,
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
    bool good = run_write(&by, &change, &note, &merged, &run, err) &&
                run_alert_follow(&by, &change, criteria, &note, &merged, err) &&
                foreseen_follow(&by, &change, &note, &merged, err) &&
                quarantine_apply(turn, &change, run, &quarantine, detail, err);
    note_audit(detail, &note, &merged, run);
    if (!turn_end(turn, &change, good, detail, err))
        return false;
    tell(turn, &note, &merged);
    if (ret_run)
        *ret_run = run;
    return true;
}
