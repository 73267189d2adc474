/* What is due, what ran, how things stand; a period run by hand. */
#include "command/perform.h"

#include "agenda/due_task.h"
#include "agenda/owed_run.h"
#include "agenda/period_run.h"
#include "agenda/waiting.h"
#include "alert/alert_holder.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/belongs.h"
#include "contest/schedule.h"
#include "document/draft.h"
#include "drill/drill_note.h"
#include "package/package.h"
#include "run/quarantined.h"
#include "run/result.h"
#include "run/run.h"
#include "store/change.h"
#include "store/store.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#include "worker/walls.h"
#include "workflow/workflow.h"
#endif

#include <string.h>

/* The timetable with what waits marked in it; what waits as a list of its own. */
static struct value *schedule_of(struct command_call *call, struct turn *turn, const struct value **ret_waiting,
                                 struct err *err)
{
    struct due_list due = due_task_list(turn->package, turn->periods, call->arena);
    const struct value *list = schedule_list(call->store, call->arena, &due, clock_now(call->clock), err);
    const struct value *waiting = list ? waiting_list(turn, &due, err) : NULL;
    if (!waiting)
        return NULL;
    *ret_waiting = waiting;
    return waiting_mark(turn, list, waiting);
}

struct value *command_schedule(struct command_call *call, struct err *err)
{
    struct turn turn;
    const struct value *waiting;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    return schedule_of(call, &turn, &waiting, err);
}

static void say(struct problems *problems, const struct value *said)
{
    if (value_get_text(said, "vi", NULL))
        problem_warn(problems, NULL, 0, NULL, "%1$s%2$.0s", "%1$.0s%2$s", value_get_text(said, "vi", ""), value_get_text(said, "en", ""));
}

/* What waits, which the page shows on every page, and what is wrong with the certificate: at the end of the answer, with what to do. */
static void say_problems(struct command_call *call, struct value *answer)
{
    const struct value *waiting = value_get(answer, "waiting");
    struct problems problems;
    problems_init(&problems, call->arena);
    for (size_t i = 0; i < value_len(waiting); i++)
        say(&problems, value_at(waiting, i));
    say(&problems, call->certificate);
    value_set(answer, "problems", problems_to_value(&problems, call->arena));
}

/* What comes next and how much is due but not done yet, out of the timetable. */
static bool add_schedule(struct command_call *call, struct value *answer, struct turn *turn, struct err *err)
{
    const struct value *waiting, *list = schedule_of(call, turn, &waiting, err);
    if (!list)
        return false;
    value_set(answer, "waiting", waiting);
    int64_t due = 0;
    struct value *next = value_null(call->arena);
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *entry = value_at(list, i);
        const char *state = value_get_text(entry, "state", "");
        due += strcmp(state, "due") == 0;
        if (strcmp(state, "planned") != 0 || !value_is_null(next))
            continue;
        next = value_map(call->arena);
        for (size_t j = 0; j < 3; j++) {
            static const char *const keys[] = {"kind", "period", "due_at"};
            value_set_text(next, keys[j], value_get_text(entry, keys[j], ""));
        }
    }
    value_set_int(answer, "due", due);
    value_set(answer, "next", next);
    return true;
}

static bool add_runs(struct command_call *call, struct value *answer, struct err *err)
{
    const struct value *owed = store_rows(call->store, call->arena, err, QUERY_RERUN_LIST, "");
    const struct value *last =
        owed ? store_row(call->store, call->arena, err, QUERY_RUN_NEWEST, "tt", NULL, NULL) : NULL;
    if (!last)
        return false;
    struct value *periods = value_list(call->arena), *run = value_null(call->arena);
    for (size_t i = 0; i < value_len(owed); i++)
        value_append(periods, value_get(value_at(owed, i), "period"));
    if (!value_is_null(last)) {
        run = value_map(call->arena);
        value_set(run, "run", value_get(last, "id"));
        value_set(run, "period", value_get(last, "period"));
        value_set(run, "stage", value_get(last, "stage"));
        value_set(run, "at", call_instant(call, value_get_int(last, "at", 0)));
    }
    value_set(answer, "owed", periods);
    value_set(answer, "last_run", run);
    return true;
}

/* Those that the caller may see; a draft that was refused stands here and as an administrator's alert (contest.md §7). */
static bool add_alerts_and_drafts(struct command_call *call, struct value *answer, struct err *err)
{
    int32_t today = instant_day(clock_now(call->clock));
    const struct package *package;
    const struct period_list *periods;
    const struct value *all = call_package(call, &package, &periods, err) ? store_rows(call->store, call->arena, err, QUERY_ALERT_OPEN_CAUSES, "") : NULL;
    const struct value *alerts = all && package ? alert_apart(call->arena, package, periods, all, today) : all;
    const struct value *open = alerts ? belongs_visible(call, alerts, "subject", err) : NULL;
    const struct value *made = open ? draft_list(call->store, call->arena, NULL, NULL, err) : NULL;
    const struct value *drafts = made ? belongs_visible(call, made, "subject", err) : NULL;
    if (!drafts)
        return false;
    struct value *refused = value_list(call->arena);
    for (size_t i = 0; i < value_len(drafts); i++) {
        const struct value *draft = value_at(drafts, i);
        if (!workflow_is("draft", value_get_text(draft, "state", ""), WORKFLOW_STANDS | WORKFLOW_PENDING))
            continue;
        struct value *entry = value_map(call->arena);
        value_set(entry, "id", value_get(draft, "id"));
        value_set(entry, "refusal", value_get(draft, "refusal"));
        value_set(entry, "refusal_en", value_get(draft, "refusal_en"));
        value_append(refused, entry);
    }
    value_set_int(answer, "alerts_open", (int64_t)value_len(open));
    value_set(answer, "drafts_refused", refused);
    return true;
}

