/*
 * Targets of one unit ([1.1.share cat-bi 2025-03-01]): only what a figure is held against can differ from unit to unit.
 * What rules read while they count is one statement for all units. Looks at what a check of all criteria found.
 */
#ifndef AMENDMENT_UNIT_TARGET_H
#define AMENDMENT_UNIT_TARGET_H

#include <stdbool.h>

struct arena;
struct package;
struct problems;
struct value;

bool unit_target_has(const struct package *package); /* any */
/* answers: of each criterion of the package, with its measure (evaluate.h, kind "check"). */
void unit_target_check(const struct package *package, const struct value *const *answers, struct arena *arena, struct problems *problems);

#endif
