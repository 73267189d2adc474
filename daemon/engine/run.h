/*
 * Runs: one evaluation of every criterion for one period, measured in workers, applied in one transaction
 * with the alerts that follow. A criterion that fails is verdict `error` for its subjects; the others go on.
 */
#ifndef ENGINE_RUN_H
#define ENGINE_RUN_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct period;
struct turn;

enum run_stage { RUN_PROVISIONAL, RUN_FINAL };
enum run_cause { RUN_SCHEDULE, RUN_MANUAL, RUN_LATE, RUN_RULE };

const char *run_stage_name(enum run_stage stage); /* provisional, final */
bool run_stage_parse(const char *name, enum run_stage *ret_stage);

/* Evaluates and stores. A scheduled run is noted as performed in the same transaction. */
bool run_period(struct turn *turn, const struct period *period, enum run_stage stage, enum run_cause cause,
                int64_t *ret_run, struct err *err);

#endif
