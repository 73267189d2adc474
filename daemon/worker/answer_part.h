/*
 * Results that go ahead of the answer they belong to (evaluate.h), so that a worker need not hold all of them: kept as they come, put where they belong when the
 * answer is there. Internal to the room.
 */
#ifndef WORKER_ANSWER_PART_H
#define WORKER_ANSWER_PART_H

#include <stdbool.h>

struct arena;
struct err;
struct value;

/* Zeroed: there are none. */
struct answer_parts {
    struct arena *arena; /* NULL: none yet */
    struct value *items; /* [{of, results}…] as they came */
};

/* Keeps a part that lives in `own`, which goes over to the parts. */
void answer_parts_add(struct answer_parts *parts, struct arena *own, const struct value *part);
/* {"ok": …} with the results of all parts before its own, made in `arena`, to which the parts go over; an {"error": …} as it is. `batch`: `of` is the place in ok's answers;
 * what is null there stays so. False with err: a part is of no answer that there is. */
bool answer_parts_join(struct answer_parts *parts, struct arena *arena, bool batch, const struct value *answer, const struct value **ret_joined, struct err *err);
void answer_parts_finish(struct answer_parts *parts);

#endif
