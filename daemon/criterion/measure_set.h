/*
 * Words of a measure that say what is counted instead of each record once (measure_word.h has the table):
 *   latest = { "area" }        the newest row of each unit and area in the period: a stock (4.2)
 *   each = "member" | "team"   members or teams that stand, each with how many records it has in the period: a coverage (6.1, 7.1); where the
 *                              rule's subject is a team or a member, one row of each
 *   distinct = { "household" } each value that the records of a unit name in the period, once
 * From them follow the statement and its evidence, as one would write them (measure_set_sql.c); they are run as a rule's own.
 */
#ifndef CRITERION_MEASURE_SET_H
#define CRITERION_MEASURE_SET_H

#include "record/level.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct measure;
struct record_type;
struct rule_reading;
struct value;

struct measure_latest {
    const char **areas; /* fields of the type; may be none: the newest of each unit */
    size_t area_count;
    const char *unit; /* ward or team */
};

struct measure_each {
    const struct record_type *of; /* members, or units of the level team */
    bool teams;
    const char *level; /* the id of the level of teams */
    const char *id, *link, *place, *name; /* its id; the counted type's field for it; whom it belongs to; its title, NULL: none */
    const char *standing;                 /* the parameter of the fewest days, NULL: one */
    const struct record_type *excused;    /* days that do not count as standing, NULL: none */
    const char *has;                      /* SQL of the fewest records, of a share of units; NULL: the judge says */
};

struct measure_distinct {
    const char **fields; /* of the type, at least one; a row where one is empty names no value */
    size_t field_count;
};

/* Each reads its word and what stands beside it; of, date, where, num and den were read. False when a problem was added. */
bool measure_set_latest(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure);
bool measure_set_each(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure);
bool measure_set_distinct(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure);
/* Whether `each` may name the lives of this type (members; of “unit” the teams) where records of the other one are counted; whether `excused` may name
 * its days. */
bool measure_set_may_be_each(const struct record_type *lives, const struct record_type *of);
bool measure_set_may_be_excused(const struct record_type *days);
/* The SELECT of `each` for who stands, or is excused: id, `more` (each column with a comma behind it), first, final: days cut to the period. `source`: the
 * type's name, or a view of its columns, named as in SQL. It ends in its WHERE. */
char *measure_set_days(struct arena *arena, const struct measure_each *each, bool lives, const char *source, const char *more);
/* Makes sql and evidence of the measure's word; nothing when it has none. Pure. */
void measure_set_write(struct arena *arena, enum level below, struct measure *measure);

#endif
