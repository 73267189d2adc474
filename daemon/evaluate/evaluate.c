#include "evaluate/evaluate.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/param.h"
#include "base/problem.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/rule_line.h"
#include "evaluate/addend.h"
#include "evaluate/attribution.h"
#include "evaluate/conclude.h"
#include "evaluate/confinement.h"
#include "evaluate/coverage.h"
#include "evaluate/criterion_check.h"
#include "evaluate/explain.h"
#include "evaluate/forecast.h"
#include "evaluate/judge_again.h"
#include "evaluate/measure.h"
#include "evaluate/outcome.h"
#include "evaluate/rule_lint.h"
#include "evaluate/plugin_job.h"
#include "evaluate/rank.h"
#include "evaluate/suggest.h"
#include "evaluate/try.h"
#include "plugin/evaluator.h"
#include "plugin/program.h"
#include "script/script.h"
#include "store/rule_reader.h"
#include "worker/worker.h"

#include <string.h>

static struct evaluator_setup evaluator_of(const struct job *job, const struct confinement *guard)
{
    return (struct evaluator_setup){.name = value_get_text(job->criterion.evaluator, "name", ""),
                                    .parameters = value_get(job->criterion.evaluator, "parameters"),
                                    .folder = job->plugins,
                                    .programs = job->programs,
                                    .walls = guard->program};
}

/* Before the process is confined: a plugin is a file, a program a process of its own. */
static bool open_evaluator(struct work *work, const struct confinement *guard, struct err *err)
{
    const struct job *job = work->job;
    const struct evaluator_setup setup = evaluator_of(job, guard);
    if (!job->criterion.evaluator)
        return true;
    work->evaluator = evaluator_open(work->arena, &setup, err);
    return work->evaluator ||
           err_prefix(err, "quy tắc %s.ini", "rule %s.ini", job->criterion.stem); /* the file that names it */
}

static struct rule_reader *open_reader(struct work *work, const struct confinement *guard, struct err *err)
{
    const struct job *job = work->job;
    struct rule_reader_setup setup = {
        .database = job->database,
        .sequence = job->sequence,
        .types = &job->contest.types,
        .params = &job->contest.targets,
        .since = job->previous.sequence,
        .difference = job->kind == JOB_EVALUATE ? job->previous.type : NULL,
        .deadline_ms = job->deadline_ms,
        .memory = guard->lock_down ? job->memory : 0, /* the limit is the whole process's */
    };
    if (job->database && guard->confine_to)
        guard->confine_to(job->database, evaluator_object(work->evaluator));
    return rule_reader_open(work->arena, &setup, err);
}

/* A shared object's constructors run here. */
static bool load_evaluator(struct work *work, const struct confinement *guard, struct err *err)
{
    const struct evaluator_setup setup = evaluator_of(work->job, guard);
    const char *object = evaluator_object(work->evaluator);
    if (!object)
        return true;
    if (guard->lock_down_to_load)
        guard->lock_down_to_load(object);
    if (evaluator_load(work->evaluator, work->arena, &setup, err))
        return true;
    return err_prefix(err, "quy tắc %s.ini", "rule %s.ini", work->job->criterion.stem);
}

static bool ready_reader(const struct work *work, struct attribution *territory, struct err *err)
{
    attribution_survey(work->arena, work->job, work->reader, territory);
    return rule_reader_set_period(work->reader, work->job->period.from, work->job->period.until, err) &&
           rule_reader_lock(work->reader, err);
}

