/* Sealing a phase: its latest final run frozen with everything that it rests on (contest/seal.h). */
#ifndef CLOSE_SEAL_PHASE_H
#define CLOSE_SEAL_PHASE_H

#include <stdbool.h>

struct due;
struct due_kind;
struct err;
struct turn;

extern const struct due_kind seal_phase_due; /* of every phase (calendar/due.h) */

/* Seals the latest final run of due->period, which must owe nothing (owed_run.h); noted as performed in the same change; drafts
 * what is drafted at the seal (document.h). */
bool seal_phase(struct turn *turn, const struct due *due, struct err *err);

#endif
