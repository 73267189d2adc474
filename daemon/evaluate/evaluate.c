#include "evaluate/evaluate.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "evaluate/check.h"
#include "evaluate/criterion.h"
#include "evaluate/explain.h"
#include "evaluate/guard.h"
#include "evaluate/job.h"
#include "evaluate/measure.h"
#include "evaluate/outcome.h"
#include "evaluate/territory.h"
#include "script/script.h"
#include "worker/worker.h"

#include <string.h>

static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_strndup(arena, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
}

/* The order matters (worker.h): confine, open and ask once, lock down; only then comes the rule. */
static struct rule_reader *open_reader(struct arena *arena, const struct job *job, const struct guard *guard,
                                       struct err *err)
{
    struct rule_reader_setup setup = {
        .database = job->database,
        .sequence = job->sequence,
        .types = &job->contest.types,
        .params = &job->contest.targets,
        .deadline_ms = job->deadline_ms,
        .memory = guard->lock_down ? job->memory : 0, /* the limit is the whole process's */
    };
    if (job->database && guard->confine_to)
        guard->confine_to(folder_of(arena, job->database));
    struct rule_reader *reader = rule_reader_open(arena, &setup, err);
    if (reader && guard->lock_down)
        guard->lock_down();
    return reader;
}

static bool ready_reader(const struct work *work, struct err *err)
{
    return territory_lend(work->arena, work->territory, work->reader, err) &&
           rule_reader_set_period(work->reader, work->job->period.from, work->job->period.until, err) &&
           rule_reader_lock(work->reader, err);
}

/* Runs the file; what is wrong with its table goes to problems. */
static bool read_rule(struct work *work, struct criterion *criterion, struct problems *problems,
                      struct err *err)
{
    struct script_limits limits = script_limits_default();
    struct value *table;
    limits.deadline_ms = work->job->deadline_ms;
    work->script = script_create(&limits, work->job->criterion.file, &criterion_words, err);
    if (!work->script || !script_run(work->script, work->arena, work->job->criterion.source,
                                     strlen(work->job->criterion.source), &table, err))
        return false;
    criterion_read(work->arena, work->job, work->script, table, criterion, problems);
    return true;
}

static bool say_first(const struct work *work, struct problems *problems, struct err *err)
{
    problems_sort(problems);
    const struct problem *problem = &problems->items[0];
    err_set(err, "%s%.0s", "%.0s%s", problem->vi, problem->en);
    return err_prefix(err, "quy tắc %s, dòng %d (%s)", "rule %s, line %d (%s)", work->job->criterion.file,
                      problem->line, problem->column);
}

static struct value *evaluate(const struct work *work, struct err *err)
{
    struct outcomes outcomes;
    struct value *answer = value_map(work->arena), *results = value_list(work->arena);
    if (!outcome_all(work, &outcomes, err))
        return NULL;
    for (size_t i = 0; i < outcomes.len; i++) {
        struct value *result = outcome_value(work, &outcomes.items[i], err);
        if (!result)
            return NULL;
        value_append(results, result);
    }
    value_set(answer, "results", results);
    value_set(answer, "params", rule_reader_reads(work->reader, work->arena));
    return answer;
}

static struct value *explain(const struct work *work, struct err *err)
{
    struct outcomes outcomes;
    const struct outcome *found = NULL;
    if (!outcome_all(work, &outcomes, err))
        return NULL;
    for (size_t i = 0; i < outcomes.len; i++)
        if (strcmp(outcomes.items[i].subject, work->job->subject) == 0)
            found = &outcomes.items[i];
    if (!found) {
        err_set(err, "“%s” không có kết quả trong kỳ %s", "“%s” has no result in period %s",
                work->job->subject, work->job->period.id);
        return NULL;
    }
    struct value *answer = value_map(work->arena), *result = outcome_value(work, found, err);
    struct value *evidence = result ? explain_evidence(work, work->job->subject, err) : NULL;
    if (!evidence)
        return NULL;
    value_set(answer, "result", result);
    value_set(answer, "params", rule_reader_reads(work->reader, work->arena));
    value_set(answer, "evidence", evidence);
    return answer;
}

/* A file that does not even run is one problem; a job that cannot be done is an error. */
static struct value *check(const struct work *work, struct problems *problems, bool ran, struct err *err)
{
    struct value *answer = value_map(work->arena);
    bool usable = ran && !problems->errors;
    if (!ran)
        check_add_err(work->job, problems, NULL, 0, err);
    if (usable)
        check_rule(work, problems);
    problems_sort(problems);
    value_set(answer, "facts", usable && !problems->errors ? check_facts(work) : value_null(work->arena));
    value_set(answer, "problems", problems_to_value(problems, work->arena));
    return answer;
}

static struct value *perform(struct work *work, const struct guard *guard, struct err *err)
{
    struct territory *territory = arena_alloc(work->arena, sizeof *territory);
    struct criterion *criterion = arena_alloc(work->arena, sizeof *criterion);
    struct problems problems;
    problems_init(&problems, work->arena);
    work->territory = territory;
    work->criterion = criterion;
    work->reader = open_reader(work->arena, work->job, guard, err);
    if (!work->reader || !territory_survey(work->arena, work->job, work->reader, territory, err) ||
        !ready_reader(work, err))
        return NULL;
    bool ran = read_rule(work, criterion, &problems, err);
    if (work->job->kind == JOB_CHECK)
        return check(work, &problems, ran, err);
    if (!ran || (problems.errors && !say_first(work, &problems, err)))
        return NULL;
    return work->job->kind == JOB_EVALUATE ? evaluate(work, err) : explain(work, err);
}

struct value *evaluate_guarded(struct arena *arena, const struct value *map, const struct guard *guard,
                               struct err *err)
{
    struct job job;
    struct work work = {.arena = arena, .job = &job};
    if (!job_read(arena, map, &job, err))
        return NULL;
    struct value *answer = perform(&work, guard, err);
    if (!answer && err && err->en && strncmp(err->en, "rule ", strlen("rule ")) != 0)
        err_prefix(err, "quy tắc %s", "rule %s", job.criterion.file);
    script_destroy(work.script);
    rule_reader_close(work.reader);
    return answer;
}

struct value *evaluate_perform(struct arena *arena, const struct value *job, struct err *err)
{
    static const struct guard guard = {worker_confine_to, worker_lock_down};
    return evaluate_guarded(arena, job, &guard, err);
}
