#include "run/run_measure.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "contest/used_figure.h"
#include "mirror/mirror.h"
#include "package/package.h"
#include "run/conclusion.h"
#include "run/merge.h"
#include "run/quarantined.h"
#include "run/ranking.h"
#include "run/reuse.h"
#include "run/run_job.h"
#include "run/unit_rule.h"
#include "store/store.h"
#include "worker/kept_answer.h"
#include "worker/worker.h"

#include <string.h>

/* The work itself. */
struct stages {
    const struct run_measuring *of;
    struct arena *arena;
    const struct value *contest;
    const struct value **answers; /* of the package's criteria; NULL: not there yet, or not wanted */
    bool *wanted;
    const struct value **uses; /* [criterion…] that each says it uses; NULL: nothing that we know */
    enum level *uses_of;       /* of whom: wards, members */
    const struct value **digests; /* of what each was given */
    const struct value **asked;   /* what each wants to ask elsewhere; NULL: nothing, or it was asked */
    const struct value **given;   /* what came of that, a null value for nothing; NULL: not asked yet */
    const struct value **jobs;
    size_t *which; /* the criterion of each job */
    size_t count;
};

static void stages_open(const struct run_measuring *of, struct stages *stages)
{
    size_t most = of->package->criterion_count + 1;
    struct arena *arena = of->arena;
    *stages = (struct stages){.of = of, .arena = arena};
    stages->answers = arena_alloc(arena, most * sizeof *stages->answers);
    stages->wanted = arena_alloc(arena, most * sizeof *stages->wanted);
    stages->uses = arena_alloc(arena, most * sizeof *stages->uses);
    stages->uses_of = arena_alloc(arena, most * sizeof *stages->uses_of);
    stages->digests = arena_alloc(arena, most * sizeof *stages->digests);
    stages->asked = arena_alloc(arena, most * sizeof *stages->asked);
    stages->given = arena_alloc(arena, most * sizeof *stages->given);
    stages->jobs = arena_alloc(arena, most * sizeof *stages->jobs);
    stages->which = arena_alloc(arena, most * sizeof *stages->which);
    stages->contest = run_job_contest(arena, of->package);
}

/* The number of criteria: the package has no such one. */
static size_t place_of(const struct package *package, const char *criterion)
{
    const struct criterion_source *found = package_criterion(package, criterion);
    return found ? (size_t)(found - package->criteria) : package->criterion_count;
}

static const struct value *failed(struct arena *arena, const char *kind, const char *vi, const char *en)
{
    struct value *answer = value_map(arena);
    value_set(answer, "error", merge_problem(arena, kind, vi, en));
    return answer;
}

/* What one is told whose figures cannot be made, because one that it uses has none; of the same kind as that failure, for replay and
 * quarantine ask whether it was the rule's own and comes again. */
static const struct value *failed_by(const struct stages *stages, const char *criterion, const struct value *error)
{
    struct arena *arena = stages->arena;
    const char *kind = value_get_text(error, "kind", "");
    bool quarantined = strcmp(kind, "quarantine") == 0;
    return failed(arena, quarantined ? kind : fault_is_lasting(kind) ? "used" : "used_once",
                  arena_printf(arena, "tính từ chỉ tiêu %s, mà chỉ tiêu ấy không có kết quả: %s", criterion, value_get_text(error, "vi", "?")),
                  arena_printf(arena, "is made of criterion %s, which has no result: %s", criterion, value_get_text(error, "en", "?")));
}

/* Those that have to be there before it. True when all are. */
static bool used_are_there(struct stages *stages, const struct value *uses)
{
    bool there = true;
    for (size_t i = 0; i < value_len(uses); i++) {
        size_t place = place_of(stages->of->package, value_as_text(value_at(uses, i)));
        if (place == stages->of->package->criterion_count)
            continue; /* said when it is its turn */
        stages->wanted[place] = true;
        there = there && stages->answers[place];
    }
    return there;
}

/* The figures of those that it uses; NULL when one has none: then *ret_answer says so. */
static const struct value *used_of(struct stages *stages, size_t of, const struct value **ret_answer)
{
    const struct value *uses = stages->uses[of];
    struct value *used = value_map(stages->arena);
    for (size_t i = 0; i < value_len(uses); i++) {
        const char *id = value_as_text(value_at(uses, i));
        size_t place = place_of(stages->of->package, id);
        if (place == stages->of->package->criterion_count) {
            *ret_answer = failed(stages->arena, "rule", arena_printf(stages->arena, "không có chỉ tiêu %s để tính từ đó; sửa uses", id),
                                 arena_printf(stages->arena, "there is no criterion %s to be made of; mend uses", id));
            return NULL;
        }
        const struct value *problem = merge_answer_problem(stages->arena, stages->of->package, stages->of->period, stages->answers[place]);
        if (problem) {
            *ret_answer = failed_by(stages, id, problem);
            return NULL;
        }
        used_figure_add(stages->arena, used, id, value_get(value_get(stages->answers[place], "ok"), "results"), stages->uses_of[of]);
    }
    return used;
}

