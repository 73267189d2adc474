/*
 * What two sequences of things have in common, in order: the longest common subsequence, for sequences of some thousand things; two that are
 * larger and have almost nothing in common are told as replaced whole. What the things are, and when two are the same, is the caller's. Pure.
 */
#ifndef DIFF_SEQUENCE_H
#define DIFF_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct sequence_pair {
    size_t from_len, to_len;
    bool (*same)(const void *context, size_t from, size_t to); /* thing `from` of the first, `to` of the second */
    const void *context;
};

enum sequence_side { SEQUENCE_BOTH, SEQUENCE_FIRST, SEQUENCE_SECOND };

struct sequence_step {
    enum sequence_side side;
    size_t from, to; /* things of either sequence before it */
};

/* All things of both in one order, those of the first before those of the second where they differ. */
struct sequence_step *sequence_diff(struct arena *arena, const struct sequence_pair *pair, size_t *ret_len);

#endif
