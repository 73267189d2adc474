/* A seal as proofs rest on it: whole, with the package and the phase that it is of; and what workers say of it. Internal to the room. */
#ifndef PROOF_SEALED_H
#define PROOF_SEALED_H

#include <stdbool.h>
#include <stddef.h>

struct command_call;
struct err;
struct package;
struct period;
struct period_list;
struct value;

struct sealed {
    const struct value *seal, *content; /* as seal_get gives it */
    const struct package *package;      /* of the seal */
    const struct period_list *periods;
    const struct period *phase;
};

/* Refused: an unknown seal, one that does not agree with its hash any more, a phase that its package does not have. */
bool sealed_find(struct command_call *call, const char *id, struct sealed *ret_sealed, struct err *err);

/* Runs jobs in workers: what each was answered. NULL with the first refusal as err; *ret_failed: whose it is (NULL: not asked for). */
const struct value **sealed_ask(struct command_call *call, const struct value *const *jobs, size_t count, size_t *ret_failed, struct err *err);

#endif
