#include "criterion/job.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "record/level.h"

#include <string.h>

enum {
    DEADLINE_MS = 8000, /* before the supervisor's 10 s: a sentence is better than a kill */
    MEMORY = 48 * 1024 * 1024,
    LIMIT = 1000,
    NEXT = 5,
};

static bool lacks(struct err *err, const char *what)
{
    return err_set(err, "việc giao cho tiến trình đánh giá thiếu “%s”", "the job for the worker lacks “%s”",
                   what);
}

static bool read_span(struct arena *arena, const struct value *map, struct span *ret_span)
{
    struct span span = {.id = arena_strdup(arena, value_get_text(map, "id", NULL))};
    int kind = text_place(value_get_text(map, "kind", ""), period_kind_names, PERIOD_KINDS);
    span.kind = (enum period_kind)kind;
    span.title = arena_strdup(arena, value_get_text(map, "short", span.id));
    bool good = span.id && kind >= 0 && day_parse(value_get_text(map, "from", ""), &span.from) &&
                day_parse(value_get_text(map, "until", ""), &span.until) && span.from < span.until;
    if (good)
        *ret_span = span;
    return good;
}

static struct sql_words words_from_value(struct arena *arena, const struct value *list)
{
    const char **words = arena_alloc(arena, (value_len(list) + 1) * sizeof *words);
    for (size_t i = 0; i < value_len(list); i++)
        words[i] = arena_strdup(arena, value_as_text(value_at(list, i)));
    return (struct sql_words){words, value_len(list)};
}

static bool read_contest(struct arena *arena, const struct value *map, struct job *job, struct err *err)
{
    job->contest.district = arena_strdup(arena, value_get_text(map, "district", NULL));
    if (!job->contest.district || !day_parse(value_get_text(map, "from", ""), &job->contest.from) ||
        !day_parse(value_get_text(map, "until", ""), &job->contest.until))
        return lacks(err, "contest");
    record_types_from_value(arena, value_get(map, "types"), &job->contest.types);
    param_from_value(arena, value_get(map, "targets"), value_get(map, "words"), &job->contest.targets);
    level_chain_from_value(arena, value_get(map, "levels"), &job->contest.levels);
    units_from_value(arena, value_get(map, "units"), &job->contest.units);
    job->contest.criteria = words_from_value(arena, value_get(map, "criteria"));
    return true;
}

static struct sql_words units_of(struct arena *arena, const struct job *job, enum level level)
{
    struct sql_words words = {0};
    words.items = unit_of_level(&job->contest.units, level, arena, &words.len);
    return words;
}

/* Once the job stands in its place: the vocabulary borrows from it. */
static void read_vocabulary(struct arena *arena, const struct value *map, struct job *job)
{
    const struct value *contest = value_get(map, "contest");
    job->contest.vocabulary = (struct sql_vocabulary){
        .types = &job->contest.types,
        .params = &job->contest.targets,
        .cities = units_of(arena, job, LEVEL_CITY),
        .districts = units_of(arena, job, LEVEL_DISTRICT),
        .wards = units_of(arena, job, LEVEL_WARD),
        .months = words_from_value(arena, value_get(contest, "months")),
        .phases = words_from_value(arena, value_get(contest, "phases")),
    };
}

bool job_read_criterion(struct arena *arena, const struct value *map, struct job *job, struct err *err)
{
    job->criterion.id = arena_strdup(arena, value_get_text(map, "id", NULL));
    job->criterion.path = arena_strdup(arena, value_get_text(map, "path", NULL));
    job->criterion.source = arena_strdup(arena, value_get_text(map, "source", NULL));
    if (!job->criterion.id || !job->criterion.path || !job->criterion.source)
        return lacks(err, "criterion");
    const char *slash = strrchr(job->criterion.path, '/');
    job->criterion.file = slash ? slash + 1 : job->criterion.path;
    const char *dot = strrchr(job->criterion.file, '.');
    job->criterion.stem = dot ? arena_strndup(arena, job->criterion.file, (size_t)(dot - job->criterion.file)) : job->criterion.file;
    if (value_get(map, "table"))
        job->criterion.table = value_copy(arena, value_get(map, "table"));
    if (value_get(map, "evaluator"))
        job->criterion.evaluator = value_copy(arena, value_get(map, "evaluator"));
    return true;
}

/* A check has no period; it is made as if the whole contest were one. */
static void make_period(struct arena *arena, struct job *job)
{
    job->period = (struct span){.id = "contest", .kind = PERIOD_CONTEST, .title = "contest", .from = job->contest.from,
                                .until = job->contest.until};
    job->ends_contest = true;
    job->months = arena_alloc(arena, sizeof *job->months);
    job->months[0] = job->period;
    job->month_count = 1;
}

