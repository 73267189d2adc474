/*
 * Says where figures count in one period: the wards that stand on its last day, the ward that each team, each former
 * ward and each record counts for, and from which wards a ward came (contest.md §2). Computed once a job from the
 * package's units. The teams that the records know are read only when one is asked for: most criteria never ask, and a
 * country has a hundred thousand.
 */
#ifndef EVALUATE_ATTRIBUTION_H
#define EVALUATE_ATTRIBUTION_H

#include "package/unit.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct job;
struct rule_reader;

struct home {
    const char *unit; /* a team or a ward */
    const char *name; /* on the period's last day */
    int ward;         /* index into wards; -1: counts nowhere */
    bool own;         /* the unit is that ward itself */
};

struct homes {
    struct home *items; /* by unit */
    size_t len;
    size_t *finger; /* where the last one was found */
};

struct teams; /* read once, when first needed */

struct attribution {
    int32_t last;              /* the period's last day */
    const struct units *units; /* of the package */
    const char **wards;        /* standing on the last day, in the package's order */
    size_t ward_count;
    struct homes of_wards;
    struct teams *teams;
};

/* Lends the helper tables home and origin to the reader; both live as long as the territory. */
void attribution_survey(struct arena *arena, const struct job *job, struct rule_reader *reader,
                        struct attribution *ret_territory);

/* Reads the teams, unless it was done. */
bool attribution_know_teams(const struct attribution *territory, struct err *err);
bool attribution_is_unit(const struct attribution *territory, const char *id); /* of the package, or a team that was read */
/* Ids of people and units are of one space, and a result is of one of them: refuses a member who is called as a unit. Teams were read. */
bool attribution_check_member(const struct attribution *territory, const char *id, struct err *err);
size_t attribution_team_count(const struct attribution *territory);
const struct home *attribution_team(const struct attribution *territory, const char *team); /* NULL: unknown */
/* The ward where a record counts: its own while it stands, else its team's, else its successor; -1 = nowhere.
 */
bool attribution_home_of_record(const struct attribution *territory, const char *ward, const char *team, int *ret_ward,
                                struct err *err);
int attribution_ward(const struct attribution *territory,
                     const char *ward); /* a standing ward's index, -1 = none */
/* The place of any ward of the package in of_wards; of_wards.len for an unknown one. */
size_t attribution_place(const struct attribution *territory, const char *ward);
const char *attribution_name(const struct attribution *territory,
                             const char *unit); /* on the period's last day */

#endif
