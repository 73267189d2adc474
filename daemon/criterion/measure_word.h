/*
 * Words of a declared measure that the sum of one scan does not say:
 *   latest = { "area" }      the newest row of each unit and area in the period: a stock (4.2)
 *   each = "member" | "team" members or teams that stand, each with how many records it has in the period: a coverage (6.1, 7.1)
 * From them follow the statement and its evidence, as one would write them (measure_word_sql.c); they are run as a rule's own.
 */
#ifndef CRITERION_MEASURE_WORD_H
#define CRITERION_MEASURE_WORD_H

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
    const char *id, *link, *place, *name; /* its id; the counted type's field for it; whom it belongs to; its title, NULL: none */
    const char *standing;                 /* the parameter of the fewest days, NULL: one */
    const struct record_type *excused;    /* days that do not count as standing, NULL: none */
    const char *has;                      /* SQL of the fewest records, of a share of units; NULL: the judge says */
};

/* Whether the table of a measure uses one of them. */
bool measure_word_used(const struct value *map);
/* Reads the words beside of, date, where, num and den, which were read. Problems are added; the measure then has neither. */
void measure_word_read(const struct rule_reading *reading, const struct value *map, bool of_teams, struct measure *measure);
/* Makes sql and evidence of the measure's words; nothing when it has none. Pure. */
void measure_word_write(struct arena *arena, bool of_teams, struct measure *measure);

#endif
