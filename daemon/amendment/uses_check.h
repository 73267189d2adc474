/* Criteria that are made of others' figures (`uses`): that on no day one is made of itself. A rule by itself cannot know (criterion_uses.c). */
#ifndef AMENDMENT_USES_CHECK_H
#define AMENDMENT_USES_CHECK_H

struct arena;
struct package;
struct problems;
struct unit_target_rules;
struct value;

/* facts: {version's name: what it says of itself}; rules: the versions that were tried, with their workers' answers. */
void uses_check(const struct package *package, const struct value *facts, const struct unit_target_rules *rules, struct arena *arena, struct problems *problems);

#endif
