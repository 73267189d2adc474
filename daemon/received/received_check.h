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
struct record_type;
struct store;
struct value;
struct arena;

struct received_check {
    const struct package *package; /* in force */
    struct store *store;
    const struct record_type *type; /* that takes them */
    int32_t today;
    struct arena *arena;
    struct problems *problems; /* each refusal, with what to do */
};

/* live: the unit's records in force. *ret_latest: which bundle of the phase stands (received_note.h), null value: none. False with err when the store failed. */
bool received_check(const struct received_check *check, const struct file *file, const struct bundle *bundle, const struct value *live, const struct value **ret_latest, struct err *err);

#endif
