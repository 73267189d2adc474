#include "run/run_job.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/param.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "contest/vocabulary.h"
#include "package/package.h"
#include "run/conclusion.h"
#include "run/merge.h"
#include "run/quarantined.h"
#include "run/ranking.h"
#include "run/reuse.h"
#include "run/unit_rule.h"
#include "store/store.h"
#include "worker/worker.h"

#include <string.h>

static struct value *words_value(struct arena *arena, const struct sql_words *words)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < words->len; i++)
        value_append(list, value_text(arena, words->items[i]));
    return list;
}

/* The part of a worker's job that says which contest (evaluate.h). */
static struct value *contest_value(struct arena *arena, const struct package *package)
{
    struct value *contest = value_map(arena);
    value_set_text(contest, "id", package->id);
    value_set_text(contest, "from", day_text(arena, package->from));
    value_set_text(contest, "until", day_text(arena, package->until));
    value_set_text(contest, "district", package->district);
    value_set(contest, "types", record_types_to_value(&package->types, arena));
    value_set(contest, "targets", param_to_value(&package->targets, arena));
    value_set(contest, "words", param_words_to_value(&package->targets, arena));
    value_set(contest, "units", units_to_value(&package->units, arena));
    const struct sql_vocabulary vocabulary = vocabulary_of(package, arena);
    value_set(contest, "months", words_value(arena, &vocabulary.months));
    value_set(contest, "phases", words_value(arena, &vocabulary.phases));
    return contest;
}

/* A job around a contest value that several jobs share. */
static struct value *job_of(struct arena *arena, const char *kind, const struct value *contest,
                            const struct criterion_source *source, const char *database, int64_t sequence)
{
    struct value *criterion = value_map(arena);
    value_set_text(criterion, "id", source->id);
    value_set_text(criterion, "path", source->path);
    value_set_text(criterion, "source", source->source);
    if (source->table)
        value_set(criterion, "table", source->table);
    if (source->evaluator)
        value_set(criterion, "evaluator", source->evaluator);
    struct value *job = value_map(arena);
    value_set_text(job, "kind", kind);
    value_set(job, "contest", contest);
    value_set(job, "criterion", criterion);
    if (source->evaluator) /* worker.h: a program is started, a plugin loaded */
        value_set_text(job, "rights",
                       strcmp(value_get_text(source->evaluator, "name", ""), "exec") == 0 ? "program"
                                                                                          : "plugin");
    if (database)
        value_set_text(job, "database", database);
    value_set_int(job, "sequence", sequence);
    return job;
}

struct value *run_job(struct arena *arena, const char *kind, const struct package *package,
                      const char *criterion, const char *database, int64_t sequence)
{
    for (size_t i = 0; i < package->criterion_count; i++)
        if (strcmp(package->criteria[i].id, criterion) == 0)
            return run_job_of(arena, kind, package, &package->criteria[i], database, sequence);
    die("run: criterion %s is not in the package", criterion);
}

struct value *run_job_of(struct arena *arena, const char *kind, const struct package *package,
                         const struct criterion_source *criterion, const char *database, int64_t sequence)
{
    return job_of(arena, kind, contest_value(arena, package), criterion, database, sequence);
}

const struct package *run_package(const struct package *package, const struct period *period, struct arena *arena)
{
    return package_on(package, period->until - 1, arena);
}

struct value *run_job_sql(struct arena *arena, const struct package *package, const char *path, const char *source)
{
    const struct criterion_source statement = {.id = "0", .path = path, .source = source};
    return job_of(arena, "sql", contest_value(arena, package), &statement, NULL, 0);
}

struct value *run_job_suggest(struct arena *arena, const struct package *package)
{
    return job_of(arena, "suggest", contest_value(arena, package), package->suggestion, NULL, 0);
}

struct value *run_job_conclude(struct arena *arena, const struct package *package)
{
    return job_of(arena, "conclude", contest_value(arena, package), package->conclusion, NULL, 0);
}

struct value *run_job_rank(struct arena *arena, const struct package *package)
{
    return job_of(arena, "rank", contest_value(arena, package), package->ranking, NULL, 0);
}

void run_job_period(struct arena *arena, struct value *job, const struct period_list *periods,
                    const struct period *period, enum run_stage stage)
{
    struct period_list months = period_months(periods, period, arena);
    struct value *list = value_list(arena), *map = value_map(arena);
    for (size_t i = 0; i < months.len; i++) {
        struct value *month = value_map(arena);
        value_set_text(month, "id", months.items[i].id);
        value_set_text(month, "short", period_short(&months.items[i], arena));
        value_set_text(month, "from", day_text(arena, months.items[i].from));
        value_set_text(month, "until", day_text(arena, months.items[i].until));
        value_append(list, month);
    }
    value_set_text(map, "id", period->id);
    value_set_text(map, "kind", period_kind_name(period->kind));
    value_set_text(map, "from", day_text(arena, period->from));
    value_set_text(map, "until", day_text(arena, period->until));
    value_set(map, "months", list);
    value_set(job, "period", map);
    value_set_text(job, "stage", run_stage_name(stage));
}

/* A worker that could not be started (no descriptor, no process) says nothing about its rule: there is no run
 * then, and what was due stays due. */
static bool all_started(const struct value *const *answers, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct value *error = value_get(answers[i], "error");
        if (strcmp(value_get_text(error, "kind", ""), "start") == 0)
            return err_set(err, "%1$s%2$.0s", "%2$s%1$.0s", value_get_text(error, "vi", "?"),
                           value_get_text(error, "en", "?"));
    }
    return true;
}

