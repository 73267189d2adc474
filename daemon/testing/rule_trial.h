/*
 * Runs the cases of a package's tests: each in a scratch state of its own, filled by the real import, measured by real
 * workers. Leaves nothing behind.
 */
#ifndef TESTING_RULE_TRIAL_H
#define TESTING_RULE_TRIAL_H

#include "testing/rule_case.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct package;
struct problems;
struct value;
struct worker_settings;

/* What is tried: a package that was read and checked, and what its criteria say of themselves ({version: facts}). */
struct rule_trial_ground {
    struct arena *arena;
    const struct package *package;
    const struct value *facts;
    const struct worker_settings *worker;
    struct problems *problems;
};

/* What a worker said of one case, one period and stage. */
struct rule_trial_answer {
    const struct rule_case *item;
    const struct period *period;
    enum run_stage stage;
    const struct value *answer; /* {"ok": …} or {"error": …}: worker.h; of units: rule_trial_units */
};

struct rule_trial_answers {
    struct rule_trial_answer *items;
    size_t len;
};

/* Records that the import refuses become problems, and their case is not run. With `coverage` the workers also note
 * what of the rules was reached (evaluate.h). False when the machine fails (no room, no process). */
bool rule_trial_run(const struct rule_trial_ground *ground, const struct period_list *periods,
                    const struct rule_case_list *cases, bool coverage, struct rule_trial_answers *ret_answers,
                    struct err *err);

/* How the units of a case stand by all criteria, as a run would keep it: {"ok": {"results": [{subject, class, met, arose, place: "2", shared "2=", null: none,
 * error: why the rule for class or place failed, else null}…]}}. NULL with err when the machine fails. */
struct store;
const struct value *rule_trial_units(const struct rule_trial_ground *ground, const struct period_list *periods, const struct rule_trial_answer *asked, struct store *store,
                                     int64_t sequence, struct err *err);

/* Holds the answers against what the cases expect; every row that differs is a problem. The number of rows. */
size_t rule_trial_compare(struct arena *arena, const struct rule_trial_answers *answers, struct problems *problems);

#endif
