#include "amendment/preview.h"

#include "alert/alert.h"
#include "alert/alert_plan.h"
#include "alert/gone_period.h"
#include "alert/missing_return.h"
#include "alert/outstanding.h"
#include "alert/run_alert.h"
#include "alert/zero_tolerance.h"
#include "amendment/period_move.h"
#include "amendment/proposal.h"
#include "amendment/record_limit.h"
#include "amendment/unit_foresee.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "duty/duty_foresee.h"
#include "duty/duty_move.h"
#include "package/package.h"
#include "run/result.h"
#include "run/run_compare.h"
#include "run/run_measure.h"
#include "run/stored_run.h"
#include "store/change.h"
#include "store/record_table.h"
#include "store/store.h"

#include <string.h>

static struct turn *turn_after(struct turn *turn, const struct package *package)
{
    struct turn *after = arena_alloc(turn->arena, sizeof *after);
    struct period_list *periods = arena_alloc(turn->arena, sizeof *periods);
    *periods = period_list(package, turn->arena);
    *after = *turn;
    after->package = package;
    after->periods = periods;
    return after;
}

static struct value *criterion_of(struct arena *arena, const struct proposal_candidate *candidate, const struct criterion_source *version)
{
    struct value *map = value_map(arena);
    value_set_text(map, "id", version->id);
    value_set_text(map, "rule", version->rule);
    value_set(map, "facts", value_get(candidate->facts, version->name));
    return map;
}

/* As snapshot_criteria gives them, of a candidate that need not be kept. */
static struct value *criteria_of(struct arena *arena, const struct proposal_candidate *candidate)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < candidate->package->criterion_count; i++) {
        const struct criterion_source *criterion = &candidate->package->criteria[i];
        struct value *map = criterion_of(arena, candidate, criterion), *versions = value_list(arena);
        for (const struct criterion_source *version = criterion->next; version; version = version->next) {
            struct value *later = criterion_of(arena, candidate, version);
            value_set_text(later, "from", day_text(arena, version->from));
            value_append(versions, later);
        }
        if (criterion->next)
            value_set(map, "versions", versions);
        value_append(list, map);
    }
    return list;
}

/* A period's newest final run, else its newest provisional one; NULL when it has none. */
static const struct value *last_run(const struct value *rows, const struct period *period)
{
    const struct value *found = NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (strcmp(value_get_text(row, "period", ""), period->id) == 0 &&
            (!found || strcmp(value_get_text(row, "stage", ""), "final") == 0))
            found = row;
    }
    return found;
}

static bool add_alerts(struct preview *preview, const struct preview_run *run, struct err *err)
{
    struct turn *after = preview->after;
    struct alert_plan targets, errors;
    const char *period = run->note.period->id;
    bool any;
    return run_alert_plan(after, preview->criteria, &run->note, &run->merged, clock_now(after->clock), &any, &targets,
                          err) &&
           (!any || alert_foresee(after->store, after->arena, "target", period, targets.wishes, targets.count,
                                  targets.keep, preview->alerts, err)) &&
           run_alert_errors(after, preview->criteria, &run->note, &run->merged, &errors, err) &&
           alert_foresee(after->store, after->arena, "rule_error", period, errors.wishes, errors.count, errors.keep,
                         preview->alerts, err);
}

/* By the package in force, on what is there today, in the candidate's order of units. */
static bool measure_in_force(struct turn *turn, struct preview *preview, const struct run_note *note, struct figures *ret_figures, struct err *err)
{
    struct merged now = {0};
    const struct period *period = period_find(turn->periods, note->period->id); /* its days may be others by the candidate, or it is new */
    if (period && !run_measure(turn, turn->package, period, note->stage, note->sequence, &now, err))
        return false;
    for (size_t i = 0; i < now.len; i++)
        now.rows[i].rank = result_rank(preview->after->package, now.rows[i].subject, now.rows[i].level);
    *ret_figures = (struct figures){now.rows, now.len};
    return true;
}

static size_t compare(struct arena *arena, const struct run_note *note, const struct figures *before, const struct figures *after, struct value *list)
{
    return run_compare(arena, note, before, after, list) + run_compare_units(arena, note, before, after, list);
}

static const char *cell_of(struct arena *arena, const struct value *change)
{
    return arena_printf(arena, "%s %s", value_get_text(change, "criterion", ""), value_get_text(change, "subject", ""));
}

