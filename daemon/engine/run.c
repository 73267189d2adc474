#include "engine/run.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/param.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "engine/alert.h"
#include "engine/alert_plan.h"
#include "engine/merge.h"
#include "engine/schedule.h"
#include "engine/seal.h"
#include "engine/snapshot.h"
#include "engine/turn.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "worker/worker.h"

#include <string.h>

static const char *const stage_names[] = {"provisional", "final"};
static const char *const cause_names[] = {"schedule", "manual", "late"};

const char *run_stage_name(enum run_stage stage)
{
    return stage_names[stage];
}

bool run_stage_parse(const char *name, enum run_stage *ret_stage)
{
    int place = text_place(name, stage_names, LEN(stage_names));
    if (place >= 0)
        *ret_stage = (enum run_stage)place;
    return place >= 0;
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
    value_set(contest, "units", units_to_value(&package->units, arena));
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
    struct value *job = value_map(arena);
    value_set_text(job, "kind", kind);
    value_set(job, "contest", contest);
    value_set(job, "criterion", criterion);
    if (database)
        value_set_text(job, "database", database);
    value_set_int(job, "sequence", sequence);
    return job;
}

struct value *run_job(struct arena *arena, const char *kind, const struct package *package,
                      const char *criterion, const char *database, int64_t sequence)
{
    const struct value *contest = contest_value(arena, package);
    for (size_t i = 0; i < package->criterion_count; i++)
        if (strcmp(package->criteria[i].id, criterion) == 0)
            return job_of(arena, kind, contest, &package->criteria[i], database, sequence);
    die("run: criterion %s is not in the package", criterion);
}

