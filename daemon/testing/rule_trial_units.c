/* How the units of a case stand: every criterion is measured, then the class and the place are made as a run makes them. */
#include "testing/rule_trial.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/merge.h"
#include "run/ranking.h"
#include "run/run_measure.h"

#include <inttypes.h>

static void set_place(struct arena *arena, struct value *result, int64_t place, bool tied)
{
    value_set_text(result, "place", place ? arena_printf(arena, "%" PRId64 "%s", place, tied ? "=" : "") : NULL);
}

static struct value *result_of(struct arena *arena, const struct value *unit)
{
    static const char *const keys[] = {"class", "met", "arose", "error"};
    struct value *result = value_map(arena);
    value_set(result, "subject", value_get(unit, "subject"));
    for (size_t i = 0; i < LEN(keys); i++)
        value_set(result, keys[i], value_get(value_get(unit, "conclusion"), keys[i]));
    return result;
}

/* By the house's rule. */
static void place_all(struct arena *arena, const struct value *units, const struct value *results)
{
    struct ranking_place *places = arena_alloc(arena, (value_len(units) + 1) * sizeof *places);
    ranking_places(arena, units, places);
    for (size_t i = 0; i < value_len(results); i++)
        set_place(arena, (struct value *)value_at(results, i), places[i].place, places[i].tied); /* of this call's own */
}

/* By the package's rule, as it is kept; wards stand in the order of their units. */
static void take_places(struct arena *arena, const struct merged *merged, const struct value *results)
{
    for (size_t i = 0, taken = 0; i < merged->len; i++) {
        if (merged->rows[i].level != LEVEL_WARD)
            continue;
        struct value *result = (struct value *)value_at(results, taken++); /* of this call's own */
        const struct value *place = merged->rows[i].place, *error = value_get(place, "error");
        set_place(arena, result, value_get_int(place, "place", 0), value_get_bool(place, "tied", false));
        if (!value_is_null(error) && value_is_null(value_get(result, "error")))
            value_set(result, "error", error);
    }
}

const struct value *rule_trial_units(const struct rule_trial_ground *ground, const struct period_list *periods, const struct rule_trial_answer *asked, struct store *store,
                                     int64_t sequence, struct err *err)
{
    struct arena *arena = ground->arena;
    const struct package *package = asked->item->package;
    struct turn turn = {.arena = arena, .store = store, .package = package, .periods = periods, .worker = ground->worker};
    struct merged merged;
    if (!run_measure(&turn, package, asked->period, asked->stage, sequence, &merged, err))
        return NULL;
    const struct value *units = ranking_units(arena, package, &merged);
    struct value *answer = value_map(arena), *ok = value_map(arena), *results = value_list(arena);
    for (size_t i = 0; i < value_len(units); i++)
        value_append(results, result_of(arena, value_at(units, i)));
    if (package->ranking)
        take_places(arena, &merged, results);
    else
        place_all(arena, units, results);
    value_set(ok, "results", results);
    value_set(answer, "ok", ok);
    return answer;
}