/* A count of today is not what was sealed already where an earlier change or a late record is behind it: of what differs from the seal only what
 * the package in force would count otherwise is the candidate's doing. */
static bool compare_sealed(struct turn *turn, struct preview *preview, const struct run_note *note, const struct figures *sealed,
                           const struct figures *after, size_t *ret_flips, struct err *err)
{
    struct value *differ = value_list(turn->arena), *own = value_list(turn->arena), *cells = value_map(turn->arena);
    struct figures now;
    *ret_flips = 0;
    compare(turn->arena, note, sealed, after, differ);
    if (!value_len(differ))
        return true;
    if (!measure_in_force(turn, preview, note, &now, err))
        return false;
    compare(turn->arena, note, &now, after, own);
    for (size_t i = 0; i < value_len(own); i++)
        value_set_bool(cells, cell_of(turn->arena, value_at(own, i)), true);
    for (size_t i = 0; i < value_len(differ); i++)
        if (value_get(cells, cell_of(turn->arena, value_at(differ, i)))) {
            value_append(preview->changes, value_at(differ, i));
            *ret_flips += value_get_bool(value_at(differ, i), "flips", false);
        }
    return true;
}

static bool measure_again(struct turn *turn, struct preview *preview, const struct value *row,
                          struct preview_run *run, struct err *err)
{
    struct turn *after = preview->after;
    struct figures before;
    size_t flips;
    run->before = value_get(row, "receipt");
    if (!run_compare_stored(after, value_get_int(row, "id", 0), &before, err) || /* in the candidate's order of units */
        !run_measure(after, after->package, run->note.period, run->note.stage, run->note.sequence, &run->merged, err))
        return false;
    const struct figures figures = {run->merged.rows, run->merged.len};
    if (!run->note.adjusted)
        flips = compare(turn->arena, &run->note, &before, &figures, preview->changes);
    else if (!compare_sealed(turn, preview, &run->note, &before, &figures, &flips, err))
        return false;
    turn_progress(turn,
                  run->note.adjusted ? "%1$s: %3$zu kết quả đổi đánh giá; đã chốt, sẽ giữ nguyên%2$.0s"
                                     : "%1$s: %3$zu kết quả đổi đánh giá%2$.0s",
                  run->note.adjusted ? "%2$s: %3$zu verdicts change; sealed, they will stand%1$.0s"
                                     : "%2$s: %3$zu verdicts change%1$.0s",
                  period_title(run->note.period, turn->arena), run->note.period->id, flips);
    if (run->note.adjusted)
        return true;
    preview->flips += flips;
    return add_alerts(preview, run, err);
}

/* The period in progress has no run to compare with: both packages are measured on what is there today. */
static bool measure_unrun(struct turn *turn, struct preview *preview, const struct run_note *note, struct err *err)
{
    struct turn *after = preview->after;
    struct figures before;
    struct merged new;
    if (!measure_in_force(turn, preview, note, &before, err) ||
        !run_measure(after, after->package, note->period, note->stage, note->sequence, &new, err))
        return false;
    const struct figures figures = {new.rows, new.len};
    compare(turn->arena, note, &before, &figures, preview->unrun);
    return true;
}

static bool is_in_progress(const struct turn *turn, const struct period *period)
{
    int32_t today = instant_day(clock_now(turn->clock));
    return period->kind != PERIOD_CONTEST && period->from <= today && today < period->until;
}

/* It has been counted, or is in progress. */
static bool is_looked_at(const struct turn *turn, const struct period *period, const struct value *rows, bool everything)
{
    return last_run(rows, period) || (everything && is_in_progress(turn, period));
}

static bool look_at(struct turn *turn, struct preview *preview, const struct period *period,
                    const struct value *rows, int64_t sequence, bool everything, struct err *err)
{
    const struct value *row = last_run(rows, period);
    enum run_stage stage = RUN_PROVISIONAL;
    struct run_note note;
    if (row)
        run_stage_parse(value_get_text(row, "stage", ""), &stage);
    if (!run_note_make(preview->after, period, stage, RUN_RULE, sequence, &note, err))
        return false;
    if (!row)
        return measure_unrun(turn, preview, &note, err);
    if (note.adjusted && !everything)
        return true;
    struct preview_run *run = &preview->runs[preview->len++];
    run->note = note;
    return measure_again(turn, preview, row, run, err);
}

