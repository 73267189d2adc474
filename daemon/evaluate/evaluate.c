#include "evaluate/evaluate.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/rule_line.h"
#include "evaluate/answer.h"
#include "evaluate/attribution.h"
#include "evaluate/beyond.h"
#include "evaluate/confinement.h"
#include "evaluate/coverage.h"
#include "evaluate/criterion_check.h"
#include "evaluate/forecast.h"
#include "evaluate/judge_again.h"
#include "evaluate/measure.h"
#include "evaluate/rule_lint.h"
#include "evaluate/plugin_job.h"
#include "evaluate/try.h"
#include "plugin/evaluator.h"
#include "script/script.h"
#include "store/rule_reader.h"

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
        .differences = job->previous.types,
        .difference_count = job->kind == JOB_EVALUATE ? job->previous.type_count : 0,
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
        answer = answer_figures(work, err);
    if (answer)
        reached = coverage_end(work, &coverage, err);
    if (!reached)
        return NULL;
    value_set(answer, "coverage", reached);
    return answer;
}

/* A criterion that begins or ends within the period is of its days from then on, or until then, and of the returns of their months; of one that is
 * over before it begins, or begins when it has ended, it is of none (outcome_all). Which units stand is the whole period's to say. */
static bool begin(const struct work *work, struct job *job, struct err *err)
{
    int32_t from = work->criterion->from, until = work->criterion->until;
    if (from <= job->period.from && until >= job->period.until)
        return true;
    if (from > job->period.from)
        job->period.from = from < job->period.until ? from : job->period.until;
    if (until < job->period.until)
        job->period.until = until > job->period.from ? until : job->period.from;
    while (job->month_count && job->months->until <= from) {
        job->months++;
        job->month_count--;
    }
    while (job->month_count && job->months[job->month_count - 1].from >= until)
        job->month_count--;
    if (job->month_count && job->months->from < from)
        job->months->from = from;
    if (job->month_count && job->months[job->month_count - 1].until > until)
        job->months[job->month_count - 1].until = until;
    return rule_reader_set_period(work->reader, job->period.from, job->period.until, err);
}

/* Examples of a rule that is made of others' figures have rows once its function has made them. */
static void make_examples(const struct work *work, struct criterion *criterion, struct problems *problems)
{
    enum job_kind kind = work->job->kind;
    if (criterion->use_count && !problems->errors && (kind == JOB_CHECK || kind == JOB_TRY || kind == JOB_LINT))
        criterion_check_make_rows(work, criterion, problems);
}

static const struct evaluate_other *other_of(const struct evaluate_others *others, enum job_kind kind)
{
    for (size_t i = 0; others && i < others->len; i++)
        if (others->items[i].kind == kind)
            return &others->items[i];
    return NULL;
}

/* Summed by C, or by a statement that the house made of words; judged by C. */
static bool is_data(const struct criterion *criterion)
{
    const struct measure *measure = &criterion->measure;
    bool words = measure->latest || measure->each || measure->distinct;
    return !criterion->use_count && (words || measure_is_scan(measure)) && criterion->judge != JUDGE_FUNCTION;
}

/* Which parameters were looked at, where the job asks that. */
static void add_noted(const struct work *work, struct value *answer)
{
    const struct param_list *targets = &work->job->contest.targets;
    struct value *noted = value_list(work->arena);
    for (size_t i = 0; i < targets->len && targets->looked; i++)
        if (targets->looked[i])
            value_append(noted, value_text(work->arena, targets->items[i].name));
    if (targets->looked && answer)
        value_set(answer, "noted", noted);
}

/* A rule of a batch, in what is open already. NULL for whatever goes wrong, and of a rule that is not data alone: it is measured again in a worker of its own, where it
 * says why. */
static struct value *perform_one(const struct work *opened, size_t place, const struct value *criterion)
{
    struct job job = *opened->job;
    struct work work = *opened;
    struct measuring measuring = {0};
    struct criterion *read = arena_alloc(work.arena, sizeof *read);
    struct problems problems;
    struct err err = {0};
    problems_init(&problems, work.arena);
    work.job = &job;
    work.measuring = &measuring;
    work.criterion = read;
    work.place = place;
    job.kind = JOB_EVALUATE;
    job.months = memcpy(arena_alloc(work.arena, job.month_count * sizeof *job.months), job.months, job.month_count * sizeof *job.months);
    rule_reader_next(work.reader);
    bool good = job_read_criterion(work.arena, criterion, &job, &err) && rule_reader_set_period(work.reader, job.period.from, job.period.until, &err) &&
                read_rule(&work, read, &problems, &err) && !problems.errors && is_data(read) && begin(&work, &job, &err);
    struct value *answer = good ? answer_figures(&work, &err) : NULL;
    add_noted(&work, answer);
    script_destroy(work.script);
    err_clear(&err);
    return answer;
}

