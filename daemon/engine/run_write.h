/*
 * A run that was measured, as it is written: the row, its results, the alerts that follow. What run_period does for
 * one period, the activation of a rule does for many in one change. For run.c, preview.c and activation.c.
 */
#ifndef ENGINE_RUN_WRITE_H
#define ENGINE_RUN_WRITE_H

#include "engine/alert_plan.h"
#include "engine/run.h"

#include <stdbool.h>
#include <stdint.h>

struct change;
struct err;
struct merged;
struct period;
struct turn;
struct value;

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

/* By the turn's package and the seals. */
bool run_note_make(struct turn *turn, const struct period *period, enum run_stage stage, enum run_cause cause,
                   int64_t sequence, struct run_note *ret_note, struct err *err);

/* The target alerts that should be open after the run, made at `at`; *ret_any false: such a run opens and resolves
 * none. criteria: snapshot_criteria of the turn's package. */
bool run_plan_alerts(struct turn *turn, const struct value *criteria, const struct run_note *note,
                     const struct merged *merged, int64_t at, bool *ret_any, struct alert_plan *ret_plan,
                     struct err *err);

/* Inside a change. */
bool run_write(struct turn *turn, struct change *change, const struct value *criteria, const struct run_note *note,
               const struct merged *merged, int64_t *ret_run, struct err *err);

#endif
