/* What follows in a rule's file from its ready comparison and its target: examples at the boundary, the verdict that stands early, a sentence. Pure. */
#ifndef REWRITE_RULE_EXAMPLE_H
#define REWRITE_RULE_EXAMPLE_H

#include <stdbool.h>

struct arena;

/* judge: the name of a ready comparison; anything else: NULL. */
bool rule_example_is_share(const char *judge);
/* missed where more records can only make it worse, met where they can only make it better; "" where neither. */
const char *rule_example_early(const char *judge);
/* The list of examples in Lua: at the target, beside it, with returns missing. NULL: the target is no number of its kind. */
char *rule_example_write(struct arena *arena, const char *judge, const char *target);
/* “{{ value }} vụ (mức giao: {{ target }})”: Vietnamese, as papers say it. */
char *rule_example_says(struct arena *arena, const char *judge, const char *counts);

#endif