static bool read_period(struct arena *arena, const struct value *map, struct job *job, struct err *err)
{
    const struct value *period = value_get(map, "period"), *months = value_get(period, "months");
    const char *stage = value_get_text(map, "stage", "");
    if (!read_span(arena, period, &job->period))
        return lacks(err, "period");
    job->ends_contest = job->period.until >= job->contest.until;
    job->month_count = value_len(months);
    job->months = arena_alloc(arena, job->month_count * sizeof *job->months);
    for (size_t i = 0; i < job->month_count; i++)
        if (!read_span(arena, value_at(months, i), &job->months[i]))
            return lacks(err, "period.months");
    job->final = strcmp(stage, "final") == 0;
    if (!job->month_count || (!job->final && strcmp(stage, "provisional") != 0))
        return lacks(err, job->month_count ? "stage" : "period.months");
    return true;
}

/* A job without it, or of a type that the package does not have, is counted in full. */
static void read_previous(struct arena *arena, const struct value *map, struct job *job)
{
    const struct value *figures = value_get(map, "figures"), *params = value_get(map, "params");
    const struct value *types = value_get(map, "types");
    const struct record_type **read = arena_alloc(arena, (value_len(types) + 1) * sizeof *read);
    bool known = value_len(types) > 0;
    for (size_t i = 0; i < value_len(types) && known; i++)
        known = (read[i] = record_type_find(&job->contest.types, value_as_text(value_at(types, i)))) != NULL;
    if (known && figures && params)
        job->previous = (struct previous){
            .sequence = value_get_int(map, "sequence", 0),
            .types = read,
            .type_count = value_len(types),
            .figures = value_copy(arena, figures),
            .params = value_copy(arena, params),
            .below = value_get_bool(map, "below", false),
        };
}

static bool read_kind(const char *kind, enum job_kind *ret_kind)
{
    static const char *const kinds[] = {"check", "evaluate", "explain", "try", "sql", "addends", "suggest", "conclude", "rank", "sweep", "lint", "forecast", "batch", "explanations"};
    int place = text_place(kind, kinds, LEN(kinds));
    if (place >= 0)
        *ret_kind = (enum job_kind)place;
    return place >= 0;
}

bool job_read(struct arena *arena, const struct value *map, struct job *ret_job, struct err *err)
{
    struct job job = {.deadline_ms = (int)value_get_int(map, "deadline_ms", DEADLINE_MS),
                      .memory = (size_t)value_get_int(map, "memory", MEMORY),
                      .sequence = value_get_int(map, "sequence", 0),
                      .database = arena_strdup(arena, value_get_text(map, "database", NULL)),
                      .subject = arena_strdup(arena, value_get_text(map, "subject", NULL)),
                      .subjects = value_get(map, "subjects"),
                      .plugins = arena_strdup(arena, value_get_text(map, "plugins", "")),
                      .programs = arena_strdup(arena, value_get_text(map, "programs", "")),
                      .limit = value_get_int(map, "limit", LIMIT),
                      .next = value_get_int(map, "next", NEXT),
                      .tried = value_get(map, "try"),
                      .swept = value_get(map, "sweep"),
                      .foreseen = value_get(map, "forecast"),
                      .beyond = value_get(map, "beyond"),
                      .criteria = value_get(map, "criteria"),
                      .units = value_get(map, "units"),
                      .used = value_get(map, "used"),
                      .wards = value_get_bool(map, "wards", false),
                      .lacking = value_get_bool(map, "lacking", false),
                      .masked = value_get(map, "private") != NULL,
                      .measure = value_get_bool(map, "measure", false),
                      .coverage = value_get_bool(map, "coverage", false)};
    if (!read_kind(value_get_text(map, "kind", ""), &job.kind))
        return lacks(err, "kind");
    if (!read_contest(arena, value_get(map, "contest"), &job, err) ||
        (job.kind != JOB_BATCH && !job_read_criterion(arena, value_get(map, "criterion"), &job, err)))
        return false;
    if (value_get_bool(map, "noted", false))
        job.contest.targets.looked = arena_alloc(arena, job.contest.targets.len + 1);
    bool is_tried = job.kind == JOB_CHECK || job.kind == JOB_TRY || (job.kind == JOB_SUGGEST && !job.database) || ((job.kind == JOB_CONCLUDE || job.kind == JOB_RANK) && !job.units);
    if (is_tried) {
        job.database = NULL;
        make_period(arena, &job);
    } else if ((!job.database && job.kind != JOB_SQL && !job.units) || (job.kind == JOB_EXPLAIN && !job.subject)) {
        return lacks(err, job.database ? "subject" : "database");
    } else if (!read_period(arena, map, &job, err)) {
        return false;
    }
    record_private_mark(&job.contest.types, value_get(map, "private"));
    read_previous(arena, value_get(map, "previous"), &job);
    *ret_job = job;
    read_vocabulary(arena, map, ret_job);
    return true;
}
