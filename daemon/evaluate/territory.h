/*
 * Where figures count in one period: the wards that stand on its last day, the ward in whose figures each
 * team, each ward of the past and each record goes, and from which wards a ward came (contest.md §2).
 * Computed once a job from the package's units and the teams that the records know.
 */
#ifndef EVALUATE_TERRITORY_H
#define EVALUATE_TERRITORY_H

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
};

struct territory {
    int32_t last;              /* the period's last day */
    const struct units *units; /* of the package */
    const char **wards;        /* standing on the last day, in the package's order */
    size_t ward_count;
    struct homes of_wards, of_teams;
};

bool territory_survey(struct arena *arena, const struct job *job, struct rule_reader *reader,
                      struct territory *ret_territory, struct err *err);
/* Fills the helper tables home and origin for rules. */
bool territory_lend(struct arena *arena, const struct territory *territory, struct rule_reader *reader,
                    struct err *err);

const struct home *territory_team(const struct territory *territory, const char *team); /* NULL: unknown */
/* The ward where a record counts: its own while it stands, else its team's, else its successor; -1 = nowhere.
 */
int territory_home_of_record(const struct territory *territory, const char *ward, const char *team);
int territory_ward(const struct territory *territory,
                   const char *ward); /* a standing ward's index, -1 = none */
const char *territory_name(const struct territory *territory,
                           const char *unit); /* on the period's last day */

#endif
