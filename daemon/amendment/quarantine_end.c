#include "amendment/quarantine_end.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "contest/transition.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "package/package.h"
#include "run/quarantined.h"
#include "run/run.h"
#include "run/stored_run.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

#define KIND "quarantine"

/* ---- what is said and owed ---- */

static const char *title_of(const struct value *criteria, const char *id)
{
    for (size_t i = 0; i < value_len(criteria); i++)
        if (strcmp(value_get_text(value_at(criteria, i), "id", ""), id) == 0)
            return snapshot_criterion_title(value_at(criteria, i));
    return id;
}

/* The administrator's alerts are those of what is quarantined now. They belong to no period of their own: the contest's
 * stands for all. */
bool quarantine_say(struct turn *turn, struct change *change, struct err *err)
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

bool quarantine_owe_runs(struct turn *turn, struct change *change, const char *criterion, const char *rule, struct err *err)
{
    const struct value *rows = stored_run_newest(turn->store, turn->arena, err);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const struct period *period = period_find(turn->periods, value_get_text(row, "period", ""));
        const struct value *said = value_get(value_get(row, "receipt"), criterion);
        enum run_stage stage;
        struct run_note note;
        if (!period || !run_stage_parse(value_get_text(row, "stage", ""), &stage) || !value_get(said, "error") ||
            strcmp(value_get_text(said, "rule", ""), rule) != 0)
            continue;
        if (!run_note_make(turn, period, stage, RUN_LATE, change->sequence, &note, err))
            return false;
        if (!note.adjusted && !store_do(turn->store, err, QUERY_RERUN_OWE, "tti", period->id, run_stage_name(stage),
                                        change->sequence))
            return false;
    }
    return rows != NULL;
}

/* ---- by itself ---- */

static const struct criterion_source *source_of(const struct package *package, const struct value *row)
{
    return package_criterion(package, value_get_text(row, "criterion", ""));
}

/* Whether one of the criterion's versions has that sha256, under a key of the row. */
static const struct criterion_source *version_of(const struct criterion_source *first, const struct value *row, const char *key)
{
    return criterion_source_of_rule(first, value_get_text(row, key, ""));
}

static bool end(struct turn *turn, struct change *change, const struct value *row, struct err *err)
{
    const struct transition step = {.kind = KIND,
                                    .object = arena_printf(turn->arena, "%" PRId64, value_get_int(row, "id", 0)),
                                    .state = workflow_to(KIND, "quarantine"),
                                    .act = "replace",
                                    .roles = ROLE_MACHINE};
    return transition_make(change, &step, NULL, err) &&
           store_do(turn->store, err, QUERY_QUARANTINE_RELEASE, "ti", value_get_text(row, "criterion", ""), change->at);
}

bool quarantine_end_of(struct turn *turn, struct change *change, const char *criterion, struct err *err)
{
    const struct value *list = quarantined_list(turn->store, turn->arena, err);
    bool good = list != NULL;
    for (size_t i = 0; good && i < value_len(list); i++)
        if (strcmp(value_get_text(value_at(list, i), "criterion", ""), criterion) == 0)
            good = end(turn, change, value_at(list, i), err);
    return good;
}

bool quarantine_find_replaced(struct turn *turn, const struct value **ret_rows, struct err *err)
{
    const struct value *list = quarantined_list(turn->store, turn->arena, err);
    struct value *replaced = value_list(turn->arena);
    for (size_t i = 0; i < value_len(list); i++) {
        const struct criterion_source *criterion = version_of(source_of(turn->package, value_at(list, i)), value_at(list, i), "rule");
        if (criterion && !quarantined_holds(turn, value_at(list, i), criterion))
            value_append(replaced, value_at(list, i));
    }
    *ret_rows = replaced;
    return list != NULL;
}

bool quarantine_end_replaced(struct turn *turn, struct change *change, const struct value *rows, struct err *err)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (!end(turn, change, value_at(rows, i), err))
            return false;
    return true;
}

bool quarantine_release(struct turn *turn, struct change *change, const struct package *package, struct err *err)
{
    const struct value *list = quarantined_list(turn->store, turn->arena, err);
    bool any = false;
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *row = value_at(list, i);
        const struct criterion_source *criterion = source_of(package, row);
        if (version_of(criterion, row, "rule") || version_of(criterion, row, "fallback"))
            continue;
        any = true;
        if (!end(turn, change, row, err))
            return false;
    }
    return list && (!any || quarantine_say(turn, change, err));
}

/* ---- by two people ---- */

static const struct value *find(struct turn *turn, const char *criterion, struct err *err)
{
    const struct value *list = quarantined_list(turn->store, turn->arena, err);
    for (size_t i = 0; i < value_len(list); i++)
        if (strcmp(value_get_text(value_at(list, i), "criterion", ""), criterion) == 0)
            return value_at(list, i);
    if (list)
        err_set(err, "tiêu chí “%s” không có quy tắc nào đang cách ly; xem thiduactl status", "criterion “%s” has no rule in quarantine; see thiduactl status",
                criterion);
    return NULL;
}

static bool release(struct turn *turn, struct change *change, const struct value *row, struct err *err)
{
    const char *criterion = value_get_text(row, "criterion", "");
    return store_do(turn->store, err, QUERY_QUARANTINE_RELEASE, "ti", criterion, change->at) &&
           quarantine_owe_runs(turn, change, criterion, value_get_text(row, "rule", ""), err) && quarantine_say(turn, change, err);
}

/* It was asked for by another one: released; by nobody, or by the same person: asked for. */
static const char *act_of(struct turn *turn, struct transition *step)
{
    const struct workflow_row *row;
    step->act = "release";
    return step->earlier && transition_check(turn->store, step, turn->actor, &row, NULL) ? "release" : "ask_release";
}

bool quarantine_lift(struct turn *turn, const char *criterion, unsigned roles, const char *reason, struct value **ret_answer, struct err *err)
{
    struct change change;
    const struct value *row = find(turn, criterion, err);
    if (!row)
        return false;
    struct transition step = {.kind = KIND,
                              .object = arena_printf(turn->arena, "%" PRId64, value_get_int(row, "id", 0)),
                              .state = workflow_to(KIND, "quarantine"),
                              .roles = roles,
                              .earlier = value_get_text(row, "asked_by", NULL),
                              .note = reason};
    step.act = act_of(turn, &step);
    bool done = strcmp(step.act, "release") == 0;
    if (!done && step.earlier)
        return err_set(err, "“%s” đã có đề nghị gỡ cách ly đang chờ; một quản trị viên khác làm lại lệnh này", "a release of “%s” is asked for already; another administrator gives this command again",
                       criterion);
    struct value *answer = value_map(turn->arena);
    value_set_text(answer, "criterion", criterion);
    value_set_text(answer, "rule", value_get_text(row, "rule", NULL));
    value_set_text(answer, "asked_by", done ? step.earlier : turn->actor);
    value_set_bool(answer, "done", done);
    if (!change_begin(&change, turn->store, clock_now(turn->clock), turn->actor, turn->via, "rules release", reason, err))
        return false;
    bool good = transition_make(&change, &step, NULL, err) &&
                (done ? release(turn, &change, row, err) : store_do(turn->store, err, QUERY_QUARANTINE_ASK, "tt", criterion, turn->actor));
    *ret_answer = answer;
    return turn_end(turn, &change, good, answer, err);
}
