/*
 * What a JSON text holds, counted while it comes in and before anything is made of it. A value costs some hundred bytes of memory
 * and need not be longer than two of text, so an answer is bounded by its values too. A bound, not a check: what is no
 * JSON is counted as if it were. Internal to the room.
 */
#ifndef WORKER_ANSWER_COUNT_H
#define WORKER_ANSWER_COUNT_H

#include <stdbool.h>
#include <stddef.h>

struct err;

struct answer_count {
    size_t values, containers; /* lists and maps; values has them too */
    size_t depth, deepest;
    bool text, escaped; /* whether the last byte was inside a text, and a backslash */
};

void answer_count_add(struct answer_count *count, const char *bytes, size_t len);
/* Whether it is no more than what an answer of so many bytes may hold. */
bool answer_count_check(const struct answer_count *count, size_t answer_max, struct err *err);

#endif