/* uses NULL: it was made of nothing. */
static const struct value *with_uses(struct arena *arena, const struct value *given, const struct value *uses, enum level of)
{
    const char *key = value_get(given, "ok") ? "ok" : "error";
    struct value *answer = value_map(arena);
    if (!uses)
        return given;
    value_set(answer, key, value_get(given, key));
    value_set(answer, "uses", uses);
    if (of == LEVEL_MEMBER)
        value_set_text(answer, "uses_of", LEVEL_MEMBER_ID);
    return answer;
}

/* Whose figures it would be made of, of one that could not be: {criterion: null}. */
static const struct value *named_uses(struct arena *arena, const struct value *uses)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; i < value_len(uses); i++)
        value_set(map, value_as_text(value_at(uses, i)), value_null(arena));
    return map;
}

static void add_job(struct stages *stages, size_t place, const struct value *used)
{
    struct value *job = run_job_in(stages->arena, "evaluate", stages->contest, &stages->of->package->criteria[place], stages->of->database, stages->of->sequence);
    const struct value *previous = reuse_previous(stages->of->reuse, stages->of->package->criteria[place].id);
    run_job_period(stages->arena, job, stages->of->periods, stages->of->period, stages->of->stage);
    if (previous)
        value_set(job, "previous", previous);
    if (used)
        value_set(job, "used", used);
    if (stages->of->wards)
        value_set_bool(job, "wards", true);
    if (stages->of->coverage)
        value_set_bool(job, "coverage", true);
    if (stages->given[place] && !value_is_null(stages->given[place]))
        value_set(job, "beyond", stages->given[place]);
    else if (stages->of->beyond && !previous && !stages->given[place])
        value_set_bool(job, "beyond", true);
    stages->which[stages->count] = place;
    stages->jobs[stages->count++] = job;
}

/* One that is wanted and not there: answered without a worker, asked of one, or left until those that it uses are there. */
static void look_at(struct stages *stages, size_t place)
{
    const struct criterion_source *criterion = &stages->of->package->criteria[place];
    const struct value *used = NULL, **answer = &stages->answers[place];
    if (stages->of->quarantined && (*answer = quarantined_answer(stages->of->turn, stages->of->quarantined, criterion)))
        return;
    if (!stages->uses[place])
        stages->uses[place] = reuse_uses(stages->of->reuse, criterion->id, &stages->uses_of[place]);
    if (stages->uses[place]) {
        if (!used_are_there(stages, stages->uses[place]))
            return;
        if (!(used = used_of(stages, place, answer))) {
            *answer = with_uses(stages->arena, *answer, named_uses(stages->arena, stages->uses[place]), stages->uses_of[place]);
            return;
        }
        stages->digests[place] = used_figure_digests(stages->arena, used, stages->uses[place]);
    }
    *answer = reuse_answer(stages->of->reuse, criterion->id, stages->digests[place]);
    if (!*answer)
        add_job(stages, place, used);
}

/* The answer with what it was made of; one that only asks for that is none. */
static void take(struct stages *stages, size_t place, const struct value *given)
{
    const struct value *asked = value_get(value_get(given, "ok"), "uses"), *beyond = value_get(value_get(given, "ok"), "beyond");
    if (beyond && !stages->given[place]) {
        stages->asked[place] = beyond;
        return;
    }
    if (asked && !stages->digests[place]) {
        stages->uses[place] = asked;
        stages->uses_of[place] = used_figure_level(value_get(given, "ok"));
        return;
    }
    given = reuse_completed(stages->of->reuse, stages->of->package->criteria[place].id, given);
    stages->answers[place] = with_uses(stages->arena, given, stages->digests[place], stages->uses_of[place]);
}

/* Asks elsewhere what is wanted from there: all at once, for these are other workers. */
static void ask_beyond(struct stages *stages)
{
    const struct run_measuring *of = stages->of;
    size_t count = of->package->criterion_count, asked = 0;
    for (size_t i = 0; i < count; i++)
        asked += stages->asked[i] != NULL;
    if (!asked)
        return;
    const struct mirror_data data = {of->worker, &of->turn->package->types, of->database, of->sequence};
    mirror_ask(&data, stages->arena, stages->asked, count, stages->given);
    memset(stages->asked, 0, count * sizeof *stages->asked);
}