/* [{criterion, rule, fallback, asked_by, at, why}…]: rules that failed three runs in a row. */
static bool add_quarantine(struct command_call *call, struct value *answer, struct err *err)
{
    const struct value *rows = quarantined_list(call->store, call->arena, err);
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        struct value *entry = value_map(call->arena);
        value_set_text(entry, "criterion", value_get_text(row, "criterion", NULL));
        value_set_text(entry, "rule", value_get_text(row, "rule", NULL));
        value_set_text(entry, "fallback", value_get_text(row, "fallback", NULL));
        value_set_text(entry, "asked_by", value_get_text(row, "asked_by", NULL));
        value_set(entry, "at", call_instant(call, value_get_int(row, "at", 0)));
        value_set_text(entry, "why", value_get_text(value_get(row, "error"), "vi", NULL));
        value_set_text(entry, "why_en", value_get_text(value_get(row, "error"), "en", NULL));
        value_append(list, entry);
    }
    value_set(answer, "quarantined", list);
    return rows != NULL;
}

/* Null for a set clock, and where the kernel does not say. */
static struct value *synchronised(struct command_call *call)
{
    enum clock_sync sync = call->clock->is_set ? CLOCK_SYNC_UNKNOWN : clock_kernel_sync();
    return sync == CLOCK_SYNC_UNKNOWN ? value_null(call->arena) : value_bool(call->arena, sync == CLOCK_SYNCHRONISED);
}

/* What rules and programs are kept by on this machine, as it is now. */
static void add_walls(struct command_call *call, struct value *answer)
{
    const struct walls walls = walls_look(call->arena);
    value_set_text(answer, "walls", walls.vi);
    value_set_text(answer, "walls_en", walls.en);
    value_set_bool(answer, "walls_whole", walls.whole);
}

struct value *command_status(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct value *answer = value_map(call->arena), *contest = value_null(call->arena);
    if (!call_turn(call, &turn, err))
        return NULL;
    int64_t latest = change_latest_at(call->store);
    const struct package *package = turn.package;
    if (package) {
        contest = value_map(call->arena);
        value_set_text(contest, "id", package->id);
        value_set_text(contest, "title", package->title);
    }
    value_set_text(answer, "version", PACKAGE_VERSION);
    value_set(answer, "contest", contest);
    value_set(answer, "package", value_text(call->arena, package ? package->hash : NULL));
    value_set_int(answer, "sequence", change_latest(call->store));
    value_set(answer, "changed_at", latest == INT64_MIN ? value_null(call->arena) : call_instant(call, latest));
    value_set(answer, "clock", call_instant(call, clock_now(call->clock)));
    value_set_bool(answer, "clock_is_set", call->clock->is_set);
    value_set(answer, "clock_synchronised", synchronised(call));
    value_set_int(answer, "due", 0);
    value_set(answer, "next", value_null(call->arena));
    value_set(answer, "waiting", value_list(call->arena));
    value_set(answer, "certificate", call->certificate ? call->certificate : value_null(call->arena));
    add_walls(call, answer);
    if (package && !add_schedule(call, answer, &turn, err))
        return NULL;
    say_problems(call, answer);
    const struct value *drill = drill_note_shown(call->store, call->arena, err);
    if (!drill)
        return NULL;
    value_set(answer, "drill", drill);
    return add_runs(call, answer, err) && add_alerts_and_drafts(call, answer, err) &&
                   add_quarantine(call, answer, err)
               ? answer
               : NULL;
}

/* How many results of each verdict a run gave. */
static struct value *count_verdicts(struct command_call *call, const struct value *results)
{
    struct value *counts = value_map(call->arena);
    for (size_t i = 0; i < value_len(results); i++) {
        const char *verdict = value_get_text(value_at(results, i), "verdict", "error");
        value_set_int(counts, verdict, value_get_int(counts, verdict, 0) + 1);
    }
    return counts;
}

struct value *command_evaluate(struct command_call *call, struct err *err)
{
    const char *name = call_text(call, "stage") ? call_text(call, "stage") : "final";
    enum run_stage stage;
    int64_t run;
    struct turn turn;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    const struct period *period = call_period(call, turn.periods, "period", err);
    if (!period)
        return NULL;
    run_stage_parse(name, &stage); /* the table lets nothing else through */
    /* A rule that was quarantined by this run owes another one with the version that was put back. */
    if (!period_run_perform(&turn, period, stage, RUN_MANUAL, &run, err) || !owed_run_settle(&turn, err))
        return NULL;
    struct result_filter filter = {.period = period->id, .stage = name};
    const struct value *results =
        result_list(call->store, call->arena, turn.package, turn.periods, &filter, err);
    if (!results)
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set_int(answer, "run", run);
    value_set_text(answer, "period", period->id);
    value_set_text(answer, "stage", name);
    value_set(answer, "verdicts", count_verdicts(call, results));
    return answer;
}
