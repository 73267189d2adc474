#include "run/run_job.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/param.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/used_figure.h"
#include "contest/vocabulary.h"
#include "package/package.h"
#include "grammar/closed_rule.h"
#include "run/stored_run.h"
#include "worker/kept_answer.h"
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
struct value *run_job_contest(struct arena *arena, const struct package *package)
{
    struct value *contest = value_map(arena), *criteria = value_list(arena);
    for (size_t i = 0; i < package->criterion_count; i++)
        value_append(criteria, value_text(arena, package->criteria[i].id));
    value_set_text(contest, "id", package->id);
    value_set_text(contest, "from", day_text(arena, package->from));
    value_set_text(contest, "until", day_text(arena, package->until));
    value_set_text(contest, "district", package->district);
    value_set(contest, "types", record_types_to_value(&package->types, arena));
    value_set(contest, "targets", param_to_value(&package->targets, arena));
    value_set(contest, "words", param_words_to_value(&package->targets, arena));
    if (package->chain.own)
        value_set(contest, "levels", level_chain_to_value(&package->chain, arena));
    value_set(contest, "units", units_to_value(&package->units, arena));
    const struct sql_vocabulary vocabulary = vocabulary_of(package, arena);
    value_set(contest, "months", words_value(arena, &vocabulary.months));
    value_set(contest, "phases", words_value(arena, &vocabulary.phases));
    value_set(contest, "criteria", criteria);
    return contest;
}

/* A job around a contest value that several jobs share. */
struct value *run_job_in(struct arena *arena, const char *kind, const struct value *contest,
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
    const struct criterion_source *found = package_criterion(package, criterion);
    if (!found)
        die("run: criterion %s is not in the package", criterion);
    return run_job_of(arena, kind, package, found, database, sequence);
}

struct value *run_job_of(struct arena *arena, const char *kind, const struct package *package,
                         const struct criterion_source *criterion, const char *database, int64_t sequence)
{
    return run_job_in(arena, kind, run_job_contest(arena, package), criterion, database, sequence);
}

const struct package *run_package(const struct package *package, const struct period *period, struct arena *arena)
{
    return package_on(package, period->until - 1, arena);
}

struct value *run_job_sql(struct arena *arena, const struct package *package, const char *path, const char *source)
{
    const struct criterion_source statement = {.id = "0", .path = path, .source = source};
    return run_job_in(arena, "sql", run_job_contest(arena, package), &statement, NULL, 0);
}

struct value *run_job_suggest(struct arena *arena, const struct package *package)
{
    return run_job_in(arena, "suggest", run_job_contest(arena, package), package->suggestion, NULL, 0);
}

struct value *run_job_conclude(struct arena *arena, const struct package *package)
{
    return run_job_in(arena, "conclude", run_job_contest(arena, package), package->conclusion, NULL, 0);
}

struct value *run_job_rank(struct arena *arena, const struct package *package)
{
    return run_job_in(arena, "rank", run_job_contest(arena, package), package->ranking, NULL, 0);
}

void run_job_period(struct arena *arena, struct value *job, const struct period_list *periods,
                    const struct period *period, enum run_stage stage)
{
    struct period_list months = period_months(periods, period, arena);
    struct value *list = value_list(arena), *map = value_map(arena);
    for (size_t i = 0; i < months.len; i++) {
        struct value *month = value_map(arena);
        value_set_text(month, "id", months.items[i].id);
        value_set_text(month, "kind", period_kind_names[months.items[i].kind]);
        value_set_text(month, "short", period_short(&months.items[i], arena));
        value_set_text(month, "from", day_text(arena, months.items[i].from));
        value_set_text(month, "until", day_text(arena, months.items[i].until));
        value_append(list, month);
    }
    value_set_text(map, "id", period->id);
    value_set_text(map, "kind", period_kind_names[period->kind]);
    value_set_text(map, "from", day_text(arena, period->from));
    value_set_text(map, "until", day_text(arena, period->until));
    value_set(map, "months", list);
    value_set(job, "period", map);
    value_set_text(job, "stage", run_stage_name(stage));
}

/* ---- several in one worker ---- */

/* What one worker may have, in units; what a criterion is of it for each unit. Beyond that the opening is little beside the counting, and several workers side by side are quicker. */
enum { BATCH_UNITS = 2000, SCAN = 1, STATEMENT = 10 };

/* 0: it has a worker of its own. */
static size_t weight(const struct value *job)
{
    static const char *const apart[] = {"previous", "used", "coverage", "beyond"};
    const struct value *criterion = value_get(job, "criterion");
    bool may = !value_get(criterion, "evaluator");
    for (size_t i = 0; may && i < LEN(apart); i++)
        may = !value_get(job, apart[i]);
    enum closed_rule closed = may ? closed_rule(value_get_text(criterion, "source", ""), value_get(criterion, "table")) : CLOSED_NOT;
    return closed == CLOSED_SCAN ? SCAN : closed == CLOSED_STATEMENT ? STATEMENT : 0;
}