/* Those that wait for each other; the check refuses them (package_trial.h). */
static void end_circle(struct stages *stages)
{
    for (size_t i = 0; i < stages->of->package->criterion_count; i++)
        if (stages->wanted[i] && !stages->answers[i])
            stages->answers[i] = failed(stages->arena, "rule", "các chỉ tiêu tính từ nhau thành vòng tròn; sửa uses", "criteria are made of each other in a circle; mend uses");
}

/* Answers all that is wanted, and what it is made of. False: a worker could not be started. */
static bool stages_run(struct stages *stages, struct err *err)
{
    for (size_t moved = 1, there = 0; moved;) {
        size_t now = 0;
        stages->count = 0;
        for (size_t i = 0; i < stages->of->package->criterion_count; i++)
            if (stages->wanted[i] && !stages->answers[i])
                look_at(stages, i);
        const struct value **given = arena_alloc(stages->arena, (stages->count + 1) * sizeof *given);
        (stages->of->apart ? worker_run : run_job_measure)(stages->of->worker, stages->arena, stages->jobs, stages->count, given);
        if (!run_job_started(given, stages->count, err))
            return false;
        for (size_t i = 0; i < stages->count; i++)
            take(stages, stages->which[i], given[i]);
        ask_beyond(stages);
        for (size_t i = 0; i < stages->of->package->criterion_count; i++)
            now += (stages->answers[i] != NULL) + (stages->uses[i] != NULL) + stages->wanted[i] + (stages->given[i] != NULL);
        moved = now - there;
        there = now;
    }
    end_circle(stages);
    return true;
}

static bool measure_all(const struct run_measuring *measuring, const struct value *const **ret_answers, struct err *err)
{
    struct stages stages;
    stages_open(measuring, &stages);
    for (size_t i = 0; i < measuring->package->criterion_count; i++)
        stages.wanted[i] = true;
    if (!stages_run(&stages, err))
        return false;
    *ret_answers = stages.answers;
    return true;
}

static bool measure_one(const struct run_measuring *measuring, const char *criterion, struct stages *ret_stages, struct err *err)
{
    stages_open(measuring, ret_stages);
    ret_stages->wanted[place_of(measuring->package, criterion)] = true;
    return stages_run(ret_stages, err);
}

const struct value *run_measure_one(const struct run_measuring *measuring, const char *criterion, struct err *err)
{
    struct stages stages;
    return measure_one(measuring, criterion, &stages, err) ? stages.answers[place_of(measuring->package, criterion)] : NULL;
}

const struct value *run_measure_used(const struct run_measuring *measuring, const char *criterion, struct err *err)
{
    struct stages stages;
    struct value *used = value_map(measuring->arena);
    const struct package *package = measuring->package;
    if (!measure_one(measuring, criterion, &stages, err))
        return NULL;
    const struct value *answer = stages.answers[place_of(package, criterion)], *uses = value_get(answer, "uses");
    for (size_t i = 0; i < value_len(uses); i++)
        used_figure_add(measuring->arena, used, value_key(uses, i), value_get(value_get(stages.answers[place_of(package, value_key(uses, i))], "ok"), "results"), used_figure_level(answer));
    return value_len(uses) ? used : value_null(measuring->arena);
}

/* ---- a period: the criteria, the conclusion, the places ---- */

/* One job about all units at once. */
static bool ask_of_units(const struct run_measuring *of, struct value *job, const struct value *units, const struct value **ret_answer, struct err *err)
{
    run_job_period(of->arena, job, of->periods, of->period, of->stage);
    value_set(job, "units", units);
    (of->apart ? worker_run : kept_answer_run)(of->worker, of->arena, (const struct value *const[]){job}, 1, ret_answer);
    return run_job_started(ret_answer, 1, err);
}

/* How the wards stand by what was measured, when the package has a rule for it. */
static bool conclude(const struct run_measuring *of, struct merged *merged, struct err *err)
{
    const struct value *answer;
    if (!of->package->conclusion)
        return true;
    if (!ask_of_units(of, run_job_conclude(of->arena, of->package), unit_rule_units(of->arena, merged), &answer, err))
        return false;
    conclusion_take(of->arena, of->package, answer, merged);
    return true;
}

/* In which place, by what was concluded. */
static bool rank(const struct run_measuring *of, struct merged *merged, struct err *err)
{
    const struct value *answer;
    if (!of->package->ranking)
        return true;
    if (!ask_of_units(of, run_job_rank(of->arena, of->package), ranking_units(of->arena, of->package, merged), &answer, err))
        return false;
    ranking_take(of->arena, of->package, answer, merged);
    return true;
}

