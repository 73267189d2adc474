/*
 * One run of a period performed: measured in workers, then written in one change with the alerts that follow and the
 * quarantine of rules that keep failing. A criterion that fails is verdict `error` for its subjects; the others go on.
 */
#ifndef AGENDA_PERIOD_RUN_H
#define AGENDA_PERIOD_RUN_H

#include "run/run.h"

/* A scheduled run is noted as performed in the same change. ret_run may be NULL. */
bool period_run_perform(struct turn *turn, const struct period *period, enum run_stage stage, enum run_cause cause,
                        int64_t *ret_run, struct err *err);

#endif
