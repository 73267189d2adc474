/*
 * The figures of criteria as one that uses them is given them (evaluate.h, `used`): {ward: {criterion: {verdict, num, den, grade?}}}, of one that
 * judges members {member: {criterion: {verdict, num, den, grade?, home}}}, and what a receipt keeps of it: {criterion: sha256 of its part}, and of
 * whom. Pure.
 */
#ifndef CONTEST_USED_FIGURE_H
#define CONTEST_USED_FIGURE_H

#include "record/level.h"

#include <stddef.h>

struct arena;
struct package;
struct value;

/* Adds to the map what the criterion's results ([{subject, level, verdict, num, den}…]) say of wards or of members. */
void used_figure_add(struct arena *arena, struct value *used, const char *criterion, const struct value *results, enum level of);
/* All that a run's rows ([{subject, level, cells}…]) say of wards and of members. */
struct value *used_figure_of_rows(struct arena *arena, const struct value *rows);
/* Of criteria ([id…]). */
struct value *used_figure_digests(struct arena *arena, const struct value *used, const struct value *criteria);

/* Whose figures a criterion used, by its receipt: {criterion: sha256}; NULL: it used none. */
const struct value *used_figure_of(const struct value *receipt, const char *criterion);
/* Of whom that was, by an entry of a receipt or an answer about a criterion (`uses_of`): of wards, or of members. */
enum level used_figure_level(const struct value *said);
/* Gives the job of one criterion, about a run or a seal, the figures that its receipt says it used; from the rows [{subject, level,
 * cells}…] of that run. Nothing of one that uses none. */
void used_figure_give(struct arena *arena, struct value *job, const struct value *receipt, const char *criterion, const struct value *rows);
/* The package with that criterion and those that it was made of, by the receipt, directly or not; NULL: it has no such criterion. */
const struct package *used_figure_narrowed(struct arena *arena, const struct package *package, const struct value *receipt, const char *criterion);

#endif
