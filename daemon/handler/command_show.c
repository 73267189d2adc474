/* The contest in force, as those need it who show results: its periods and what became of them, names, titles. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/seal.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "record/level.h"
#include "record/record_type.h"
#include "run/figure.h"
#include "run/stored_run.h"

#include <string.h>

/* The stage that speaks last of a period (final, provisional, null), how it stands, and whether its phase is sealed. */
static bool add_standing(struct command_call *call, struct value *map, const struct period *period, struct err *err)
{
    struct figure_run *figures;
    const struct value *run = stored_run_head(call->store, call->arena, period->id, err);
    const struct value *seal = period->phase ? seal_latest_head(call->store, call->arena, period->phase->id, err)
                                             : value_null(call->arena);
    if (!run || !seal)
        return false;
    value_set_text(map, "stage", value_get_text(run, "stage", NULL));
    value_set_bool(map, "sealed", !value_is_null(seal));
    value_set_text(map, "standing", NULL);
    value_set(map, "seal", value_null(call->arena));
    if (value_is_null(run))
        return true;
    if (!figure_open(call->store, call->arena, period, run, &figures, err))
        return false;
    figure_set_run(figures, map);
    return true;
}

static struct value *periods_value(struct command_call *call, const struct period_list *periods, struct err *err)
{
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < periods->len; i++) {
        const struct period *period = &periods->items[i];
        struct value *map = value_map(call->arena);
        value_set_text(map, "id", period->id);
        value_set_text(map, "title", period_title(period, call->arena));
        value_set_text(map, "short", period_short(period, call->arena));
        value_set_text(map, "kind", period_kind_names[period->kind]);
        value_set_text(map, "from", day_text(call->arena, period->from));
        value_set_text(map, "until", day_text(call->arena, period->until - 1));
        if (!add_standing(call, map, period, err))
            return NULL;
        value_append(list, map);
    }
    return list;
}

/* [{id, title}…] */
static struct value *phases_value(struct arena *arena, const struct package *package)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < package->closing_count; i++) {
        struct value *map = value_map(arena);
        value_set_text(map, "id", package->phases[i].id);
        value_set_text(map, "title", package->phases[i].title);
        value_append(list, map);
    }
    return list;
}

/* {period: title} */
static struct value *titles_value(struct arena *arena, const struct period_list *periods)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; i < periods->len; i++)
        value_set_text(map, periods->items[i].id, period_title(&periods->items[i], arena));
    return map;
}

/* {unit: its name today, or the last it had}; teams are many and stand in unit. */
static struct value *names_value(struct command_call *call, const struct package *package)
{
    int32_t today = instant_day(clock_now(call->clock));
    struct value *map = value_map(call->arena);
    for (size_t i = 0; i < package->units.fact_count; i++) {
        const struct unit_fact *fact = &package->units.facts[i];
        if (fact->from <= today || !value_get(map, fact->id))
            value_set_text(map, fact->id, fact->name);
    }
    return map;
}

/* {criterion: title} */
static struct value *criteria_value(struct command_call *call, const struct package *package, struct err *err)
{
    const struct value *heads = snapshot_criteria_heads(call->store, call->arena, package, NULL, err);
    struct value *map = value_map(call->arena);
    for (size_t i = 0; i < value_len(heads); i++)
        value_set(map, value_get_text(value_at(heads, i), "id", ""), value_get(value_at(heads, i), "title"));
    return heads ? map : NULL;
}

/* {kind of document: title} */
static struct value *documents_value(struct arena *arena, const struct package *package)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; i < package->document_count; i++)
        value_set_text(map, package->documents[i].kind, package->documents[i].title);
    return map;
}

/* {id of a level that has results: what it is called} */
static struct value *levels_value(struct arena *arena, const struct package *package)
{
    static const enum level with_results[] = {LEVEL_DISTRICT, LEVEL_WARD, LEVEL_TEAM};
    struct value *map = value_map(arena);
    for (size_t i = 0; i < LEN(with_results); i++)
        if (*level_chain_id(&package->chain, with_results[i]))
            value_set_text(map, level_chain_id(&package->chain, with_results[i]), package->levels[with_results[i]].vi);
    const struct record_type *member = record_type_find(&package->types, LEVEL_MEMBER_ID);
    if (member)
        value_set_text(map, LEVEL_MEMBER_ID, member->title);
    return map;
}

struct value *command_contest_show(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct value *list = periods_value(call, periods, err);
    const struct value *criteria = list ? criteria_value(call, package, err) : NULL;
    if (!criteria)
        return NULL;
    struct value *contest = value_map(call->arena);
    value_set_text(contest, "id", package->id);
    value_set_text(contest, "title", package->title);
    value_set_text(contest, "short_name", package->short_name);
    value_set_text(contest, "theme", package->theme);
    value_set_text(contest, "from", day_text(call->arena, package->from));
    value_set_text(contest, "until", day_text(call->arena, package->until - 1));
    value_set(contest, "periods", list);
    value_set(contest, "phases", phases_value(call->arena, package));
    value_set(contest, "titles", titles_value(call->arena, periods));
    value_set(contest, "names", names_value(call, package));
    value_set(contest, "levels", levels_value(call->arena, package));
    value_set(contest, "criteria", criteria);
    value_set(contest, "documents", documents_value(call->arena, package));
    return contest;
}
