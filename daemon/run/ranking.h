/*
 * The place of each unit among those of a board. The plan gives no points and ranks nobody; what it says of a ward is “đạt n/m chỉ tiêu
 * có phát sinh”. So a larger n/m stands before a smaller one, compared exactly; equal ones share a place, and the next follows as many
 * places later (1, 2, 2, 4). Without a place: a unit whose figures are incomplete, of which nothing arose, or that is no ward.
 * A package says it by a rule of its own (ranking.lua, standing/rank.h): then the places are made with the run and kept beside the cells. Pure.
 */
#ifndef RUN_RANKING_H
#define RUN_RANKING_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct merged;
struct package;
struct value;

struct ranking_place {
    int place; /* from 1; 0: none */
    bool tied; /* another unit has it too */
};

/* By the house's rule, of rows that have a conclusion (conclusion_value) or null; ret_places has room for each. */
void ranking_places(struct arena *arena, const struct value *rows, struct ranking_place *ret_places);

/* Sets place (null: none) and tied of units that have a conclusion, `count` maps: as the package's rule placed them with the run (kept: of
 * each what is kept of it, or null), by the house's rule where nothing is kept of any. What is kept of one of them; NULL: by the house's. */
const struct value *ranking_set(struct arena *arena, struct value *const *units, const struct value *const *kept, size_t count);

/* What a worker is asked about the wards (kind "rank"): unit_rule_units, each with its conclusion_value. Its answer is kept in the rows:
 * {place (null: none), tied, basis: the rule's title} or {error}. */
struct value *ranking_units(struct arena *arena, const struct package *package, const struct merged *merged);
void ranking_take(struct arena *arena, const struct package *package, const struct value *answer, struct merged *merged);

/* A board's units by their places, then those without one, as the board lists them: {period, title, stage, standing, basis, basis_en: by
 * what they are ranked (the board's), rows: [{subject, name, place, tied, met, arose, class, class_title}…]}. */
struct value *ranking_of(struct arena *arena, const struct value *board);

/* The same rows of a run's or a seal's results, as papers list them. */
struct value *ranking_of_results(struct arena *arena, const struct package *package, const struct value *results);

#endif
