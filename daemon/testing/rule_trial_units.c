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

/* kept: what the package's rule says of its place; null without such a rule. */
static struct value *result_of(struct arena *arena, const struct value *unit, const struct value *kept)
{
    static const char *const keys[] = {"class", "met", "arose", "error"};
    const struct value *place = value_get(unit, "place"), *error = value_get(kept, "error");
    struct value *result = value_map(arena);
    value_set(result, "subject", value_get(unit, "subject"));
    for (size_t i = 0; i < LEN(keys); i++)
        value_set(result, keys[i], value_get(value_get(unit, "conclusion"), keys[i]));
    value_set_text(result, "place", value_is_null(place) ? NULL : arena_printf(arena, "%" PRId64 "%s", value_as_int(place), value_get_bool(unit, "tied", false) ? "=" : ""));
    if (!value_is_null(error) && value_is_null(value_get(result, "error")))
        value_set(result, "error", error);
    return result;
}

/* The wards in their order, placed as boards place them. */
static struct value *results_of(struct arena *arena, const struct package *package, const struct merged *merged)
{
    const struct value *list = ranking_units(arena, package, merged);
    struct value **units = arena_alloc(arena, (merged->len + 1) * sizeof *units), *results = value_list(arena);
    const struct value **kept = arena_alloc(arena, (merged->len + 1) * sizeof *kept);
    size_t count = 0;
    for (size_t i = 0; i < merged->len; i++) {
        if (merged->rows[i].level != LEVEL_WARD)
            continue;
        units[count] = (struct value *)value_at(list, count); /* of this call's own */
        kept[count++] = merged->rows[i].place;
    }
    ranking_set(arena, units, kept, count);
    for (size_t i = 0; i < count; i++)
        value_append(results, result_of(arena, units[i], kept[i]));
    return results;
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
    struct value *answer = value_map(arena), *ok = value_map(arena);
    value_set(ok, "results", results_of(arena, package, &merged));
    value_set(answer, "ok", ok);
    return answer;
}
