/*
 * What stands for the answer of a worker that gave none: {"error": …} of the agreed form, with the sentence that says how it
 * ended and what helps. Internal to the room.
 */
#ifndef WORKER_NO_ANSWER_H
#define WORKER_NO_ANSWER_H

#include "worker/child.h"

struct arena;
struct err;
struct value;
struct worker_settings;

/* NULL in a state in which it talks or has answered. */
struct value *no_answer(struct arena *arena, const struct worker_settings *settings, const struct child *child, enum child_state state);
/* For the reason that err says, which is cleared; `fault`: base/fault.h. */
struct value *no_answer_of(struct arena *arena, const char *fault, struct err *err);
struct value *no_answer_stopped(struct arena *arena);

#endif
