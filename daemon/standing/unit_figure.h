/*
 * The figures of criteria as a rule about units sees them: {"1.1": {verdict, num, den, grade}}, each without what it has not. Pure.
 */
#ifndef STANDING_UNIT_FIGURE_H
#define STANDING_UNIT_FIGURE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct rule_place;
struct rule_reading;
struct value;

enum { UNIT_VERDICTS = 7 };
extern const char *const unit_verdicts[UNIT_VERDICTS]; /* of a cell, also those that judge nothing */

/* Without what is null, so that the rule reads nil there. */
struct value *unit_figure(struct arena *arena, const struct value *cell);
/* Of these criteria alone; of one that `cells` has not nothing arose: not_applicable, 0/0. */
struct value *unit_figures(struct arena *arena, const char *const *uses, size_t count, const struct value *cells);
/* `criteria` of an example (NULL: none): no other field, a verdict that there is; each needs one where they are counted by it. */
void unit_figures_check(const struct rule_reading *reading, const struct rule_place *place, const struct value *criteria, bool counted);

#endif
