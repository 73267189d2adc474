/*
 * Who asks now: an account with the roles that it holds today, root, or nobody who is known. Made by the door from the directory
 * (directory.h) in the request's arena; decides nothing: whether a command may be asked is command/permission.h's.
 */
#ifndef PERSON_CALLER_H
#define PERSON_CALLER_H

#include "person/grant.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct units;

/* What a person in a browser must do before anything else: bits. Until then they hold no role. */
enum caller_debt {
    CALLER_OWES_PASSWORD = 1 << 0, /* somebody else set theirs */
    CALLER_OWES_SECOND = 1 << 1,   /* one of their roles needs a second factor, and they have none */
};

struct caller {
    const char *actor;     /* in the audit log: "person:lan", "uid:0", "http" */
    const char *name;      /* of the account; NULL: none */
    const char *full_name; /* of the person; NULL with name */
    bool disabled;         /* there is an account, and it was disabled: it has no grants */
    const struct grant *grants; /* of today */
    size_t grant_count;
    const struct grant *token; /* a program asks with it: nothing beyond its role and unit; NULL: no token */
    unsigned owes;             /* enum caller_debt */
    int32_t day;               /* today, by the daemon's clock */
    const struct units *units; /* of the contest in force (caller_know); NULL: not known yet */
};

/* Nobody who is known: may log in, nothing else. */
struct caller caller_public(const char *actor, int32_t day);
/* Who has one role for the whole contest without an account: root, the daemon's own user. */
struct caller caller_of_role(struct arena *arena, const char *actor, enum role role, int32_t day);
/* The same caller where the units of the contest are known: a role counts while its unit stands. */
struct caller caller_know(const struct caller *caller, const struct units *units);

/* The roles held today for any unit; ROLE_PUBLIC when there are none. */
unsigned caller_roles(const struct caller *caller);
/* … for this unit; NULL: for the whole contest. 0: none. */
unsigned caller_roles_for(const struct caller *caller, const char *unit);
/* Whether one of the roles holds for the unit; NULL: the whole contest. */
bool caller_reaches(const struct caller *caller, unsigned roles, const char *unit);
/* Whether one of the roles is of this very unit, or (NULL) of the whole contest: not of those who see a unit because they see all. */
bool caller_is_of(const struct caller *caller, unsigned roles, const char *unit);
/* By which of the caller's grants one of the roles holds for the unit: their own before another's; NULL: by none. */
const struct grant *caller_grant(const struct caller *caller, unsigned roles, const char *unit);
/* The unit of the first grant of one of the roles that is for one unit alone: what a page begins with. NULL: there is none. */
const char *caller_unit(const struct caller *caller, unsigned roles);

#endif
