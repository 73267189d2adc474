/* The table of life cycles as values: for pages, the API, documentation. Pure. */
#ifndef WORKFLOW_WORKFLOW_VALUE_H
#define WORKFLOW_WORKFLOW_VALUE_H

#include <stdbool.h>

struct arena;
struct value;
struct workflow;

/* The words for people of a need, by the name that the values below have; NULL when there is none. */
const char *workflow_need_word(const char *name, bool english);

/* Which acts these roles may do from a state, as [{act, vi, en, to, needs: [reason…], command}…]: the buttons of a page, the
 * help of a command. Relations are not asked: who did what before is known only to a try. */
struct value *workflow_choices(struct arena *arena, const struct workflow *workflow, const char *state, unsigned roles);

/* The names of the kind's states that have all these meanings, as a list. A kind that is not in the table ends the program. */
struct value *workflow_states(struct arena *arena, const char *kind, unsigned meaning);

/* The whole kind: {kind, vi, en, states: [{state, vi, en, means: [final…]}…], acts: [{act, event, command, vi, en}…], rows: [{act,
 * command, from: [state, or new…], to, roles: [administrator…], relation: anybody|another, other_than: an act, needs: [reason…], follows,
 * and what people call them: title, from_titles, to_title, other_than_title, each also with _en}…]}. */
struct value *workflow_value(struct arena *arena, const struct workflow *workflow);

#endif
