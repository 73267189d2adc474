/* How final a period's figures are: provisional at its last day, final once the returns are due (contest.md §1). */
#ifndef RUN_RUN_STAGE_H
#define RUN_RUN_STAGE_H

#include <stdbool.h>

enum run_stage { RUN_PROVISIONAL, RUN_FINAL };

const char *run_stage_name(enum run_stage stage); /* provisional, final */
bool run_stage_parse(const char *name, enum run_stage *ret_stage);

#endif
