/* The functions behind the commands that try rules as they are being written: what is wrong with them, the records behind a figure. */
#include "command/perform.h"

#include "amendment/package_trial.h"
#include "amendment/proposal_file.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "run/run_job.h"
#include "run/run_measure.h"
#include "store/change.h"
#include "store/store.h"
#include "studio/candidate.h"
#include "worker/worker.h"

#include <string.h>

enum { ROWS_MOST = 1000 };

/* The files are read and what is changed is tried; the papers are left to the preview. */
struct value *command_rules_examine(struct command_call *call, struct err *err)
{
    const struct package *base;
    const struct period_list *periods;
    struct problems problems;
    problems_init(&problems, call->arena);
    const struct package *candidate = call_contest(call, &base, &periods, err) ? candidate_read(call, base, &problems, err) : NULL;
    if (!candidate)
        return NULL;
    package_trial_files(candidate, proposal_changed(call->arena, &base->files, &candidate->files), call->worker, call->arena, &problems);
    struct value *answer = value_map(call->arena);
    value_set_int(answer, "errors", (int64_t)problems.errors);
    value_set(answer, "problems", problems_to_value(&problems, call->arena));
    return answer;
}

/* ---- the records behind a figure ---- */

struct asked {
    struct command_call *call;
    const struct package *base; /* in force: it says what is private */
    const char *criterion, *subject;
    int64_t sequence;
};

/* The figures of the criteria that it is made of, by the same package; of most there are none, and nothing is measured for that. */
static bool give_used(const struct asked *asked, const struct package *judging, const struct period_list *periods, const struct period *period, struct value *job, struct err *err)
{
    struct command_call *call = asked->call;
    const struct run_measuring measuring = {.worker = call->worker, .arena = call->arena, .package = judging, .periods = periods, .period = period,
                                            .stage = RUN_PROVISIONAL, .database = store_path(call->store), .sequence = asked->sequence};
    if (!strstr(package_criterion(judging, asked->criterion)->source, "uses"))
        return true;
    const struct value *used = run_measure_used(&measuring, asked->criterion, err);
    if (!value_is_null(used))
        value_set(job, "used", used);
    return used;
}

/* *ret_job: NULL when that package has no such criterion or period. */
static bool make_job(const struct asked *asked, const struct package *package, const struct period_list *periods, const struct value **ret_job, struct err *err)
{
    struct arena *arena = asked->call->arena;
    const struct period *period = period_find(periods, call_text(asked->call, "period"));
    *ret_job = NULL;
    if (!period || !package_criterion(package, asked->criterion))
        return true;
    const struct package *judging = run_package(package, period, arena);
    struct value *job = run_job(arena, "explain", judging, asked->criterion, store_path(asked->call->store), asked->sequence);
    run_job_period(arena, job, periods, period, RUN_PROVISIONAL);
    value_set_text(job, "subject", asked->subject);
    value_set(job, "private", record_private_value(&asked->base->types, arena));
    value_set_int(job, "limit", call_number(asked->call, "limit", ROWS_MOST));
    *ret_job = job;
    return give_used(asked, judging, periods, period, job, err);
}

/* now: by the rules in force; null where they have no such figure, or fail. */
static struct value *answer_of(const struct asked *asked, const struct package *package, const struct period *period, const struct value *found, const struct value *now)
{
    static const char *const figures[] = {"num", "den", "value", "target", "verdict", "says"};
    struct arena *arena = asked->call->arena;
    struct value *answer = value_map(arena), *before = value_map(arena), *names = value_map(arena);
    for (size_t i = 0; i < LEN(figures); i++) {
        value_set(answer, figures[i], value_get(value_get(found, "result"), figures[i]));
        value_set(before, figures[i], value_get(value_get(now, "result"), figures[i]));
    }
    for (size_t i = 0; i < package->units.fact_count; i++) {
        const struct unit_fact *unit = unit_at(&package->units, package->units.facts[i].id, period->until - 1);
        value_set_text(names, package->units.facts[i].id, unit ? unit->name : package->units.facts[i].name);
    }
    value_set_text(answer, "criterion", asked->criterion);
    value_set_text(answer, "subject", asked->subject);
    value_set_text(answer, "subject_name", value_get_text(names, asked->subject, asked->subject));
    value_set_text(answer, "period", period->id);
    value_set_text(answer, "period_title", period_title(period, arena));
    value_set(answer, "before", now ? before : value_null(arena));
    value_set(answer, "names", names);
    value_set(answer, "targets", value_get(found, "params"));
    value_set(answer, "evidence", value_get(found, "evidence"));
    return answer;
}

static struct value *measure(const struct asked *asked, const struct package *package, const struct period_list *periods, const struct period *period,
                             const struct period_list *periods_now, struct err *err)
{
    const struct value *jobs[2] = {0}, *answers[2];
    if (!make_job(asked, package, periods, &jobs[0], err) || (package != asked->base && !make_job(asked, asked->base, periods_now, &jobs[1], err)))
        return NULL;
    worker_run(asked->call->worker, asked->call->arena, jobs, jobs[1] ? 2 : 1, answers);
    const struct value *failed = value_get(answers[0], "error");
    if (!failed)
        return answer_of(asked, package, period, value_get(answers[0], "ok"), jobs[1] ? value_get(answers[1], "ok") : NULL);
    call_error(err, value_get_text(failed, "vi", ""), value_get_text(failed, "en", ""));
    return NULL;
}

struct value *command_rules_evidence(struct command_call *call, struct err *err)
{
    const char *criterion = call_text(call, "criterion"); /* of a version from a day on too: the period says which judges it */
    struct asked asked = {.call = call, .criterion = arena_strndup(call->arena, criterion, strcspn(criterion, "@")), .subject = call_text(call, "subject")};
    const struct period_list *periods_now;
    const struct package *package = call_contest(call, &asked.base, &periods_now, err) ? candidate_tried(call, asked.base, err) : NULL;
    if (!package || !change_version(call->store, &asked.sequence, err))
        return NULL;
    const struct period_list periods = period_list(package, call->arena);
    const struct period *period = call_period(call, &periods, "period", err);
    if (!period)
        return NULL;
    if (!package_criterion(package, asked.criterion)) {
        err_set(err, "không có chỉ tiêu “%s”; tên các chỉ tiêu: rules criteria", "there is no criterion “%s”; rules criteria names them", asked.criterion);
        return NULL;
    }
    return measure(&asked, package, &periods, period, periods_now, err);
}
