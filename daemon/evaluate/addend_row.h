/* One row that adds to a figure (addend.h), put beside the others of its unit. */
#ifndef EVALUATE_ADDEND_ROW_H
#define EVALUATE_ADDEND_ROW_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct value;
struct work;

/* The rows of a unit in {unit: [{id, num, den}…]}, made when it has none yet. */
struct value *addend_rows(struct arena *arena, struct value *by, const char *unit);
void addend_add(struct arena *arena, struct value *rows, const struct value *id, int64_t num, int64_t den); /* nothing when both are 0 */

/* One month of a team, while the figures are measured: work->team_months is {ward: rows}. */
void addend_team(const struct work *work, int ward, const char *month, const char *team, bool met);

#endif
