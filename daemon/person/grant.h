/*
 * A role that a person holds for a unit and what is below it, from a day until a day, perhaps for another person. Pure functions of a
 * grant, the units and a day: whether it holds, what it reaches. Who it belongs to is the directory's (directory.h).
 */
#ifndef PERSON_GRANT_H
#define PERSON_GRANT_H

#include "workflow/role.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct units;

struct grant {
    int64_t id;            /* of its row; 0: it is in no table (root, a token) */
    enum role role;
    const char *unit;      /* of the package; NULL: the whole contest */
    int32_t from, until;   /* half-open; DAY_NEVER = no end */
    const char *deputy_of; /* the name of whom it is held for; NULL: it is one's own */
    const char *basis;     /* the paper that says so; NULL with deputy_of */
    const char *signs;     /* how papers are signed for the other (document/signing.h); NULL: not said */
    const char *title;     /* the deputy's own, below that; NULL: not said */
    const struct grant *lent; /* a deputy's: what the other holds of this role that day, within which theirs holds; NULL: not looked up */
    size_t lent_count;
};

/* By its days alone. */
bool grant_is_of(const struct grant *grant, int32_t day);
/* … and its unit stands on that day. units NULL: no contest is known; then only a role for the whole contest holds. */
bool grant_holds(const struct grant *grant, const struct units *units, int32_t day);

/* Whether what a unit owns is within the grant: the unit is the grant's, or below it (today, or last before it ended), or one that it
 * succeeds. unit NULL: the whole contest, which is every ward that stands that day. */
bool grant_reaches(const struct grant *grant, const struct units *units, int32_t day, const char *unit);

/* The day on which the grant's unit ends (its first day without it), DAY_NEVER when no end is known. */
int32_t grant_unit_end(const struct grant *grant, const struct units *units);

#endif
