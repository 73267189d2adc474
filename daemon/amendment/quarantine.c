#include "amendment/quarantine.h"

#include "alert/alert.h"
#include "amendment/package_trial.h"
#include "amendment/proposal.h"
#include "amendment/proposal_file.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "package/package.h"
#include "run/merge.h"
#include "run/quarantined.h"
#include "run/run.h"
#include "run/stored_run.h"
#include "store/change.h"
#include "store/store.h"

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
    package_trial(package, turn->worker, turn->arena, &problems, &facts);
    if (problems.errors)
        return;
    plan->package = package;
    plan->facts = facts;
    entry->fallback = rule;
}

static bool plan_one(struct turn *turn, const struct criterion_source *criterion, const struct value *error,
                     struct quarantine_plan *plan, struct err *err)
{
    const struct package *from = NULL;
    const char *rule = NULL;
    bool failed;
    if (!failed_before(turn, criterion->id, criterion->rule, &failed, err))
        return false;
    if (!failed)
        return true;
    struct quarantine_entry *entry = &plan->entries[plan->count++];
    *entry = (struct quarantine_entry){.criterion = criterion->id, .rule = criterion->rule, .error = error};
    if (!find_fallback(turn, criterion, &from, &rule, err))
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
        const struct value *error = value_get(value_get(merged->receipt, criterion->id), "error");
        if (fault_is_own(value_get_text(error, "kind", "")) && !plan_one(turn, criterion, error, &plan, err))
            return false;
    }
    *ret_plan = plan;
    return true;
}

static const char *title_of(const struct value *criteria, const char *id)
{
    for (size_t i = 0; i < value_len(criteria); i++)
        if (strcmp(value_get_text(value_at(criteria, i), "id", ""), id) == 0)
            return snapshot_criterion_title(value_at(criteria, i));
    return id;
}

/* The administrator's alerts are those of what is quarantined now. They belong to no period of their own: the contest's
 * stands for all. */
static bool write_alerts(struct turn *turn, struct change *change, struct err *err)
{
    const struct package *package = turn->package;
    const struct value *list = quarantined_list(turn->store, turn->arena, err);
    const struct value *criteria = list ? snapshot_criteria(turn->store, turn->arena, package, err) : NULL;
    if (!criteria)
        return false;
    struct alert_wish *wishes = arena_alloc(turn->arena, (value_len(list) + 1) * sizeof *wishes);
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *row = value_at(list, i);
        const char *criterion = value_get_text(row, "criterion", ""), *fallback = value_get_text(row, "fallback", NULL);
        struct value *data = value_map(turn->arena);
        value_set_text(data, "criterion", criterion);
        value_set_text(data, "title", title_of(criteria, criterion));
        value_set_text(data, "reason", value_get_text(value_get(row, "error"), "vi", ""));
        value_set_text(data, "fallback", fallback ? arena_printf(turn->arena, "%.12s", fallback) : NULL);
        char *text = wording_fill(turn->arena, package, "alert.rule", data, err);
        if (!text)
            return false;
        wishes[i] = (struct alert_wish){.criterion = criterion, .subject = package->district, .text = text};
    }
    const char *contest = turn->periods->items[turn->periods->len - 1].id;
    return alert_apply(change, turn->arena, "rule", contest, wishes, value_len(list), NULL, err);
}

/* Every last run that failed by the version owes another one, unless it is sealed. */
static bool owe_runs(struct turn *turn, struct change *change, const struct quarantine_entry *entry, struct err *err)
{
    const struct value *rows = stored_run_newest(turn->store, turn->arena, err);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const struct period *period = period_find(turn->periods, value_get_text(row, "period", ""));
        const struct value *said = value_get(value_get(row, "receipt"), entry->criterion);
        enum run_stage stage;
        struct run_note note;
        if (!period || !run_stage_parse(value_get_text(row, "stage", ""), &stage) || !value_get(said, "error") ||
            strcmp(value_get_text(said, "rule", ""), entry->rule) != 0)
            continue;
        if (!run_note_make(turn, period, stage, RUN_LATE, change->sequence, &note, err))
            return false;
        if (!note.adjusted && !store_do(turn->store, err, QUERY_RERUN_OWE, "tti", period->id, run_stage_name(stage),
                                        change->sequence))
            return false;
    }
    return rows != NULL;
}

static bool enforce(struct turn *turn, struct change *change, const struct quarantine_plan *plan, struct err *err)
{
    const struct snapshot_cause cause = {.name = "quarantine", .previous = turn->package->hash};
    if (!snapshot_keep(change, plan->package, plan->facts, turn->arena, err) ||
        !snapshot_enforce(change, plan->package, &cause, turn->arena, err) ||
        !proposal_supersede(change, turn->arena, plan->package->hash, err))
        return false;
    for (size_t i = 0; i < plan->count; i++)
        if (plan->entries[i].fallback && !owe_runs(turn, change, &plan->entries[i], err))
            return false;
    return true;
}

bool quarantine_apply(struct turn *turn, struct change *change, int64_t run, const struct quarantine_plan *plan,
                      struct value *detail, struct err *err)
{
    struct value *noted = value_list(turn->arena);
    if (plan->count == 0)
        return true;
    for (size_t i = 0; i < plan->count; i++) {
        const struct quarantine_entry *entry = &plan->entries[i];
        /* One that failed again after it was put back is quarantined in its turn. */
        if (!store_do(turn->store, err, QUERY_QUARANTINE_RELEASE, "ti", entry->criterion, change->at) ||
            !store_do(turn->store, err, QUERY_QUARANTINE_INSERT, "ttivti", entry->criterion, entry->rule, run,
                      entry->error, entry->fallback, change->at))
            return false;
        struct value *map = value_map(turn->arena);
        value_set_text(map, "criterion", entry->criterion);
        value_set_text(map, "rule", entry->rule);
        value_set_text(map, "fallback", entry->fallback);
        value_append(noted, map);
    }
    value_set(detail, "quarantined", noted);
    if (plan->package)
        value_set_text(detail, "package", plan->package->hash);
    return (!plan->package || enforce(turn, change, plan, err)) && write_alerts(turn, change, err);
}

static const char *rule_of(const struct package *package, const char *criterion)
{
    for (size_t i = 0; i < package->criterion_count; i++)
        if (strcmp(package->criteria[i].id, criterion) == 0)
            return package->criteria[i].rule;
    return "";
}

bool quarantine_release(struct turn *turn, struct change *change, const struct package *package, struct err *err)
{
    const struct value *list = quarantined_list(turn->store, turn->arena, err);
    bool any = false;
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *row = value_at(list, i);
        const char *criterion = value_get_text(row, "criterion", ""), *rule = rule_of(package, criterion);
        if (strcmp(rule, value_get_text(row, "rule", "")) == 0 ||
            strcmp(rule, value_get_text(row, "fallback", "")) == 0)
            continue;
        any = true;
        if (!store_do(turn->store, err, QUERY_QUARANTINE_RELEASE, "ti", criterion, change->at))
            return false;
    }
    return list && (!any || write_alerts(turn, change, err));
}