static struct value *perform_batch(const struct work *work)
{
    struct value *answer = value_map(work->arena), *answers = value_list(work->arena);
    const struct param_list *targets = &work->job->contest.targets;
    size_t bytes = targets->looked ? targets->len * sizeof *targets->looked : 0;
    bool *before = arena_alloc(work->arena, bytes + 1); /* by what was opened, for all of them */
    if (bytes)
        memcpy(before, targets->looked, bytes);
    for (size_t i = 0; i < value_len(work->job->criteria); i++) {
        if (bytes)
            memcpy(targets->looked, before, bytes);
        const struct value *one = perform_one(work, i, value_at(work->job->criteria, i));
        value_append(answers, one ? one : value_null(work->arena));
    }
    value_set(answer, "answers", answers);
    return answer;
}

static struct value *perform(struct work *work, struct job *job, const struct confinement *guard, const struct evaluate_others *others, struct err *err)
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
    const struct evaluate_other *other = other_of(others, job->kind);
    if (!(other && !other->reads ? rule_reader_lock(work->reader, err) : ready_reader(work, territory, err)))
        return NULL;
    if (other)
        return other->perform(work, err);
    if (work->job->kind == JOB_BATCH)
        return perform_batch(work);
    if (work->job->kind == JOB_SQL)
        return try_sql(work, err);
    if (work->job->kind == JOB_TRY && try_is_body(work->job))
        return try_body(work, criterion, err);
    bool ran = read_rule(work, criterion, &problems, err), figures = job->kind == JOB_EVALUATE || job->kind == JOB_EXPLAIN || job->kind == JOB_EXPLANATIONS || job->kind == JOB_ADDENDS;
    if (ran)
        make_examples(work, criterion, &problems);
    if (ran && !problems.errors && figures && answer_lacks_used(work))
        return answer_ask_for_used(work, err);
    if (work->job->kind == JOB_TRY)
        return ran ? try_file(work, &problems, err) : NULL;
    if (ran && !problems.errors && work->job->kind != JOB_CHECK && !begin(work, job, err))
        return NULL;
    if (ran && !problems.errors && job->kind == JOB_EVALUATE && job->beyond) {
        struct value *asks = value_type(job->beyond) == VALUE_BOOL ? beyond_ask(work) : NULL;
        if (asks)
            return asks;
        beyond_take(work, err);
    }
    if (ran && work->job->coverage && (work->job->kind == JOB_CHECK || !problems.errors))
        return cover(work, criterion, &problems, err);
    if (work->job->kind == JOB_CHECK)
        return check(work, &problems, ran, err);
    if (!ran || (problems.errors && !criterion_check_say_first(work->job, &problems, err)))
        return NULL;
    return work->job->kind == JOB_EVALUATE  ? answer_figures(work, err)
           : work->job->kind == JOB_ADDENDS ? answer_addends(work, err)
           : work->job->kind == JOB_LINT    ? rule_lint(work, err)
           : work->job->kind == JOB_FORECAST ? forecast(work, err)
           : work->job->kind == JOB_SWEEP   ? judge_again(work, err)
           : work->job->kind == JOB_EXPLAIN ? answer_explain(work, err)
                                            : answer_explanations(work, err);
}

struct value *evaluate_guarded(struct arena *arena, const struct value *map, const struct confinement *guard,
                               const struct evaluate_others *others, struct err *err)
{
    struct job job;
    struct measuring measuring = {0};
    struct work work = {.arena = arena, .job = &job, .measuring = &measuring, .send = guard->send};
    if (plugin_job_is(map))
        return plugin_job_perform(arena, map, guard, err);
    if (!job_read(arena, map, &job, err))
        return NULL;
    struct value *answer = perform(&work, &job, guard, others, err);
    if (job.kind != JOB_BATCH)
        add_noted(&work, answer);
    if (!answer && err && err->en && job.criterion.file && strncmp(err->en, "rule ", strlen("rule ")) != 0)
        err_prefix(err, "quy tắc %s", "rule %s", job.criterion.file);
    evaluator_close(work.evaluator);
    if (!guard->lock_down) { /* a worker ends with its answer (worker.h), and all that it holds with it */
        script_destroy(work.script);
        rule_reader_close(work.reader);
    }
    return answer;
}
