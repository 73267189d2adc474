#include "explain/difference.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/perform.h"
#include "contest/snapshot.h"
#include "explain/changed_record.h"
#include "explain/difference_part.h"
#include "explain/difference_text.h"
#include "package/package.h"
#include "record/record_type.h"
#include "run/run_job.h"
#include "run/run_stage.h"
#include "store/store.h"
#include "worker/worker.h"

#include <string.h>

/* One of both runs, with all that it was made with. */
struct version {
    const struct value *run;
    const struct package *package;
    const struct period_list *periods;
    const struct period *period;
    const struct value *job; /* its own measurement */
};

/* What is measured after one more thing was changed; cause NULL: as the first run measured. */
struct step {
    const char *cause;
    const struct value *job, *answer;
};

enum { MOST_STEPS = 8, MOST_ROWS = 100000 };

struct difference {
    struct command_call *call;
    const char *criterion, *subject;
    struct version from, to;
    struct step steps[MOST_STEPS];
    size_t count;
    struct changed_records changed;
    struct difference_words words;
};

/* ---- what is measured ---- */

static bool read_version(struct difference *d, const struct value *run, struct version *version, struct err *err)
{
    enum run_stage stage;
    struct arena *arena = d->call->arena;
    version->run = run;
    version->package = snapshot_past(d->call->snapshot, d->call->store, value_get_text(run, "package", ""), &version->periods, err);
    if (!version->package)
        return false;
    version->period = period_find(version->periods, value_get_text(run, "period", ""));
    if (version->period)
        version->package = run_package(version->package, version->period, arena);
    if (!version->period || !package_criterion(version->package, d->criterion) || !run_stage_parse(value_get_text(run, "stage", ""), &stage))
        return true; /* nothing of it can be measured */
    struct value *job = run_job(arena, "addends", version->package, d->criterion, store_path(d->call->store), value_get_int(run, "sequence", 0));
    run_job_period(arena, job, version->periods, version->period, stage);
    if (!run_job_used(arena, job, d->call->store, value_get_int(run, "id", 0), d->criterion, err))
        return false;
    value_set_int(job, "limit", MOST_ROWS);
    if (d->subject && strcmp(d->subject, version->package->district) != 0) /* that one is the sum of all */
        value_set_text(job, "subject", d->subject);
    version->job = job;
    return true;
}

/* The map with its items, but for those that `from` has under the keys. */
static struct value *with(struct arena *arena, const struct value *map, const struct value *from, const char *const *keys, size_t count)
{
    struct value *changed = value_map_sized(arena, value_len(map));
    for (size_t i = 0; i < value_len(map); i++)
        value_set_kept(changed, value_key(map, i), value_item(map, i));
    value_take_some(changed, from, keys, count);
    return changed;
}

static void add_step(struct difference *d, const char *cause, const struct value *job)
{
    if (d->count && value_equal(job, d->steps[d->count - 1].job))
        return;
    d->steps[d->count++] = (struct step){.cause = cause, .job = job};
}

/* From the one to the other, one thing after the other. */
static void make_steps(struct difference *d)
{
    static const struct {
        const char *cause, *keys[3];
        size_t count;
        bool contest;
    } moves[] = {{DIFFERENCE_RECORDS, {"sequence"}, 1, false},
                 {DIFFERENCE_USED, {"used"}, 1, false},
                 {DIFFERENCE_STAGE, {"stage"}, 1, false},
                 {DIFFERENCE_PACKAGE, {"types"}, 1, true}, /* before the rule, which may read a field that came with it */
                 {DIFFERENCE_TARGET, {"targets", "words"}, 2, true},
                 {DIFFERENCE_RULE, {"criterion", "rights"}, 2, false}};
    struct arena *arena = d->call->arena;
    const struct value *job = d->from.job, *to = d->to.job;
    add_step(d, NULL, job);
    for (size_t i = 0; i < LEN(moves); i++) {
        if (moves[i].contest) {
            struct value *contest = with(arena, value_get(job, "contest"), value_get(to, "contest"), moves[i].keys, moves[i].count);
            struct value *holder = value_map(arena);
            value_set(holder, "contest", contest);
            job = with(arena, job, holder, (const char *const[]){"contest"}, 1);
        } else {
            job = with(arena, job, to, moves[i].keys, moves[i].count);
        }
        add_step(d, moves[i].cause, job);
    }
    add_step(d, DIFFERENCE_PACKAGE, to);
}

