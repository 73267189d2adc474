/* The table of life cycles as values: for pages, the API, documentation. Pure. */
#ifndef WORKFLOW_WORKFLOW_VALUE_H
#define WORKFLOW_WORKFLOW_VALUE_H

struct arena;
struct value;
struct workflow;

/* Which acts these roles may do from a state, as [{act, vi, en, to, needs: [reason…], command}…]: the buttons of a page, the
 * help of a command. Relations are not asked: who did what before is known only to a try. */
struct value *workflow_choices(struct arena *arena, const struct workflow *workflow, const char *state, unsigned roles);

/* The whole kind: {kind, vi, en, states: [{state, vi, en, means: [final…]}…], acts: [{act, event, command, vi, en}…], rows: [{act,
 * vi, en, command, from: [state, or new…], to, roles: [administrator…], relation: anybody|another, other_than: an act, needs: [reason…],
 * follows}…]}. */
struct value *workflow_value(struct arena *arena, const struct workflow *workflow);

#endif
