#include "person/grant.h"

#include "base/day.h"
#include "package/unit.h"

#include <stddef.h>
#include <string.h>

bool grant_is_of(const struct grant *grant, int32_t day)
{
    return grant->from <= day && day < grant->until;
}


/* A chain is never longer than there are facts and successions; data that goes in a circle ends. */
static size_t steps_most(const struct units *units)
{
    return units->fact_count + units->succession_count;
}

/* Goes up from a unit: by its parent, and by what succeeded it on its own level. */
static bool is_within(const struct units *units, int32_t day, const char *unit, const char *above, size_t steps)
{
    if (strcmp(unit, above) == 0)
        return true;
    const struct unit_fact *fact = unit_at(units, unit, day);
    if (!fact || !steps)
        return false;
    if (fact->parent && is_within(units, day, fact->parent, above, steps - 1))
        return true;
    for (size_t i = 0; i < units->succession_count; i++) {
        const struct succession *one = &units->successions[i];
        const struct unit_fact *to = unit_at(units, one->to, day);
        if (one->on <= day && strcmp(one->from, unit) == 0 && to && to->level == fact->level &&
            is_within(units, day, one->to, above, steps - 1))
            return true;
    }
    return false;
}

static bool reaches_all(const struct grant *grant, const struct units *units, int32_t day)
{
    size_t wards = 0;
    for (size_t i = 0; i < units->fact_count; i++) {
        const struct unit_fact *fact = &units->facts[i];
        if (fact->level != LEVEL_WARD || day < fact->from || fact->until <= day)
            continue;
        wards++;
        if (!is_within(units, day, fact->id, grant->unit, steps_most(units)))
            return false;
    }
    return wards > 0;
}

bool grant_reaches(const struct grant *grant, const struct units *units, int32_t day, const char *unit)
{
    if (!grant->unit)
        return true;
    if (!units)
        return false;
    return unit ? is_within(units, day, unit, grant->unit, steps_most(units)) : reaches_all(grant, units, day);
}

/* The other's, for all that the deputy's is for. */
static bool is_lent(const struct grant *grant, const struct units *units, int32_t day)
{
    for (size_t i = 0; i < grant->lent_count; i++)
        if (grant_holds(&grant->lent[i], units, day) && grant_reaches(&grant->lent[i], units, day, grant->unit))
            return true;
    return !grant->lent;
}

bool grant_holds(const struct grant *grant, const struct units *units, int32_t day)
{
    return grant_is_of(grant, day) && (!grant->unit || (units && unit_stands(units, grant->unit, day))) && is_lent(grant, units, day);
}

int32_t grant_unit_end(const struct grant *grant, const struct units *units)
{
    const struct unit_fact *last = grant->unit ? unit_at(units, grant->unit, DAY_NEVER - 1) : NULL;
    return last ? last->until : DAY_NEVER;
}