/* A step that cannot be measured alone (a rule that asks for a target that came with it) goes together with the next. */
static void measure(struct difference *d)
{
    const struct value *jobs[MOST_STEPS], *answers[MOST_STEPS];
    size_t kept = 0;
    for (size_t i = 0; i < d->count; i++)
        jobs[i] = d->steps[i].job;
    worker_run(d->call->worker, d->call->arena, jobs, d->count, answers);
    for (size_t i = 0; i < d->count; i++) {
        struct step step = d->steps[i];
        step.answer = value_get(answers[i], "ok");
        if (step.answer || i == 0 || i + 1 == d->count)
            d->steps[kept++] = step;
    }
    d->count = kept;
}

/* What the rule's statements read, and the units, by which rows are put where they count. */
static const struct value *types_read(struct arena *arena, const struct value *answer)
{
    struct value *types = value_copy(arena, value_get(answer, "reads"));
    bool units = false;
    for (size_t i = 0; i < value_len(types); i++)
        units = units || strcmp(value_as_text(value_at(types, i)), "unit") == 0;
    if (!units)
        value_append(types, value_text(arena, "unit"));
    return types;
}

bool difference_open(struct command_call *call, const struct value *from, const struct value *to, const char *criterion, const char *subject,
                     struct difference **ret_difference, struct err *err)
{
    struct difference *d = arena_alloc(call->arena, sizeof *d);
    *d = (struct difference){.call = call, .criterion = criterion, .subject = subject};
    if (!read_version(d, from, &d->from, err) || !read_version(d, to, &d->to, err) ||
        !difference_words_read(call, d->to.package, criterion, strcmp(value_get_text(from, "stage", ""), run_stage_name(RUN_FINAL)) == 0, &d->words, err))
        return false;
    if (subject && unit_place(&d->to.package->units, subject) == d->to.package->units.fact_count)
        d->words.counts = NULL; /* it says what a unit's share is of; of a team or member records are counted */
    if (d->from.job && d->to.job) {
        make_steps(d);
        measure(d);
    }
    const struct value *first = d->count ? d->steps[0].answer : NULL;
    if (first && !changed_records_read(call->store, call->arena, &d->to.package->types, types_read(call->arena, first), value_get_int(from, "sequence", 0),
                                       value_get_int(to, "sequence", 0), &d->changed, err))
        return false;
    *ret_difference = d;
    return true;
}

/* ---- what it says of one unit ---- */

static const struct value *result_in(const struct value *answer, const char *subject)
{
    const struct value *results = value_get(answer, "results");
    for (size_t i = 0; i < value_len(results); i++)
        if (strcmp(value_get_text(value_at(results, i), "subject", ""), subject) == 0)
            return value_at(results, i);
    return NULL;
}

/* Of the unit that the others roll up to: the rows of all. */
static struct value *addends_in(struct arena *arena, const struct value *answer, const char *subject, bool all)
{
    const struct value *by = value_get(answer, "addends");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(by); i++)
        for (size_t j = 0; (all || strcmp(value_key(by, i), subject) == 0) && j < value_len(value_item(by, i)); j++)
            value_append(list, value_at(value_item(by, i), j));
    return list;
}

static bool says_other(const struct value *a, const struct value *b, const char *key)
{
    const struct value *one = value_get(a, key), *other = value_get(b, key);
    return !(value_is_null(one) && value_is_null(other)) && !value_equal(one, other);
}

