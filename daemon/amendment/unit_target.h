/*
 * Targets of one unit ([1.1.share cat-bi 2025-03-01]): only what a figure is held against can differ from unit to unit.
 * What rules read while they count is one statement for all units. Looks at what a check of all criteria found.
 */
#ifndef AMENDMENT_UNIT_TARGET_H
#define AMENDMENT_UNIT_TARGET_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct criterion_source;
struct package;
struct problems;
struct value;

bool unit_target_has(const struct package *package); /* any */
/* Every version of every criterion of the package, with what a check found of it and its measure (evaluate.h, kind "check"). */
struct unit_target_rules {
    const struct criterion_source *const *versions;
    const struct value *const *answers;
    size_t count;
};
void unit_target_check(const struct package *package, const struct unit_target_rules *rules, struct arena *arena, struct problems *problems);

#endif
