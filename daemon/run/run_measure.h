/*
 * Measures the criteria of one period, each once: those that are made of others' figures after those. Which they are a rule itself says
 * (evaluate.h, `uses`): asked without the figures its worker answers with their numbers, and so does the receipt of the run before. Reads
 * only.
 */
#ifndef RUN_RUN_MEASURE_H
#define RUN_RUN_MEASURE_H

#include "run/run_stage.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct merged;
struct package;
struct period;
struct period_list;
struct reuse;
struct turn;
struct value;
struct worker_settings;

struct run_measuring {
    const struct worker_settings *worker;
    struct arena *arena;
    const struct package *package; /* as it judges the period (run_package) */
    const struct period_list *periods;
    const struct period *period;
    enum run_stage stage;
    const char *database;
    int64_t sequence;
    bool wards;    /* without the results of teams and members; no criterion is made of others' */
    bool apart;    /* each criterion in a worker of its own (run_job_measure) */
    bool coverage; /* of what is measured, what of the rules was reached */
    bool beyond;   /* what can be counted in a database elsewhere is (mirror/mirror.h); its types are those of the turn's package */
    const struct turn *turn;
    const struct value *quarantined; /* of the turn's store; NULL: nothing is */
    const struct reuse *reuse; /* NULL: nothing of a run before */
};

/* The answer of one criterion of the package, {"ok": …} or {"error": …} (worker.h, evaluate.h); beside that, of one that is made of others'
 * figures, uses: {criterion: sha256 of what it was given, null when that could not be}. NULL when a worker could not be started: that says nothing about a rule. */
const struct value *run_measure_one(const struct run_measuring *measuring, const char *criterion, struct err *err);

/* The figures of the criteria that it is made of, as a job of it is given them (contest/used_figure.h); a null value: it is made of none. NULL as above. */
const struct value *run_measure_used(const struct run_measuring *measuring, const char *criterion, struct err *err);

/* One job a criterion of the package, all at the data version `sequence`. False when a worker could not be started:
 * that says nothing about a rule, and there is no run then. */
bool run_measure(struct turn *turn, const struct package *package, const struct period *period,
                 enum run_stage stage, int64_t sequence, struct merged *ret_merged, struct err *err);
/* The same, also of rules that are quarantined by now: a replay asks what they gave while they ran well. */
bool run_measure_again(struct turn *turn, const struct package *package, const struct period *period,
                       enum run_stage stage, int64_t sequence, struct merged *ret_merged, struct err *err);
/* The same without places, nor teams and members unless a criterion is made of others' figures: for who looks at units alone. criteria: snapshot_criteria of the
 * package, or a candidate's. */
bool run_measure_units(struct turn *turn, const struct package *package, const struct value *criteria, const struct period *period,
                       enum run_stage stage, int64_t sequence, struct merged *ret_merged, struct err *err);
/* The same result for the package in force, measuring only what changed since the newest run (reuse.h). */
bool run_measure_changes(struct turn *turn, const struct period *period, enum run_stage stage, int64_t sequence,
                         struct merged *ret_merged, struct err *err);
/* The same, measuring what changed since figures that are no run (reuse_figures); a null value: everything. As run_measure_units: open periods
 * show no places, and no teams. */
bool run_measure_since(struct turn *turn, const struct period *period, enum run_stage stage, int64_t sequence,
                       const struct value *figures, struct merged *ret_merged, struct err *err);

#endif
