/* All seals that a store keeps, computed again one after the other, each in memory of its own: of a backup (drill.h), and by a newer program before it goes on. */
#ifndef DRILL_SEAL_REPLAY_H
#define DRILL_SEAL_REPLAY_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct turn;

struct seal_replay {
    int64_t seals;    /* that came out as they were sealed … */
    int64_t compared; /* … so many figures of them */
    int64_t erased;   /* of which criteria alone differ that read what was erased since (contest/erasure.h): passed over */
};

/* Says each to who listens to the turn. False with err: one came out otherwise, or could not be computed; the sentence names it and the place. */
bool seal_replay_all(struct turn *turn, struct seal_replay *ret_replay, struct err *err);
/* What a daemon does at its start with the turn's store, what `audit verify` does where ret_checked is given (whole.h), and the seals. The turn gets the
 * package for the time of the call. */
bool seal_replay_store(struct turn *turn, int64_t *ret_checked, struct seal_replay *ret_replay, struct err *err);

#endif
