/* Sealing a phase: its latest final run frozen with everything that it rests on (contest/seal.h). */
#ifndef CLOSE_SEAL_PHASE_H
#define CLOSE_SEAL_PHASE_H

#include <stdbool.h>

struct due;
struct due_kind;
struct err;
struct turn;
struct value;

extern const struct due_kind seal_phase_due; /* of every phase (calendar/due.h) */

#define SEAL_ALERT "seal" /* the kind of the alerts while it waits (seal_alert.h), which the seal ends */

/* A person has it sealed although it would wait (seal_wait.h): kept in the seal as `ordered`. */
struct seal_order {
    const char *reason;
    const struct value *missing, *errors; /* what was missing then */
};

/* Seals the latest final run of due->period, which must owe nothing (owed_run.h); noted as performed in the same change; drafts
 * what is drafted at the seal (document.h). order: NULL when nothing keeps it. */
bool seal_phase(struct turn *turn, const struct due *due, const struct seal_order *order, struct err *err);

#endif
