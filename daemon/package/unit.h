/*
 * Units through time: dated facts (name, code, parent) and successions (merge, split, rename, transfer,
 * dissolve), and the questions that follow: who stands on a day, where does a fact count (contest.md §2).
 * Pure functions of one list; the list comes from the package, or from a job, with the teams that
 * the records know added to it.
 */
#ifndef PACKAGE_UNIT_H
#define PACKAGE_UNIT_H

#include "record/level.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct value;

/* A fact of a unit from a day on; a unit has one row a stretch of time in which nothing about it changed. */
struct unit_fact {
    const char *id;
    enum level level;
    int place; /* of its level in the contest's chain, from 1; 0: it is that of its role (level_chain_step) */
    const char *parent, *name, *code; /* parent and code may be NULL */
    int32_t from, until;                           /* half-open; DAY_NEVER = open */
    int line;                                      /* in units.csv; 0: it is from a job */
};

struct succession {
    const char *from, *to;
    int32_t on;       /* the first day of the new */
    const char *kind; /* merge, split, rename, transfer, dissolve */
    bool main;        /* teams, and records without a team, follow the main successor */
    const char *teams; /* … but for those that go to this one: "nh-2 nh-5"; NULL: none is named */
    const char *reference;
    int line; /* in successions.csv; 0: it is from a job */
};

struct units {
    /* In the package's order, which documents keep; a unit's rows ascending by from. */
    struct unit_fact *facts;
    size_t fact_count;
    struct succession *successions;
    size_t succession_count;
    const size_t *by_id; /* places of the facts, sorted by id (units_index); NULL = none: they are searched one by one */
};

/* Makes by_id, for thousands of units that are asked for thousands of times. The facts must not change afterwards. */
void units_index(struct units *units, struct arena *arena);
/* The place of the unit's first fact; fact_count for an unknown id. */
size_t unit_place(const struct units *units, const char *id);

/* The fact that covers a day; else the nearest (the last before it, or the first); NULL for an unknown id. */
const struct unit_fact *unit_at(const struct units *units, const char *id, int32_t day);
bool unit_stands(const struct units *units, const char *id, int32_t day);
/* Whether the unit is the other one, or below it on that day. */
bool unit_is_below(const struct units *units, const char *id, const char *top, int32_t day);
/* Ids of a level that stand on a day, in the package's order. NULL-terminated; *ret_len may be NULL. */
const char **unit_standing(const struct units *units, enum level level, int32_t day, struct arena *arena,
                           size_t *ret_len);
/* Ids of a level that stand on any day, each once. */
const char **unit_of_level(const struct units *units, enum level level, struct arena *arena, size_t *ret_len);
/* The unit in whose figures those of `id` (a team, a ward, a unit between them) count in a period whose last day is `day`:
 * a ward that stands is its own home; one that ended goes to its main successor, and on; a team, a unit below a ward goes to its
 * parent on that day (an ended one to its successor, else to its last parent), and on, where a succession names it by that one. NULL when nothing of the kind stands. */
const char *unit_home(const struct units *units, const char *id, int32_t day);
/* The same of a team whose parent on that day is known: the list has no teams, they are records. */
const char *unit_home_of_team(const struct units *units, const char *team, const char *parent, int32_t day);
bool succession_names(const struct succession *one, const char *team);
/* Itself and every predecessor, through all successions up to `day`, main or not. NULL-terminated. */
const char **unit_origins(const struct units *units, const char *id, int32_t day, struct arena *arena);

/* "Phường Cát Bi" with what the package calls its levels; "Quận Hải An" is called so already. */
char *unit_full_title(struct arena *arena, const struct level_chain *levels, const struct unit_fact *unit);
/* The id of its level; “” where the chain has none. */
const char *unit_level_id(const struct level_chain *levels, const struct unit_fact *unit);
/* What people call its level; “” where the chain has none. */
struct level_words unit_level_words(const struct level_chain *levels, const struct unit_fact *unit);

/* {facts: [{id, level, parent, name, code, from, until}], successions: […]}: for a job. */
struct value *units_to_value(const struct units *units, struct arena *arena);
void units_from_value(struct arena *arena, const struct value *map, struct units *ret_units);

#endif