/* The jobs of those criteria that are not quarantined and that the run before does not answer; which[i] = the
 * criterion of the i-th. */
static size_t make_jobs(struct turn *turn, const struct package *package, const struct period *period,
                        enum run_stage stage, int64_t sequence, const struct reuse *reuse,
                        const struct value *quarantined, const struct value **jobs, size_t *which,
                        const struct value **answers)
{
    const struct value *contest = contest_value(turn->arena, package);
    size_t count = 0;
    for (size_t i = 0; i < package->criterion_count; i++) {
        const struct criterion_source *criterion = &package->criteria[i];
        const struct value *refused = quarantined_answer(turn, quarantined, criterion);
        answers[i] = refused ? refused : reuse_answer(reuse, criterion->id);
        if (answers[i])
            continue;
        struct value *job =
            job_of(turn->arena, "evaluate", contest, criterion, store_path(turn->store), sequence);
        const struct value *previous = reuse_previous(reuse, criterion->id);
        run_job_period(turn->arena, job, turn->periods, period, stage);
        if (previous)
            value_set(job, "previous", previous);
        which[count] = i;
        jobs[count++] = job;
    }
    return count;
}

/* One job about all units at once. */
static bool ask_of_units(struct turn *turn, struct value *job, const struct value *units, const struct period *period, enum run_stage stage,
                         const struct value **ret_answer, struct err *err)
{
    run_job_period(turn->arena, job, turn->periods, period, stage);
    value_set(job, "units", units);
    worker_run(turn->worker, turn->arena, (const struct value *const[]){job}, 1, ret_answer);
    return all_started(ret_answer, 1, err);
}

/* How the wards stand by what was measured, when the package has a rule for it. */
static bool conclude(struct turn *turn, const struct package *package, const struct period *period, enum run_stage stage,
                     struct merged *merged, struct err *err)
{
    const struct value *answer;
    if (!package->conclusion)
        return true;
    if (!ask_of_units(turn, run_job_conclude(turn->arena, package), unit_rule_units(turn->arena, merged), period, stage, &answer, err))
        return false;
    conclusion_take(turn->arena, package, answer, merged);
    return true;
}

/* In which place, by what was concluded. */
static bool rank(struct turn *turn, const struct package *package, const struct period *period, enum run_stage stage,
                 struct merged *merged, struct err *err)
{
    const struct value *answer;
    if (!package->ranking)
        return true;
    if (!ask_of_units(turn, run_job_rank(turn->arena, package), ranking_units(turn->arena, package, merged), period, stage, &answer, err))
        return false;
    ranking_take(turn->arena, package, answer, merged);
    return true;
}

static bool measure(struct turn *turn, const struct package *contest, const struct period *period,
                    enum run_stage stage, int64_t sequence, const struct reuse *reuse,
                    const struct value *quarantined, bool places, struct merged *ret_merged, struct err *err)
{
    const struct package *package = run_package(contest, period, turn->arena);
    size_t most = package->criterion_count + 1;
    const struct value **jobs = arena_alloc(turn->arena, most * sizeof *jobs);
    const struct value **given = arena_alloc(turn->arena, most * sizeof *given);
    const struct value **answers = arena_alloc(turn->arena, most * sizeof *answers);
    size_t *which = arena_alloc(turn->arena, most * sizeof *which);
    size_t count =
        make_jobs(turn, package, period, stage, sequence, reuse, quarantined, jobs, which, answers);
    worker_run(turn->worker, turn->arena, jobs, count, given);
    if (!all_started(given, count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        answers[which[i]] = given[i];
    *ret_merged = merge_answers(turn->arena, package, period, answers);
    ret_merged->teams_of = reuse_teams_of(reuse);
    return conclude(turn, package, period, stage, ret_merged, err) && (!places || rank(turn, package, period, stage, ret_merged, err));
}

bool run_measure(struct turn *turn, const struct package *package, const struct period *period,
                 enum run_stage stage, int64_t sequence, struct merged *ret_merged, struct err *err)
{
    const struct value *quarantined = quarantined_list(turn->store, turn->arena, err);
    return quarantined && measure(turn, package, period, stage, sequence, NULL, quarantined, true, ret_merged, err);
}

bool run_measure_again(struct turn *turn, const struct package *package, const struct period *period,
                       enum run_stage stage, int64_t sequence, struct merged *ret_merged, struct err *err)
{
    return measure(turn, package, period, stage, sequence, NULL, NULL, true, ret_merged, err);
}

bool run_measure_changes(struct turn *turn, const struct period *period, enum run_stage stage,
                         int64_t sequence, struct merged *ret_merged, struct err *err)
{
    const struct reuse *reuse;
    const struct value *quarantined = quarantined_list(turn->store, turn->arena, err);
    return quarantined && reuse_find(turn, period, stage, quarantined, &reuse, err) &&
           measure(turn, turn->package, period, stage, sequence, reuse, quarantined, true, ret_merged, err);
}

bool run_measure_since(struct turn *turn, const struct period *period, enum run_stage stage, int64_t sequence,
                       const struct value *figures, struct merged *ret_merged, struct err *err)
{
    const struct reuse *reuse;
    const struct value *quarantined = quarantined_list(turn->store, turn->arena, err);
    return quarantined && reuse_figures(turn, period, stage, figures, &reuse, err) &&
           measure(turn, turn->package, period, stage, sequence, reuse, quarantined, false, ret_merged, err);
}