/* The daemon's own data, as the package in force has them: not a trial's, which has no clock, nor a preview's, which keeps answers. */
static bool counts_beyond(const struct turn *turn)
{
    if (!mirror_is_set(turn->worker) || !turn->worker->mirror.counts || turn->worker->kept || !turn->clock || !turn->package)
        return false;
    const struct value *row = store_row(turn->store, turn->arena, NULL, QUERY_META_GET, "t", "package");
    return strcmp(value_get_text(row, "value", ""), turn->package->hash) == 0;
}

/* Whether a criterion is made of others' figures, which may be those of teams and members. */
static bool uses_any(const struct value *criteria, const struct period *period)
{
    bool uses = false;
    for (size_t i = 0; i < value_len(criteria); i++)
        uses |= value_get(snapshot_criterion_facts(value_at(criteria, i), period->until - 1), "uses") != NULL;
    return uses;
}

/* units: the package's criteria, where units alone are asked for; NULL: everything is. */
static bool measure(struct turn *turn, const struct package *contest, const struct period *period,
                    enum run_stage stage, int64_t sequence, const struct reuse *reuse,
                    const struct value *quarantined, const struct value *units, struct merged *ret_merged, struct err *err)
{
    const struct package *package = run_package(contest, period, turn->arena);
    const struct run_measuring measuring = {.worker = turn->worker, .arena = turn->arena, .package = package, .periods = turn->periods, .period = period, .stage = stage,
                                        /* what a seal will freeze, and a replay, which proves what was measured together */
                                        .apart = !quarantined || (period_is_closed(period) && !turn->worker->kept),
                                        .beyond = quarantined && contest == turn->package && counts_beyond(turn), /* a replay is the second computation */
                                        .wards = units && !turn->worker->kept && !uses_any(units, period), /* a preview asks for teams too, and keeps that answer */
                                        .database = store_path(turn->store), .sequence = sequence, .turn = turn, .quarantined = quarantined, .reuse = reuse};
    const struct value *const *answers;
    if (!measure_all(&measuring, &answers, err))
        return false;
    *ret_merged = merge_answers(turn->arena, package, period, answers);
    ret_merged->below_of = reuse_below_of(reuse);
    return conclude(&measuring, ret_merged, err) && (units || rank(&measuring, ret_merged, err));
}

bool run_measure(struct turn *turn, const struct package *package, const struct period *period,
                 enum run_stage stage, int64_t sequence, struct merged *ret_merged, struct err *err)
{
    const struct value *quarantined = quarantined_list(turn->store, turn->arena, err);
    return quarantined && measure(turn, package, period, stage, sequence, NULL, quarantined, NULL, ret_merged, err);
}

bool run_measure_units(struct turn *turn, const struct package *package, const struct value *criteria, const struct period *period,
                       enum run_stage stage, int64_t sequence, struct merged *ret_merged, struct err *err)
{
    const struct value *quarantined = quarantined_list(turn->store, turn->arena, err);
    return quarantined && measure(turn, package, period, stage, sequence, NULL, quarantined, criteria, ret_merged, err);
}

bool run_measure_again(struct turn *turn, const struct package *package, const struct period *period,
                       enum run_stage stage, int64_t sequence, struct merged *ret_merged, struct err *err)
{
    return measure(turn, package, period, stage, sequence, NULL, NULL, NULL, ret_merged, err);
}

bool run_measure_changes(struct turn *turn, const struct period *period, enum run_stage stage,
                         int64_t sequence, struct merged *ret_merged, struct err *err)
{
    const struct reuse *reuse;
    const struct value *quarantined = quarantined_list(turn->store, turn->arena, err);
    return quarantined && reuse_find(turn, period, stage, quarantined, &reuse, err) &&
           measure(turn, turn->package, period, stage, sequence, reuse, quarantined, NULL, ret_merged, err);
}

bool run_measure_since(struct turn *turn, const struct period *period, enum run_stage stage, int64_t sequence,
                       const struct value *figures, struct merged *ret_merged, struct err *err)
{
    const struct reuse *reuse;
    const struct value *quarantined = quarantined_list(turn->store, turn->arena, err);
    const struct value *criteria = quarantined ? snapshot_criteria(turn->store, turn->arena, turn->package, err) : NULL;
    return criteria && reuse_figures(turn, period, stage, figures, &reuse, err) &&
           measure(turn, turn->package, period, stage, sequence, reuse, quarantined, criteria, ret_merged, err);
}