/* One job of several, which differ in their criterion alone. */
static struct value *batch_of(struct arena *arena, const struct value *const *jobs, const size_t *which, size_t count)
{
    struct value *batch = value_map(arena), *criteria = value_list(arena);
    for (size_t i = 0; i < value_len(jobs[which[0]]); i++)
        if (strcmp(value_key(jobs[which[0]], i), "criterion") != 0)
            value_set(batch, value_key(jobs[which[0]], i), value_item(jobs[which[0]], i));
    for (size_t i = 0; i < count; i++)
        value_append(criteria, value_get(jobs[which[i]], "criterion"));
    value_set_text(batch, "kind", "batch");
    value_set(batch, "criteria", criteria);
    return batch;
}

/* Which of them share a worker; fewer than two: none. */
static size_t choose(const struct value *const *jobs, size_t count, size_t *ret_which)
{
    size_t chosen = 0, all = 0, units = count ? value_len(value_get(value_get(jobs[0], "contest"), "units")) : 0;
    for (size_t i = 0; i < count; i++) {
        size_t more = weight(jobs[i]) * units;
        if (!more || all + more > BATCH_UNITS)
            continue;
        ret_which[chosen++] = i;
        all += more;
    }
    return chosen < 2 ? 0 : chosen;
}

/* Each of those without an answer by itself, beside the batch (NULL: there is none), whose answer is given back. */
static const struct value *run_rest(const struct worker_settings *worker, struct arena *arena, const struct value *const *jobs, size_t count, const bool *shared,
                                    const struct value *batch, const struct value **answers)
{
    const struct value **some = arena_alloc(arena, (count + 1) * sizeof *some), **given = arena_alloc(arena, (count + 1) * sizeof *given);
    size_t len = 0, at = batch != NULL;
    some[0] = batch;
    len = at;
    for (size_t i = 0; i < count; i++)
        if (!answers[i] && !shared[i])
            some[len++] = jobs[i];
    worker_run(worker, arena, some, len, given);
    for (size_t i = 0; i < count; i++)
        if (!answers[i] && !shared[i])
            answers[i] = given[at++];
    return batch ? given[0] : NULL;
}

/* What one worker gave for those that share it; what it left open is asked for again. */
static void take_batch(struct arena *arena, const struct value *batch, const size_t *which, size_t together, const struct value **answers)
{
    const struct value *list = value_get(value_get(batch, "ok"), "answers");
    for (size_t i = 0; i < together; i++) {
        const struct value *one = value_len(list) == together ? value_at(list, i) : NULL;
        if (!one || value_is_null(one))
            continue;
        struct value *map = value_map(arena);
        value_set(map, "ok", one);
        answers[which[i]] = map;
    }
}

static void measure(const struct worker_settings *worker, struct arena *arena, const struct value *const *jobs, size_t count, const struct value **answers)
{
    size_t *which = arena_alloc(arena, (count + 1) * sizeof *which), together = choose(jobs, count, which);
    bool *shared = arena_alloc(arena, count + 1);
    for (size_t i = 0; i < count; i++)
        answers[i] = NULL;
    for (size_t i = 0; i < together; i++)
        shared[which[i]] = true;
    take_batch(arena, run_rest(worker, arena, jobs, count, shared, together ? batch_of(arena, jobs, which, together) : NULL, answers), which, together, answers);
    for (size_t i = 0; i < together; i++)
        shared[which[i]] = false;
    if (together)
        run_rest(worker, arena, jobs, count, shared, NULL, answers);
}

void run_job_measure(const struct worker_settings *worker, struct arena *arena, const struct value *const *jobs, size_t count, const struct value **answers)
{
    kept_answer_through(worker, arena, jobs, count, answers, measure);
}

bool run_job_started(const struct value *const *answers, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct value *error = value_get(answers[i], "error");
        if (strcmp(value_get_text(error, "kind", ""), "start") == 0)
            return err_set(err, "%1$s%2$.0s", "%2$s%1$.0s", value_get_text(error, "vi", "?"),
                           value_get_text(error, "en", "?"));
    }
    return true;
}

bool run_job_used(struct arena *arena, struct value *job, struct store *store, int64_t run, const char *criterion, struct err *err)
{
    const struct value *whole = stored_run_get(store, arena, run, err);
    if (whole && !used_figure_of(value_get(whole, "receipt"), criterion))
        return true;
    bool members = used_figure_level(value_get(value_get(whole, "receipt"), criterion)) == LEVEL_MEMBER;
    const struct value *rows = !whole ? NULL : members ? stored_run_members(store, arena, run, err) : stored_run_rows(store, arena, run, true, err);
    if (rows)
        used_figure_give(arena, job, value_get(whole, "receipt"), criterion, rows);
    return rows;
}