static bool look_at_all(struct turn *turn, struct preview *preview, bool everything, struct err *err)
{
    const struct period_list *periods = preview->after->periods;
    const struct value *rows = stored_run_newest(turn->store, turn->arena, err);
    size_t at = 0, count = 0;
    int64_t sequence;
    if (!rows || !change_version(turn->store, &sequence, err))
        return false;
    preview->runs = arena_alloc(turn->arena, (periods->len + 1) * sizeof *preview->runs);
    for (size_t i = 0; i < periods->len; i++)
        count += is_looked_at(turn, &periods->items[i], rows, everything);
    for (size_t i = 0; i < periods->len; i++) {
        const struct period *period = &periods->items[i];
        if (!is_looked_at(turn, period, rows, everything))
            continue;
        turn_progress(turn, "kỳ %3$zu/%4$zu: đang tính %1$s%2$.0s", "period %3$zu of %4$zu: counting %2$s%1$.0s", period_title(period, turn->arena), period->id, ++at, count);
        if (!look_at(turn, preview, period, rows, sequence, everything, err))
            return false;
    }
    turn_progress(turn, "đang xét cảnh báo, tiền thưởng, đơn vị, nhiệm vụ và các hạn", "looking at alerts, prizes, units, duties and due days");
    return missing_return_foresee(preview->after, preview->criteria, preview->alerts, err) &&
           zero_tolerance_foresee(preview->after, preview->criteria, preview->alerts, err) &&
           outstanding_foresee(preview->after, preview->criteria, preview->alerts, err) && preview_money(turn, preview, err) &&
           unit_foresee(turn->store, turn->package, preview->after->package, turn->arena, &preview->units, &preview->teams, err) &&
           duty_foresee(turn, preview->after, &preview->duties, err) &&
           gone_period_foresee(turn->store, turn->arena, turn->periods, periods, preview->alerts, err) &&
           duty_move_foresee(turn, preview->after, &preview->due_days, err) &&
           duty_move_foresee_alerts(preview->after, preview->due_days, preview->alerts, err);
}

bool preview_make(struct turn *turn, const struct proposal_candidate *candidate, bool everything,
                  struct preview *ret_preview, struct err *err)
{
    struct arena *arena = turn->arena;
    const struct record_types *types = &candidate->package->types;
    struct preview preview = {
        .after = turn_after(turn, candidate->package), .criteria = criteria_of(arena, candidate),
        .changes = value_list(arena), .alerts = value_list(arena), .drafts = value_list(arena),
        .nominations = value_list(arena), .prizes = value_list(arena), .quota = value_null(arena),
        .unrun = value_list(arena)};
    preview.record_types = record_limit_changes(turn->store, &turn->package->types, types, instant_day(clock_now(turn->clock)), arena, err);
    const char *foreseen = preview.record_types ? record_tables_foresee(turn->store, types, arena, err) : NULL;
    bool good = foreseen && look_at_all(turn, &preview, everything, err);
    if (foreseen && !record_tables_foresee_end(turn->store, foreseen, good ? err : NULL))
        return false;
    if (!good)
        return false;
    preview.periods = period_move_list(arena, turn->periods, preview.after->periods);
    *ret_preview = preview;
    return true;
}

struct value *preview_answer(struct arena *arena, const struct preview *preview)
{
    struct value *answer = value_map(arena);
    value_set_text(answer, "package", preview->after->package->hash);
    value_set_int(answer, "flips", (int64_t)preview->flips);
    value_set(answer, "changes", preview->changes);
    value_set(answer, "alerts", preview->alerts);
    value_set(answer, "drafts", preview->drafts);
    value_set(answer, "nominations", preview->nominations);
    value_set(answer, "prizes", preview->prizes);
    value_set(answer, "quota", preview->quota);
    value_set(answer, "unrun", preview->unrun);
    value_set(answer, "units", preview->units);
    value_set(answer, "teams", preview->teams);
    value_set(answer, "duties", preview->duties);
    value_set(answer, "periods", preview->periods);
    value_set(answer, "due_days", preview->due_days);
    value_set(answer, "record_types", preview->record_types);
    return answer;
}