static bool moved(const struct value *before, const struct value *after)
{
    return says_other(before, after, "num") || says_other(before, after, "den") || says_other(before, after, "verdict") || says_other(before, after, "target");
}

/* What records moved, row by row; what else they moved (a return that came) is in the verdict alone. */
static bool add_records_step(struct difference *d, const struct step *before, const struct step *after, const char *subject, struct difference_parts *parts,
                             struct err *err)
{
    struct arena *arena = d->call->arena;
    bool all = strcmp(subject, d->from.package->district) == 0;
    const struct value *was = result_in(before->answer, subject), *is = result_in(after->answer, subject);
    const struct difference_rows rows = {.before = addends_in(arena, before->answer, subject, all),
                                         .after = addends_in(arena, after->answer, subject, all),
                                         .of = record_type_find(&d->to.package->types, value_get_text(before->answer, "of", "")),
                                         .changed = &d->changed};
    if (!difference_part_rows(parts, &rows, difference_part_between(was, is), err))
        return false;
    if (says_other(was, is, "verdict") && !says_other(was, is, "num") && !says_other(was, is, "den"))
        difference_part_add(parts, DIFFERENCE_RETURNS, (struct difference_amount){0}, NULL);
    return true;
}

/* "criteria/1.1.lua → criteria/1.1@2025-03-01.lua": another version judges; NULL: the same file says something else. */
static const char *files_text(struct arena *arena, const struct step *before, const struct step *after)
{
    const char *was = value_get_text(value_get(before->job, "criterion"), "path", ""), *is = value_get_text(value_get(after->job, "criterion"), "path", "");
    return strcmp(was, is) == 0 ? NULL : arena_printf(arena, "%s → %s", was, is);
}

/* What a part says was read, beside its cause. */
static const char *part_params(const struct difference *d, const struct step *before, const struct step *after, const char *subject)
{
    const char *ward = unit_place(&d->to.package->units, subject) < d->to.package->units.fact_count ? subject : NULL; /* a team has its ward's */
    if (strcmp(after->cause, DIFFERENCE_USED) == 0)
        return difference_text_used(d->call->arena, before->job, after->job, subject);
    if (strcmp(after->cause, DIFFERENCE_TARGET) == 0)
        return difference_text_params(d->call->arena, before->answer, after->answer, ward);
    return strcmp(after->cause, DIFFERENCE_RULE) == 0 ? files_text(d->call->arena, before, after) : NULL;
}

static bool add_step_parts(struct difference *d, size_t i, const char *subject, struct difference_parts *parts, struct err *err)
{
    const struct step *before = &d->steps[i - 1], *after = &d->steps[i];
    const struct value *was = result_in(before->answer, subject), *is = result_in(after->answer, subject);
    if (!was || !is || !moved(was, is))
        return true;
    if (strcmp(after->cause, DIFFERENCE_RECORDS) == 0)
        return add_records_step(d, before, after, subject, parts, err);
    difference_part_add(parts, after->cause, difference_part_between(was, is), part_params(d, before, after, subject));
    return true;
}

/* What the mean of others is moves with theirs: those say why. */
static bool is_counted(const struct value *cell)
{
    return value_type(value_get(cell, "num")) == VALUE_INT && !decimal_is_mean(value_get_int(cell, "den", 0));
}

struct value *difference_of(struct difference *d, const char *subject, const struct value *was, const struct value *is, struct err *err)
{
    struct difference_parts parts;
    struct difference_amount whole = difference_part_between(was, is);
    difference_parts_open(&parts, d->call, &d->words);
    bool counted = is_counted(was) && is_counted(is);
    for (size_t i = 1; counted && i < d->count; i++)
        if (!add_step_parts(d, i, subject, &parts, err))
            return NULL;
    return difference_parts_close(&parts, counted ? &whole : NULL, was, is, err);
}
