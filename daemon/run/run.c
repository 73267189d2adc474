#include "run/run.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "contest/seal.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/merge.h"
#include "store/change.h"
#include "store/store.h"

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

static const char *const cause_names[] = {"schedule", "manual", "late", "rule"};

int64_t run_due_at(const struct package *package, const struct period *period, enum run_stage stage)
{
    const struct schedule_rule *rule = &package->schedule;
    int32_t last = period->until - 1;
    int days = period->kind == PERIOD_WEEK && rule->week_grace_days ? rule->week_grace_days : rule->close_grace_days;
    return stage == RUN_FINAL ? due_after_working_days(package, last, days, rule->final_minute)
                              : day_instant(last, rule->provisional_minute);
}

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package,
                    const struct period_list *periods)
{
    enum run_stage stage = kind == &run_final_due ? RUN_FINAL : RUN_PROVISIONAL;
    for (size_t i = 0; i < periods->len; i++)
        due_append(list, kind, &periods->items[i], run_due_at(package, &periods->items[i], stage));
}

const struct due_kind run_provisional_due = {"provisional", DUE_ORDER_PROVISIONAL, add_due};
const struct due_kind run_final_due = {"final", DUE_ORDER_FINAL, add_due};

const char *run_cause_name(enum run_cause cause)
{
    return cause_names[cause];
}

bool run_note_make(struct turn *turn, const struct period *period, enum run_stage stage, enum run_cause cause,
                   int64_t sequence, struct run_note *ret_note, struct err *err)
{
    struct run_note note = {.period = period, .stage = stage, .cause = cause, .sequence = sequence};
    if (period->phase) { /* else it is never sealed */
        const struct value *seal = seal_latest(turn->store, turn->arena, period->phase->id, err);
        if (!seal)
            return false;
        note.adjusted = !value_is_null(seal);
        note.sealed_by = value_get_text(value_get(seal, "content"), "package", NULL);
    }
    note.final_at = run_due_at(turn->package, period, RUN_FINAL);
    note.due_at = run_due_at(turn->package, period, stage);
    *ret_note = note;
    return true;
}

/* ---- its rows ---- */

static const struct value *subjects_of(struct arena *arena, const struct merged *merged)
{
    struct value *subjects = value_list(arena);
    for (size_t i = 0; i < merged->len; i++)
        value_append(subjects, value_text(arena, merged->rows[i].subject));
    return subjects;
}

/*
 * The whole run from which this one differs (docs/decisions/0119-runs-by-difference.md); 0: it is kept whole itself. A run of any other cause than
 * late data is, and one that lacks a subject of the other.
 */
static bool find_base(struct turn *turn, const struct run_note *note, const struct merged *merged, int64_t *ret_base, struct err *err)
{
    *ret_base = 0;
    if (note->cause != RUN_LATE)
        return true;
    const struct value *whole = store_row(turn->store, turn->arena, err, QUERY_RUN_WHOLE_BEFORE, "it", merged->below_of, note->period->id);
    if (!whole || value_is_null(whole))
        return whole != NULL;
    int64_t base = value_get_int(whole, "id", 0);
    const struct value *others = store_row(turn->store, turn->arena, err, QUERY_RESULT_BASE_HAS_OTHERS, "ivi", base, subjects_of(turn->arena, merged),
                                           (int64_t)(merged->below_of != 0));
    if (others && !value_get_int(others, "has", 0))
        *ret_base = base;
    return others != NULL;
}

static bool keep_below(struct turn *turn, int64_t run, int64_t base, int64_t below_of, struct err *err)
{
    return base ? store_do(turn->store, err, QUERY_RESULT_KEEP_BELOW_OTHERWISE, "iii", run, below_of, base)
                : store_do(turn->store, err, QUERY_RESULT_KEEP_BELOW, "ii", run, below_of);
}

/* A run that differs much is the whole one from which the next will differ little. */
static bool make_whole(struct turn *turn, int64_t run, int64_t base, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_RESULT_DIFFERENCE_IS_LARGE, "ii", run, base);
    if (!row || !value_get_int(row, "large", 0))
        return row != NULL;
    return store_do(turn->store, err, QUERY_RESULT_KEEP_BASE, "ii", run, base) && store_do(turn->store, err, QUERY_RUN_IS_WHOLE, "i", run);
}

static bool write_rows(struct turn *turn, const struct merged *merged, int64_t run, int64_t base, const struct value *base_or_null, struct err *err)
{
    for (size_t i = 0; i < merged->len; i++)
        if (!store_do(turn->store, err, QUERY_RESULT_INSERT, "ittvvvtv", run, merged->rows[i].subject, level_id(merged->rows[i].level),
                      merged->rows[i].cells, merged->rows[i].conclusion, merged->rows[i].place, merged->rows[i].home, base_or_null))
            return false;
    return (!merged->below_of || keep_below(turn, run, base, merged->below_of, err)) && (!base || make_whole(turn, run, base, err));
}

static bool write_results(struct turn *turn, struct change *change, const struct run_note *note,
                          const struct merged *merged, int64_t *ret_run, struct err *err)
{
    int64_t base;
    if (!find_base(turn, note, merged, &base, err))
        return false;
    const struct value *base_or_null = base ? value_int(turn->arena, base) : value_null(turn->arena);
    if (!store_do(turn->store, err, QUERY_RUN_INSERT, "tttitiivtv", note->period->id, run_stage_name(note->stage), cause_names[note->cause],
                  (int64_t)note->adjusted, turn->package->hash, note->sequence, change->at, merged->receipt, "thidua " PACKAGE_VERSION,
                  base_or_null))
        return false;
    *ret_run = store_last_id(turn->store);
    return write_rows(turn, merged, *ret_run, base, base_or_null, err) &&
           store_do(turn->store, err, QUERY_RERUN_PAID, "tt", note->period->id, run_stage_name(note->stage));
}

bool run_write(struct turn *turn, struct change *change, const struct run_note *note, const struct merged *merged,
               int64_t *ret_run, struct err *err)
{
    return write_results(turn, change, note, merged, ret_run, err) &&
           (note->cause != RUN_SCHEDULE ||
            store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", run_stage_name(note->stage), note->period->id,
                     note->due_at, change->at));
}