void run_job_period(struct arena *arena, struct value *job, const struct period_list *periods,
                    const struct period *period, enum run_stage stage)
{
    struct period_list months = period_months(periods, period, arena);
    struct value *list = value_list(arena), *map = value_map(arena);
    for (size_t i = 0; i < months.len; i++) {
        struct value *month = value_map(arena);
        value_set_text(month, "id", months.items[i].id);
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

/* One job a criterion, all at the same data version. */
static bool measure(struct turn *turn, const struct period *period, enum run_stage stage, int64_t sequence,
                    struct merged *ret_merged, struct err *err)
{
    const struct package *package = turn->package;
    size_t count = package->criterion_count;
    const struct value **jobs = arena_alloc(turn->arena, (count + 1) * sizeof *jobs);
    const struct value **answers = arena_alloc(turn->arena, (count + 1) * sizeof *answers);
    const struct value *contest = contest_value(turn->arena, package);
    for (size_t i = 0; i < count; i++) {
        struct value *job = job_of(turn->arena, "evaluate", contest, &package->criteria[i],
                                   store_path(turn->store), sequence);
        run_job_period(turn->arena, job, turn->periods, period, stage);
        jobs[i] = job;
    }
    worker_run(turn->worker, turn->arena, jobs, count, answers);
    if (!all_started(answers, count, err))
        return false;
    *ret_merged = merge_answers(turn->arena, package, period, answers);
    return true;
}

/* What a run is, beside its figures. */
struct run_note {
    const struct period *period;
    enum run_stage stage;
    enum run_cause cause;
    int64_t sequence; /* the data version it read */
    bool adjusted;
    int64_t final_at; /* when its alerts may open */
    int64_t due_at;
};

static bool write_results(struct turn *turn, struct change *change, const struct run_note *note,
                          const struct merged *merged, int64_t *ret_run, struct err *err)
{
    if (!store_do(turn->store, err, QUERY_RUN_INSERT, "tttitiiv", note->period->id,
                  run_stage_name(note->stage), cause_names[note->cause], (int64_t)note->adjusted,
                  turn->package->hash, note->sequence, change->at, merged->receipt))
        return false;
    *ret_run = store_last_id(turn->store);
    for (size_t i = 0; i < merged->len; i++)
        if (!store_do(turn->store, err, QUERY_RESULT_INSERT, "ittv", *ret_run, merged->rows[i].subject,
                      merged->rows[i].level, merged->rows[i].cells))
            return false;
    return store_do(turn->store, err, QUERY_RERUN_PAID, "tt", note->period->id, run_stage_name(note->stage));
}

/* Alerts follow a final run of a month or a phase from its due instant on; a manual run before it opens none
 * (contest.md §1), and the whole contest repeats what its phases said. */
static bool write_alerts(struct turn *turn, struct change *change, const struct run_note *note,
                         const struct merged *merged, struct err *err)
{
    if (note->stage != RUN_FINAL || note->period->kind == PERIOD_CONTEST || change->at < note->final_at)
        return true;
    const struct value *criteria = snapshot_criteria(turn->store, turn->arena, turn->package, err);
    struct alert_plan plan;
    return criteria &&
           alert_plan_targets(turn->arena, turn->package, criteria, note->period, merged, &plan, err) &&
           alert_apply(change, turn->arena, "target", note->period->id, plan.wishes, plan.count, plan.keep,
                       err);
}

static bool write_run(struct turn *turn, struct change *change, const struct run_note *note,
                      const struct merged *merged, int64_t *ret_run, struct err *err)
{
    return write_results(turn, change, note, merged, ret_run, err) &&
           (note->cause != RUN_SCHEDULE ||
            store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", run_stage_name(note->stage),
                     note->period->id, note->due_at, change->at)) &&
           write_alerts(turn, change, note, merged, err);
}

/* After the seal of the phase that holds the period a run stands beside it and is marked adjusted. */
static bool find_adjusted(struct turn *turn, struct run_note *note, struct err *err)
{
    if (!note->period->phase)
        return true; /* the whole contest is never sealed */
    const struct value *seal = seal_latest(turn->store, turn->arena, note->period->phase->id, err);
    note->adjusted = seal && !value_is_null(seal);
    return seal != NULL;
}

static void find_due(struct turn *turn, struct run_note *note)
{
    struct due_list due = due_list(turn->package, turn->periods, turn->arena);
    note->final_at = schedule_due_at(&due, DUE_FINAL, note->period->id);
    note->due_at =
        note->stage == RUN_FINAL ? note->final_at : schedule_due_at(&due, DUE_PROVISIONAL, note->period->id);
}

static struct value *audit_detail(struct arena *arena, const struct run_note *note,
                                  const struct merged *merged, int64_t run)
{
    struct value *detail = value_map(arena);
    value_set_int(detail, "run", run);
    value_set_text(detail, "period", note->period->id);
    value_set_text(detail, "stage", run_stage_name(note->stage));
    value_set_text(detail, "cause", cause_names[note->cause]);
    value_set_int(detail, "failed", (int64_t)merged->failed);
    return detail;
}

static void tell(const struct turn *turn, const struct run_note *note, const struct merged *merged)
{
    const char *when = instant_text(turn->arena, clock_now(turn->clock));
    const char *title = period_title(note->period, turn->arena);
    const char *stage = note->stage == RUN_FINAL ? "chính thức" : "tạm tính";
    turn_progress(turn, "%1$s  đã tính %2$s (%4$s)%3$.0s%5$.0s", "%1$s  evaluated %3$s (%5$s)%2$.0s%4$.0s",
                  when, title, note->period->id, stage, run_stage_name(note->stage));
    if (merged->failed > 0)
        turn_progress(turn, "%1$s  %2$zu tiêu chí không tính được; xem explain",
                      "%1$s  %2$zu criteria failed; see explain", when, merged->failed);
}

bool run_period(struct turn *turn, const struct period *period, enum run_stage stage, enum run_cause cause,
                int64_t *ret_run, struct err *err)
{
    struct run_note note = {
        .period = period, .stage = stage, .cause = cause, .sequence = change_latest(turn->store)};
    if (!find_adjusted(turn, &note, err))
        return false;
    find_due(turn, &note);
    struct merged merged;
    struct change change;
    int64_t run = 0;
    if (!measure(turn, period, stage, note.sequence, &merged, err) ||
        !turn_begin(turn, &change, "evaluate", err))
        return false;
    bool good = write_run(turn, &change, &note, &merged, &run, err);
    if (!turn_end(turn, &change, good, audit_detail(turn->arena, &note, &merged, run), err))
        return false;
    tell(turn, &note, &merged);
    if (ret_run)
        *ret_run = run;
    return true;
}
