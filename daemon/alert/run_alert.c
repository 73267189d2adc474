#include "alert/run_alert.h"

#include "alert/alert.h"
#include "alert/alert_plan.h"
#include "base/arena.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "package/alert_setting.h"
#include "package/package.h"
#include "run/figure.h"
#include "run/merge.h"
#include "run/run.h"
#include "run/unit_rule.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

/* alerts.ini says of which kinds of periods. */
static bool is_told(const struct turn *turn, enum period_kind kind)
{
    size_t count;
    const char *const *kinds = alert_setting_words(turn->package, TARGET_ALERT, "periods", turn->arena, &count);
    return text_place(period_kind_names[kind], kinds, count) >= 0;
}

/* Alerts follow a final run of a month or a phase from its due instant on; a manual run before it opens none
 * (contest.md §1), and the whole contest repeats what its phases said. */
bool run_alert_plan(struct turn *turn, const struct value *criteria, const struct run_note *note,
                    const struct merged *merged, int64_t at, bool *ret_any, struct alert_plan *ret_plan,
                    struct err *err)
{
    const struct value *sealed = NULL;
    *ret_any = note->stage == RUN_FINAL && note->period->kind != PERIOD_CONTEST && at >= note->final_at;
    if (*ret_any && !is_told(turn, note->period->kind)) { /* what was open before that was asked for is over */
        *ret_plan = alert_plan_empty(turn->arena, 0);
        return true;
    }
    return !*ret_any ||
           ((!note->adjusted || figure_sealed_rows(turn->store, turn->arena, note->period, &sealed, err)) &&
            alert_plan_targets(turn->arena, turn->package, criteria, note->period, merged, sealed, ret_plan, err));
}

static const char *title_of(const struct value *criteria, const char *id)
{
    for (size_t i = 0; i < value_len(criteria); i++)
        if (strcmp(value_get_text(value_at(criteria, i), "id", ""), id) == 0)
            return snapshot_criterion_title(value_at(criteria, i));
    return unit_rule_title(id) ? unit_rule_title(id) : id;
}

static bool wish_error(struct turn *turn, const struct value *criteria, const struct run_note *note,
                       const struct criterion_source *criterion, const struct value *error, struct alert_plan *plan,
                       struct err *err)
{
    struct value *data = value_map(turn->arena);
    value_set_text(data, "period", period_title(note->period, turn->arena));
    value_set_text(data, "period_id", note->period->id);
    value_set_text(data, "stage", note->stage == RUN_FINAL ? "chính thức" : "tạm tính");
    value_set_text(data, "criterion", criterion->id);
    value_set_text(data, "title", title_of(criteria, criterion->id));
    value_set_text(data, "file", criterion_source_on(criterion, note->period->until - 1)->path);
    value_set_text(data, "reason", value_get_text(error, "vi", "?"));
    char *text = wording_fill(turn->arena, turn->package, "alert.rule_error", data, err);
    plan->wishes[plan->count++] =
        (struct alert_wish){.criterion = criterion->id, .subject = turn->package->district, .text = text};
    return text != NULL;
}

static void keep_error(struct turn *turn, const char *criterion, struct alert_plan *plan)
{
    struct value *pair = value_map(turn->arena);
    value_set_text(pair, "subject", turn->package->district);
    value_set_text(pair, "criterion", criterion);
    value_append(plan->keep, pair);
}

/* What is quarantined was not started, and has an alert of its own (quarantine.h). */
bool run_alert_errors(struct turn *turn, const struct value *criteria, const struct run_note *note,
                      const struct merged *merged, struct alert_plan *ret_plan, struct err *err)
{
    const struct package *package = turn->package;
    struct alert_plan plan = {
        .wishes = arena_alloc(turn->arena, (package->criterion_count + UNIT_RULES + 1) * sizeof *plan.wishes),
        .keep = value_list(turn->arena)};
    for (size_t i = 0; i < package->criterion_count; i++) {
        const struct criterion_source *criterion = &package->criteria[i];
        const struct value *error = value_get(value_get(merged->receipt, criterion->id), "error");
        if (error && strcmp(value_get_text(error, "kind", ""), "quarantine") == 0)
            keep_error(turn, criterion->id, &plan);
        else if (error && !wish_error(turn, criteria, note, criterion, error, &plan, err))
            return false;
    }
    const struct criterion_source *rules[UNIT_RULES];
    size_t count = unit_rules(package, rules);
    for (size_t i = 0; i < count; i++) {
        const struct value *failed = value_get(value_get(merged->receipt, rules[i]->id), "error");
        if (failed && !wish_error(turn, criteria, note, rules[i], failed, &plan, err))
            return false;
    }
    *ret_plan = plan;
    return true;
}

static bool follow_targets(struct turn *turn, struct change *change, const struct value *criteria,
                           const struct run_note *note, const struct merged *merged, struct err *err)
{
    bool any;
    struct alert_plan plan;
    if (!run_alert_plan(turn, criteria, note, merged, change->at, &any, &plan, err))
        return false;
    return !any || alert_apply(change, turn->arena, TARGET_ALERT, note->period->id, plan.wishes, plan.count, plan.keep, err);
}

/* A person's run before its time says nothing: what falls due will. */
static bool follow_errors(struct turn *turn, struct change *change, const struct value *criteria,
                          const struct run_note *note, const struct merged *merged, struct err *err)
{
    struct alert_plan plan;
    if (note->cause == RUN_MANUAL && change->at < note->due_at)
        return true;
    return run_alert_errors(turn, criteria, note, merged, &plan, err) &&
           alert_apply(change, turn->arena, "rule_error", note->period->id, plan.wishes, plan.count, plan.keep, err);
}

bool run_alert_said(struct store *store, struct arena *arena, const struct period *period, const struct value **ret_said, struct err *err)
{
    *ret_said = store_rows(store, arena, err, QUERY_ALERT_STANDING, "ttt", TARGET_ALERT, period->id, workflow_to("alert", "conclude"));
    return *ret_said != NULL;
}

bool run_alert_follow(struct turn *turn, struct change *change, const struct value *criteria,
                      const struct run_note *note, const struct merged *merged, struct err *err)
{
    return follow_targets(turn, change, criteria, note, merged, err) &&
           follow_errors(turn, change, criteria, note, merged, err);
}
