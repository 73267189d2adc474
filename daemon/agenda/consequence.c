#include "agenda/consequence.h"

#include "agenda/paper_change.h"
#include "base/arena.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/run.h"
#include "run/run_compare.h"
#include "run/stored_run.h"
#include "store/store.h"

#include <string.h>

enum { SHOWN_MAX = 200 }; /* of each list */

static const struct period *planned(const struct turn *turn, const struct consequence *consequence, size_t i)
{
    return period_find(turn->periods, value_get_text(value_at(consequence->plan, i), "period", ""));
}

static bool newest(struct turn *turn, const struct period *period, int64_t *ret_run, struct err *err)
{
    const struct value *run =
        stored_run_head_latest(turn->store, turn->arena, period->id, run_stage_name(RUN_FINAL), err);
    *ret_run = value_get_int(run, "id", 0);
    return run != NULL;
}

/* The first of a list and how many there are. */
static void set_list(struct turn *turn, struct value *answer, const char *key, const char *count, const struct value *list)
{
    struct value *shown = value_list(turn->arena);
    for (size_t i = 0; i < value_len(list) && i < SHOWN_MAX; i++)
        value_append(shown, value_at(list, i));
    value_set(answer, key, shown);
    value_set_int(answer, count, (int64_t)value_len(list));
}

bool consequence_foresee(struct turn *turn, struct value *answer, struct err *err)
{
    const struct value *papers = paper_change_foresee(turn, err);
    if (papers)
        set_list(turn, answer, "papers", "paper_count", papers);
    return papers != NULL;
}

bool consequence_begin(struct turn *turn, const struct value *plan, int64_t sequence, struct consequence *ret_consequence,
                       struct err *err)
{
    size_t count = value_len(plan);
    struct consequence consequence = {.plan = plan, .sequence = sequence,
                                      .runs = arena_alloc(turn->arena, (count + 1) * sizeof *consequence.runs)};
    for (size_t i = 0; i < count; i++)
        if (!newest(turn, planned(turn, &consequence, i), &consequence.runs[i], err))
            return false;
    consequence.papers = paper_change_held(turn, err);
    *ret_consequence = consequence;
    return consequence.papers != NULL;
}

static bool compare(struct turn *turn, const struct consequence *consequence, size_t i, struct value *moved, struct err *err)
{
    const struct period *period = planned(turn, consequence, i);
    struct run_note note;
    int64_t run;
    if (!newest(turn, period, &run, err))
        return false;
    return run == consequence->runs[i] ||
           (run_note_make(turn, period, RUN_FINAL, RUN_LATE, consequence->sequence, &note, err) &&
            run_compare_runs(turn, &note, consequence->runs[i], run, moved, err));
}

static const char *name_of(struct turn *turn, const char *subject, int32_t day)
{
    const struct unit_fact *unit = unit_at(&turn->package->units, subject, day);
    if (unit)
        return unit->name;
    const struct value *row = store_row(turn->store, turn->arena, NULL, QUERY_BUILTIN_UNIT_NAME, "ti", subject, (int64_t)day);
    return value_get_text(row, "name", subject);
}

/* With the names that people read. */
static struct value *named(struct turn *turn, const struct value *moved)
{
    struct value *map = value_copy(turn->arena, moved);
    const struct period *period = period_find(turn->periods, value_get_text(moved, "period", ""));
    const struct level_words *words = &turn->package->levels[level_of(moved)];
    value_set_text(map, "period_title", period_title(period, turn->arena));
    value_set_text(map, "subject_name", name_of(turn, value_get_text(moved, "subject", ""), period->until - 1));
    value_set_text(map, "level_title", words->vi);
    value_set_text(map, "level_title_en", words->en);
    return map;
}

/* Persons' results are not told to whoever imports: units' are, and those follow from them. */
static const struct value *of_units(struct arena *arena, const struct value *moved)
{
    struct value *units = value_list(arena);
    for (size_t i = 0; i < value_len(moved); i++)
        if (level_of(value_at(moved, i)) != LEVEL_MEMBER)
            value_append(units, value_at(moved, i));
    return units;
}

bool consequence_end(struct turn *turn, const struct consequence *consequence, struct value *answer, struct err *err)
{
    struct value *all = value_list(turn->arena), *shown = value_list(turn->arena);
    for (size_t i = 0; i < value_len(consequence->plan); i++)
        if (!compare(turn, consequence, i, all, err))
            return false;
    const struct value *moved = of_units(turn->arena, all);
    for (size_t i = 0; i < value_len(moved) && i < SHOWN_MAX; i++)
        value_append(shown, named(turn, value_at(moved, i)));
    const struct value *events = store_rows(turn->store, turn->arena, err, QUERY_ALERT_EVENTS_SINCE, "i", consequence->sequence);
    const struct value *papers = events ? paper_change_list(turn, consequence->papers, err) : NULL;
    if (!papers)
        return false;
    value_set(answer, "moved", shown);
    value_set_int(answer, "moved_count", (int64_t)value_len(moved));
    set_list(turn, answer, "alerts", "alert_count", events);
    set_list(turn, answer, "papers", "paper_count", papers);
    return true;
}
