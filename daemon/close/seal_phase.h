/* Sealing a phase: its latest final run frozen with everything that it rests on (contest/seal.h). */
#ifndef CLOSE_SEAL_PHASE_H
#define CLOSE_SEAL_PHASE_H

#include <stdbool.h>

struct err;
struct period;
struct turn;

/* Seals the phase's latest final run, which must owe nothing (owed_run.h); noted as performed in the same change; drafts
 * what is drafted at the seal (document.h). */
bool seal_phase(struct turn *turn, const struct period *phase, struct err *err);

#endif
