/*
 * A run is one evaluation of every criterion for one period. This file writes it. run_job.h measures; alert/ opens the
 * alerts that follow; agenda/ performs runs at their time.
 */
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include "run/run_stage.h"

#include <stdbool.h>
#include <stdint.h>

struct change;
struct due_kind;
struct err;
struct merged;
struct package;
struct period;
struct turn;

enum run_cause { RUN_SCHEDULE, RUN_MANUAL, RUN_LATE, RUN_RULE };

const char *run_cause_name(enum run_cause cause); /* schedule, manual, late, rule */

/* What a run is, beside its figures. */
struct run_note {
    const struct period *period;
    enum run_stage stage;
    enum run_cause cause;
    int64_t sequence; /* the data version it read */
    bool adjusted;    /* its phase is sealed: it stands beside the seal */
    const char *sealed_by; /* the package that was in force at the seal; NULL before it */
    int64_t final_at; /* when its alerts may open */
    int64_t due_at;
};

/* What falls due by itself (calendar/due.h): of every period one run of each stage. */
extern const struct due_kind run_provisional_due, run_final_due;
/* When a period's run of this stage falls due. Pure. */
int64_t run_due_at(const struct package *package, const struct period *period, enum run_stage stage);

/* By the turn's package and the seals. */
bool run_note_make(struct turn *turn, const struct period *period, enum run_stage stage, enum run_cause cause,
                   int64_t sequence, struct run_note *ret_note, struct err *err);

/* Inside a change: the run's row and its results, what was owed is paid; a scheduled one is noted as performed. */
bool run_write(struct turn *turn, struct change *change, const struct run_note *note, const struct merged *merged,
               int64_t *ret_run, struct err *err);

#endif
