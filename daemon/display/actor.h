/* Says in words who did something. The store keeps "uid:1000", which never changes; people know the account's name. */
#ifndef DISPLAY_ACTOR_H
#define DISPLAY_ACTOR_H

struct arena;
struct value;

/* A copy of an answer in which each `actor`, `…_by` has its account's name beside it (acknowledged_by_name); what has
 * none on this machine keeps its own word. */
struct value *actor_named(struct arena *arena, const struct value *answer);

#endif
