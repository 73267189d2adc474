#include "amendment/unit_change.h"

#include "amendment/unit_record.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "contest/seal.h"
#include "package/package.h"

#include <string.h>

void unit_change_compare(const struct package *base, const struct package *candidate, struct problems *problems)
{
    for (size_t i = 0; i < candidate->units.fact_count; i++) {
        const struct unit_fact *fact = &candidate->units.facts[i], *before = unit_at(&base->units, fact->id, fact->from);
        if (before && before->place != fact->place)
            problem_add(problems, "units.csv", fact->line, "level",
                        "“%s” đang là cấp %s, không đổi cấp được; khai đơn vị mới với mã khác và ghi kế nhiệm trong successions.csv",
                        "“%s” is of the level %s and keeps it; declare a new unit with another id and its succession in successions.csv",
                        fact->id, unit_level_id(&base->chain, before));
    }
}

/* ---- what is sealed stays ---- */

static int32_t until_within(const struct unit_fact *fact, int32_t end)
{
    return fact->until < end ? fact->until : end;
}

/* Whether the units say the same as the fact on every day of it before `end`. */
static bool has_fact(const struct units *units, const struct unit_fact *fact, int32_t end)
{
    for (size_t i = 0; i < units->fact_count; i++) {
        const struct unit_fact *other = &units->facts[i];
        if (strcmp(other->id, fact->id) == 0 && other->from == fact->from)
            return other->place == fact->place && text_same(other->parent, fact->parent) && text_same(other->name, fact->name) &&
                   text_same(other->code, fact->code) && until_within(other, end) == until_within(fact, end);
    }
    return false;
}

static bool has_succession(const struct units *units, const struct succession *one)
{
    for (size_t i = 0; i < units->succession_count; i++) {
        const struct succession *other = &units->successions[i];
        if (other->on == one->on && other->main == one->main && strcmp(other->from, one->from) == 0 && strcmp(other->to, one->to) == 0 &&
            strcmp(other->kind, one->kind) == 0 && text_same(other->teams, one->teams) && text_same(other->reference, one->reference))
            return true;
    }
    return false;
}

static void refuse_sealed(const struct phase *sealed, const char *file, int line, const char *unit, struct problems *problems)
{
    problem_add(problems, file, line, unit,
                "thay đổi về “%1$s” rơi vào những ngày đã chốt của %2$s (đến hết %3$s); để nguyên như cũ, hoặc ghi từ ngày %4$s trở đi%5$.0s%6$.0s%7$.0s",
                "what changes of “%1$s” lies on sealed days of %5$s (until %6$s); leave it as it was, or date it %7$s or later%2$.0s%3$.0s%4$.0s", unit,
                sealed->title, day_shown(problems->arena, sealed->until - 1), day_shown(problems->arena, sealed->until), sealed->id,
                day_text(problems->arena, sealed->until - 1), day_text(problems->arena, sealed->until));
}

/* What is in one and not in the other. shown: the lines are those of the file that was given. */
static void compare_side(const struct units *own, const struct units *other, const struct phase *sealed, bool shown, struct problems *problems)
{
    for (size_t i = 0; i < own->fact_count; i++)
        if (own->facts[i].from < sealed->until && !has_fact(other, &own->facts[i], sealed->until))
            refuse_sealed(sealed, "units.csv", shown ? own->facts[i].line : 0, own->facts[i].id, problems);
    for (size_t i = 0; i < own->succession_count; i++)
        if (own->successions[i].on < sealed->until && !has_succession(other, &own->successions[i]))
            refuse_sealed(sealed, "successions.csv", shown ? own->successions[i].line : 0, own->successions[i].from, problems);
}

/* The given file's lines first; what it no longer has is said where nothing was said yet. */
void unit_change_compare_sealed(const struct package *base, const struct package *candidate, const struct phase *sealed,
                                struct problems *problems)
{
    if (!sealed)
        return;
    size_t errors = problems->errors;
    compare_side(&candidate->units, &base->units, sealed, true, problems);
    if (problems->errors == errors)
        compare_side(&base->units, &candidate->units, sealed, false, problems);
}

/* The sealed phase that ends last; NULL: there is none. */
static bool last_sealed(struct store *store, struct arena *arena, const struct package *package, const struct phase **ret_phase, struct err *err)
{
    const struct phase *found = NULL;
    for (size_t i = 0; i < package->closing_count; i++) {
        const struct phase *phase = &package->phases[i];
        const struct value *seal = seal_latest_head(store, arena, phase->id, err);
        if (!seal)
            return false;
        if (!value_is_null(seal) && (!found || phase->until > found->until))
            found = phase;
    }
    *ret_phase = found;
    return true;
}

bool unit_change_check(struct store *store, const struct package *base, const struct package *candidate, struct problems *problems,
                       struct err *err)
{
    const struct phase *sealed;
    if (!last_sealed(store, problems->arena, base, &sealed, err))
        return false;
    unit_change_compare_sealed(base, candidate, sealed, problems);
    return unit_record_check(store, base, candidate, problems, err);
}
