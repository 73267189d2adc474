#include "person/caller.h"

#include "base/arena.h"
#include "base/day.h"

struct caller caller_public(const char *actor, int32_t day)
{
    return (struct caller){.actor = actor, .day = day};
}

struct caller caller_of_role(struct arena *arena, const char *actor, enum role role, int32_t day)
{
    struct grant *grant = arena_alloc(arena, sizeof *grant);
    *grant = (struct grant){.role = role, .from = day, .until = DAY_NEVER};
    return (struct caller){.actor = actor, .grants = grant, .grant_count = 1, .day = day};
}

struct caller caller_know(const struct caller *caller, const struct units *units)
{
    struct caller known = *caller;
    known.units = units;
    return known;
}

/* What a program's token leaves of it. */
static bool allows(const struct caller *caller, enum role role)
{
    return !caller->token || caller->token->role == role;
}

/* Before the units are known, a role for a unit is believed to hold: what it reaches is asked when they are. */
static bool holds(const struct caller *caller, const struct grant *grant)
{
    bool held = caller->owes ? false : caller->units ? grant_holds(grant, caller->units, caller->day) : grant_is_of(grant, caller->day);
    return held && allows(caller, grant->role);
}

unsigned caller_roles(const struct caller *caller)
{
    unsigned roles = 0;
    for (size_t i = 0; i < caller->grant_count; i++)
        if (holds(caller, &caller->grants[i]))
            roles |= caller->grants[i].role;
    return roles ? roles : ROLE_PUBLIC;
}

unsigned caller_roles_for(const struct caller *caller, const char *unit)
{
    unsigned roles = 0;
    if (caller->token && !grant_reaches(caller->token, caller->units, caller->day, unit))
        return 0;
    for (size_t i = 0; i < caller->grant_count; i++)
        if (holds(caller, &caller->grants[i]) && grant_reaches(&caller->grants[i], caller->units, caller->day, unit))
            roles |= caller->grants[i].role;
    return roles;
}

bool caller_reaches(const struct caller *caller, unsigned roles, const char *unit)
{
    return (caller_roles_for(caller, unit) & roles) != 0;
}

const struct grant *caller_grant(const struct caller *caller, unsigned roles, const char *unit)
{
    const struct grant *found = NULL;
    if (caller->token && !grant_reaches(caller->token, caller->units, caller->day, unit))
        return NULL;
    for (size_t i = 0; i < caller->grant_count; i++) {
        const struct grant *grant = &caller->grants[i];
        if (!(grant->role & roles) || !holds(caller, grant) || !grant_reaches(grant, caller->units, caller->day, unit))
            continue;
        if (!grant->deputy_of)
            return grant;
        found = found ? found : grant;
    }
    return found;
}

const char *caller_unit(const struct caller *caller, unsigned roles)
{
    for (size_t i = 0; i < caller->grant_count; i++)
        if (caller->grants[i].role & roles && caller->grants[i].unit && holds(caller, &caller->grants[i]))
            return caller->grants[i].unit;
    return NULL;
}

bool caller_is_of(const struct caller *caller, unsigned roles, const char *unit)
{
    for (size_t i = 0; i < caller->grant_count && caller->units; i++) {
        const struct grant *grant = &caller->grants[i];
        if (!(grant->role & roles) || !holds(caller, grant))
            continue;
        bool whole = grant_reaches(grant, caller->units, caller->day, NULL);
        if (unit ? !whole && grant_reaches(grant, caller->units, caller->day, unit) : whole)
            return true;
    }
    return false;
}
