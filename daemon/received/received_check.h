/* Whether a bundle that holds is taken: of a known sender, for its own unit and contest, of a period of this contest, not older than what was taken. */
#ifndef RECEIVED_RECEIVED_CHECK_H
#define RECEIVED_RECEIVED_CHECK_H

#include <stdbool.h>
#include <stdint.h>

struct bundle;
struct err;
struct file;
struct package;
struct problems;
struct store;
struct value;
struct arena;

struct received_check {
    const struct package *package; /* in force */
    struct store *store;           /* within the change: of what the same call brought before, too */
    int32_t today;
    struct arena *arena;
    struct problems *problems; /* each refusal, with what to do */
};

/* *ret_latest: what was taken of the phase (received_note.h), null value: nothing. False with err when the store failed. */
bool received_check(const struct received_check *check, const struct file *file, const struct bundle *bundle, const struct value **ret_latest, struct err *err);

#endif