/* Runs the file; what is wrong with its table goes to problems. */
static bool read_rule(struct work *work, struct criterion *criterion, struct problems *problems,
                      struct err *err)
{
    struct script_limits limits = script_limits_default();
    struct value *table;
    if (work->job->criterion.table) { /* an INI file: the table came with the job */
        criterion_read(work->arena, work->job, NULL, work->job->criterion.table, criterion, problems);
        return true;
    }
    limits.deadline_ms = work->job->deadline_ms;
    work->script = script_create(&limits, work->job->criterion.file, &criterion_words, err);
    if (work->script && work->job->coverage)
        script_trace(work->script);
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

/* How the figures came about and what the rule's statements read: for the receipt, and for the next run. */
static void note_way(const struct work *work, struct value *answer)
{
    value_set(answer, "reads", rule_reader_types(work->reader, work->arena));
    if (work->evaluator)
        value_set(answer, "outside", evaluator_facts(work->evaluator, work->arena));
    value_set_text(answer, "how", work->measuring->by_difference ? "difference" : "full");
    if (work->measuring->by_difference)
        value_set_int(answer, "rows", work->measuring->rows);
}

static struct value *results_of(const struct work *work, const struct outcomes *outcomes, struct err *err)
{
    struct value *results = value_list(work->arena), *data = value_map(work->arena);
    for (size_t i = 0; i < outcomes->len; i++) {
        struct value *result = outcome_value(work, &outcomes->items[i], data, err);
        if (!result)
            return NULL;
        value_append(results, result);
    }
    return results;
}

static struct value *evaluate(const struct work *work, struct err *err)
{
    struct outcomes outcomes;
    struct value *answer = value_map(work->arena);
    const struct value *results = outcome_all(work, &outcomes, err) ? results_of(work, &outcomes, err) : NULL;
    if (!results)
        return NULL;
    value_set(answer, "results", results);
    value_set(answer, "params", rule_reader_reads(work->reader, work->arena));
    note_way(work, answer);
    return answer;
}

/* The figures, and what each is the sum of. */
static struct value *addends(struct work *work, struct err *err)
{
    struct outcomes outcomes;
    struct value *answer = value_map(work->arena);
    work->team_months = value_map(work->arena);
    const struct value *results = outcome_all(work, &outcomes, err) ? results_of(work, &outcomes, err) : NULL;
    const struct value *rows = results ? addend_all(work, &outcomes, err) : NULL;
    if (!rows)
        return NULL;
    value_set(answer, "results", results);
    value_set(answer, "params", rule_reader_reads(work->reader, work->arena));
    value_set(answer, "reads", rule_reader_types(work->reader, work->arena));
    value_set_text(answer, "of", measure_is_scan(&work->criterion->measure) ? work->criterion->measure.of->name : NULL);
    value_set(answer, "addends", rows);
    return answer;
}

/* "needs 4 of the next 5" (contest.md §6), of a share that moves by both; null when not even all of them would do. */
static struct value *of_next(const struct work *work, const struct outcome *outcome)
{
    bool moves = outcome->outlook.reach != REACH_UNKNOWN && judge_is_share(outcome->standard->judge) &&
                 work->criterion->growth == GROWS_BOTH && outcome->figure.share;
    int64_t good = moves ? shortfall_of_next(outcome->standard, &outcome->figure, work->job->next) : -1;
    if (good < 0)
        return value_null(work->arena);
    struct value *map = value_map(work->arena);
    value_set_int(map, "least", good);
    value_set_int(map, "of", work->job->next);
    return map;
}

/* What was read of other units is nothing of this one; a team follows its ward. */
static struct value *params_of(const struct work *work, const char *subject)
{
    const struct value *all = rule_reader_reads(work->reader, work->arena);
    const struct home *home = attribution_ward(work->territory, subject) < 0 ? attribution_team(work->territory, subject) : NULL;
    const char *ward = home && home->ward >= 0 ? work->territory->wards[home->ward] : "";
    struct value *list = value_list(work->arena);
    for (size_t i = 0; i < value_len(all); i++) {
        const char *unit = param_unit(value_get_text(value_at(all, i), "name", ""));
        if (!unit || strcmp(unit, subject) == 0 || strcmp(unit, ward) == 0)
            value_append(list, value_at(all, i));
    }
    return list;
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
    struct value *answer = value_map(work->arena), *result = outcome_value(work, found, value_map(work->arena), err);
    bool masked = result && (!work->job->masked || rule_reader_mask(work->reader, err)); /* the figure is the true one */
    struct value *evidence = masked ? explain_evidence(work, work->job->subject, err) : NULL;
    if (!evidence)
        return NULL;
    value_set(answer, "result", result);
    value_set(answer, "params", params_of(work, found->subject));
    value_set(answer, "of_next", of_next(work, found));
    value_set(answer, "evidence", evidence);
    return answer;
}

/* A file that does not even run is one problem; a job that cannot be done is an error. */
static struct value *check(const struct work *work, struct problems *problems, bool ran, struct err *err)
{
    struct value *answer = value_map(work->arena);
    bool usable = ran && !problems->errors;
    if (!ran)
        criterion_check_add_err(work->job, problems, NULL, 0, err);
    if (usable)
        criterion_check_rule(work, problems);
    if (usable && !problems->errors)
        rule_lint_check(work, problems);
    problems_sort(problems);
    value_set(answer, "facts", usable && !problems->errors ? criterion_check_facts(work) : value_null(work->arena));
    if (work->job->measure && usable && !problems->errors)
        value_set(answer, "measure", criterion_check_measure(work));
    if (usable && work->criterion->use_count)
        value_set_int(answer, "uses_line", rule_line_of_field(work->job, "uses"));
    value_set(answer, "problems", problems_to_value(problems, work->arena));
    return answer;
}

/* The same, noting what of the rule it reaches. A rule with problems has no coverage. */
static struct value *cover(struct work *work, struct criterion *criterion, struct problems *problems, struct err *err)
{
    struct coverage coverage;
    struct value *answer = NULL, *reached = NULL;
    if (work->job->kind == JOB_CHECK) {
        answer = check(work, problems, true, err);
        if (problems->errors)
            return answer;
    }
    if (!coverage_begin(work, &coverage, criterion, err))
        return NULL;
    if (!answer)
        answer = evaluate(work, err);
    if (answer)
        reached = coverage_end(work, &coverage, err);
    if (!reached)
        return NULL;
    value_set(answer, "coverage", reached);
    return answer;
}

/* A criterion that begins within the period is of its days from then on, and of the returns of their months; of one that is over before it
 * begins it is of none (outcome_all). */
static bool begin(const struct work *work, struct job *job, struct err *err)
{
    int32_t from = work->criterion->from;
    if (from <= job->period.from)
        return true;
    job->period.from = from < job->period.until ? from : job->period.until;
    while (job->month_count && job->months->until <= from) {
        job->months++;
        job->month_count--;
    }
    if (job->month_count && job->months->from < from)
        job->months->from = from;
    return rule_reader_set_period(work->reader, job->period.from, job->period.until, err);
}

/* Whether the rule is made of figures that the job does not give: then it says whose. */
static bool lacks_used(const struct work *work)
{
    return work->criterion->use_count && !work->job->used;
}

static struct value *ask_for_used(const struct work *work, struct err *err)
{
    struct value *answer = value_map(work->arena), *uses = value_list(work->arena);
    if (work->job->kind != JOB_EVALUATE) {
        err_set(err, "việc giao cho tiến trình đánh giá thiếu số liệu của các chỉ tiêu mà quy tắc dùng", "the job for the worker lacks the figures of the criteria that the rule uses");
        return NULL;
    }
    for (size_t i = 0; i < work->criterion->use_count; i++)
        value_append(uses, value_text(work->arena, work->criterion->uses[i]));
    value_set(answer, "results", value_list(work->arena));
    value_set(answer, "params", value_list(work->arena));
    value_set(answer, "uses", uses);
    return answer;
}

/* Examples of a rule that is made of others' figures have rows once its function has made them. */
static void make_examples(const struct work *work, struct criterion *criterion, struct problems *problems)
{
    enum job_kind kind = work->job->kind;
    if (criterion->use_count && !problems->errors && (kind == JOB_CHECK || kind == JOB_TRY || kind == JOB_LINT))
        criterion_check_make_rows(work, criterion, problems);
}

static struct value *perform(struct work *work, struct job *job, const struct confinement *guard, struct err *err)
{
    struct attribution *territory = arena_alloc(work->arena, sizeof *territory);
    struct criterion *criterion = arena_alloc(work->arena, sizeof *criterion);
    struct problems problems;
    problems_init(&problems, work->arena);
    work->territory = territory;
    work->criterion = criterion;
    /* The order matters (worker.h): confine, open the database and ask it once, load under a lock, lock down; only then comes the rule. */
    bool opened = open_evaluator(work, guard, err);
    if (opened && !(work->reader = open_reader(work, guard, err)))
        return NULL;
    if (!opened || !load_evaluator(work, guard, err))
        return work->job->kind == JOB_CHECK ? check(work, &problems, false, err) : NULL;
    if (guard->lock_down)
        guard->lock_down();
    if (work->job->kind == JOB_CONCLUDE) /* of no records: no unit and no table is looked at */
        return rule_reader_lock(work->reader, err) ? conclude_units(work, err) : NULL;
    if (work->job->kind == JOB_RANK)
        return rule_reader_lock(work->reader, err) ? rank_units(work, err) : NULL;
    if (!ready_reader(work, territory, err))
        return NULL;
    if (work->job->kind == JOB_SQL)
        return try_sql(work, err);
    if (work->job->kind == JOB_SUGGEST)
        return suggest(work, err);
    if (work->job->kind == JOB_TRY && try_is_body(work->job))
        return try_body(work, criterion, err);
    bool ran = read_rule(work, criterion, &problems, err), figures = job->kind == JOB_EVALUATE || job->kind == JOB_EXPLAIN || job->kind == JOB_ADDENDS;
    if (ran)
        make_examples(work, criterion, &problems);
    if (ran && !problems.errors && figures && lacks_used(work))
        return ask_for_used(work, err);
    if (work->job->kind == JOB_TRY)
        return ran ? try_file(work, &problems, err) : NULL;
    if (ran && !problems.errors && work->job->kind != JOB_CHECK && !begin(work, job, err))
        return NULL;
    if (ran && work->job->coverage && (work->job->kind == JOB_CHECK || !problems.errors))
        return cover(work, criterion, &problems, err);
    if (work->job->kind == JOB_CHECK)
        return check(work, &problems, ran, err);
    if (!ran || (problems.errors && !say_first(work, &problems, err)))
        return NULL;
    return work->job->kind == JOB_EVALUATE  ? evaluate(work, err)
           : work->job->kind == JOB_ADDENDS ? addends(work, err)
           : work->job->kind == JOB_LINT    ? rule_lint(work, err)
           : work->job->kind == JOB_FORECAST ? forecast(work, err)
           : work->job->kind == JOB_SWEEP   ? judge_again(work, err)
                                            : explain(work, err);
}

struct value *evaluate_guarded(struct arena *arena, const struct value *map, const struct confinement *guard,
                               struct err *err)
{
    struct job job;
    struct measuring measuring = {0};
    struct work work = {.arena = arena, .job = &job, .measuring = &measuring};
    if (plugin_job_is(map))
        return plugin_job_perform(arena, map, guard, err);
    if (!job_read(arena, map, &job, err))
        return NULL;
    struct value *answer = perform(&work, &job, guard, err);
    if (!answer && err && err->en && strncmp(err->en, "rule ", strlen("rule ")) != 0)
        err_prefix(err, "quy tắc %s", "rule %s", job.criterion.file);
    evaluator_close(work.evaluator);
    if (!guard->lock_down) { /* a worker ends with its answer (worker.h), and all that it holds with it */
        script_destroy(work.script);
        rule_reader_close(work.reader);
    }
    return answer;
}

struct value *evaluate_perform(struct arena *arena, const struct value *job, struct err *err)
{
    static const struct program_walls program = {worker_fork_confined, worker_confine_program};
    static const struct confinement guard = {worker_confine_to, worker_lock_down_to_load, worker_lock_down, &program};
    return evaluate_guarded(arena, job, &guard, err);
}
