#include "amendment/quarantine.h"

#include "amendment/package_trial.h"
#include "amendment/proposal_file.h"
#include "amendment/quarantine_end.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/problem.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "contest/transition.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/merge.h"
#include "run/quarantined.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

enum { FAILURES = 3 }; /* runs in a row, this one included */

static const char *receipt_path(struct arena *arena, const char *criterion)
{
    return arena_printf(arena, "$.\"%s\"", criterion);
}

/* Whether the runs before this one failed by the same version too. */
static bool failed_before(struct turn *turn, const char *criterion, const char *rule, bool *ret_failed,
                          struct err *err)
{
    const struct value *rows =
        store_rows(turn->store, turn->arena, err, QUERY_RUN_NEWEST_RECEIPTS, "iit", INT64_MAX,
                   (int64_t)(FAILURES - 1), receipt_path(turn->arena, criterion));
    bool failed = value_len(rows) == FAILURES - 1;
    for (size_t i = 0; i < value_len(rows); i++)
        failed = failed && strcmp(value_get_text(value_at(rows, i), "rule", ""), rule) == 0 &&
                 fault_is_own(value_get_text(value_at(rows, i), "error", ""));
    *ret_failed = failed;
    return rows != NULL;
}

/* The package of the newest earlier version that ran well; both untouched when there is none. */
static bool find_fallback(struct turn *turn, const struct criterion_source *criterion,
                          const struct package **ret_package, const char **ret_rule, struct err *err)
{
    const struct value *row =
        store_row(turn->store, turn->arena, err, QUERY_RULE_THAT_RAN_WELL, "ttt", criterion->id,
                  receipt_path(turn->arena, criterion->id), criterion->rule);
    if (!row || value_is_null(row))
        return row != NULL;
    *ret_rule = value_get_text(row, "rule", "");
    *ret_package = snapshot_package(turn->store, turn->arena, value_get_text(row, "package", ""), err);
    return *ret_package != NULL;
}

/* One criterion put back; kept only when the whole still passes every check (its parameters may be gone since). */
static void put_back(struct turn *turn, struct quarantine_plan *plan, struct quarantine_entry *entry,
                     const struct package *from, const char *rule)
{
    struct problems problems;
    struct value *facts;
    const struct package *base = plan->package ? plan->package : turn->package;
    const struct file_list files = proposal_criterion_from(turn->arena, &base->files, &from->files, entry->criterion);
    problems_init(&problems, turn->arena);
    const struct package *package = package_read(turn->arena, &files, &problems);
    package_trial(package, &(struct package_trial_known){0}, turn->worker, turn->arena, &problems, &facts);
    if (problems.errors)
        return;
    plan->package = package;
    plan->facts = facts;
    entry->fallback = rule;
}

/* first: the criterion's first version, which failed, or one of those behind it did. */
static bool plan_one(struct turn *turn, const struct criterion_source *first, const struct value *said, struct quarantine_plan *plan, struct err *err)
{
    const struct criterion_source *criterion = criterion_source_of_rule(first, value_get_text(said, "rule", ""));
    const struct value *error = value_get(said, "error");
    if (!criterion) /* the receipt is of no rule of this package */
        return true;
    const struct package *from = NULL;
    const char *rule = NULL;
    bool failed;
    if (!failed_before(turn, criterion->id, criterion->rule, &failed, err))
        return false;
    if (!failed)
        return true;
    /* Of a criterion with versions from days on no earlier one is put back: it might be one that judges other periods now. */
    bool versions = first->next;
    struct quarantine_entry *entry = &plan->entries[plan->count++];
    *entry = (struct quarantine_entry){.criterion = criterion->id, .rule = criterion->rule, .evaluator = quarantined_evaluator(turn, criterion),
                                       .error = error};
    if (!versions && !find_fallback(turn, criterion, &from, &rule, err))
        return false;
    if (from)
        put_back(turn, plan, entry, from, rule);
    return true;
}

bool quarantine_plan(struct turn *turn, const struct merged *merged, struct quarantine_plan *ret_plan,
                     struct err *err)
{
    const struct package *package = turn->package;
    struct quarantine_plan plan = {
        .entries = arena_alloc(turn->arena, (package->criterion_count + 1) * sizeof *plan.entries)};
    for (size_t i = 0; merged->failed > 0 && i < package->criterion_count; i++) {
        const struct criterion_source *criterion = &package->criteria[i];
        const struct value *said = value_get(merged->receipt, criterion->id);
        if (fault_is_own(value_get_text(value_get(said, "error"), "kind", "")) && !plan_one(turn, criterion, said, &plan, err))
            return false;
    }
    if (plan.package && !proposal_carry_plan(turn, 0, plan.package, &plan.carried, err))
        return false;
    *ret_plan = plan;
    return quarantine_find_replaced(turn, &ret_plan->replaced, err);
}

static bool enforce(struct turn *turn, struct change *change, const struct quarantine_plan *plan, struct err *err)
{
    const struct snapshot_cause cause = {.name = "quarantine", .previous = turn->package->hash};
    if (!snapshot_keep(change, plan->package, plan->facts, turn->arena, err) ||
        !snapshot_enforce(change, plan->package, &cause, turn->arena, err) ||
        !proposal_carry_apply(change, turn->arena, &plan->carried, err))
        return false;
    for (size_t i = 0; i < plan->count; i++)
        if (plan->entries[i].fallback && !quarantine_owe_runs(turn, change, plan->entries[i].criterion, plan->entries[i].rule, err))
            return false;
    return true;
}

/* One that failed again after it was put back is quarantined in its turn. */
static bool quarantine_begin(struct turn *turn, struct change *change, int64_t run, const struct quarantine_entry *entry, struct err *err)
{
    struct transition step = {.kind = "quarantine", .state = WORKFLOW_NEW, .act = "quarantine", .roles = ROLE_MACHINE};
    if (!quarantine_end_of(turn, change, entry->criterion, err) ||
        !store_do(turn->store, err, QUERY_QUARANTINE_INSERT, "tttivti", entry->criterion, entry->rule, entry->evaluator, run, entry->error,
                  entry->fallback, change->at))
        return false;
    step.object = arena_printf(turn->arena, "%" PRId64, store_last_id(turn->store));
    return transition_make(change, &step, NULL, err);
}

bool quarantine_apply(struct turn *turn, struct change *change, int64_t run, const struct quarantine_plan *plan,
                      struct value *detail, struct err *err)
{
    struct value *noted = value_list(turn->arena);
    if (plan->count == 0 && value_len(plan->replaced) == 0)
        return true;
    if (!quarantine_end_replaced(turn, change, plan->replaced, err))
        return false;
    for (size_t i = 0; i < plan->count; i++) {
        const struct quarantine_entry *entry = &plan->entries[i];
        if (!quarantine_begin(turn, change, run, entry, err))
            return false;
        struct value *map = value_map(turn->arena);
        value_set_text(map, "criterion", entry->criterion);
        value_set_text(map, "rule", entry->rule);
        value_set_text(map, "fallback", entry->fallback);
        value_append(noted, map);
    }
    if (plan->count)
        value_set(detail, "quarantined", noted);
    if (plan->package)
        value_set_text(detail, "package", plan->package->hash);
    return (!plan->package || enforce(turn, change, plan, err)) && quarantine_say(turn, change, err);
}
