/* Says in words who did something. The store keeps "uid:1000" and "person:nam", which never change; people know each other's names. */
#ifndef DISPLAY_ACTOR_H
#define DISPLAY_ACTOR_H

struct arena;
struct value;

/* A copy of an answer in which each `actor`, `…_by` has its name beside it (acknowledged_by_name): of an account the full name with the log-in
 * name, by people ({log-in name: full name}); what has none keeps its own word. */
struct value *actor_named(struct arena *arena, const struct value *answer, const struct value *people);

#endif
