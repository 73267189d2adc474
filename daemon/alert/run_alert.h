/*
 * The alerts that follow from a run (contest.md §6): missed targets, and criteria that failed (the administrator's, from
 * the first failure of an official run on, resolved by a later good one). Planned from its figures, applied in the change
 * that writes it.
 */
#ifndef ALERT_RUN_ALERT_H
#define ALERT_RUN_ALERT_H

#include <stdbool.h>
#include <stdint.h>

struct alert_plan;
struct arena;
struct change;
struct err;
struct merged;
struct period;
struct run_note;
struct store;
struct turn;
struct value;

#define TARGET_ALERT "target" /* alert_kind.c */

/* The target alerts that should be open after the run, made at `at`; *ret_any false: such a run opens and resolves
 * none. criteria: snapshot_criteria of the turn's package. */
bool run_alert_plan(struct turn *turn, const struct value *criteria, const struct run_note *note,
                    const struct merged *merged, int64_t at, bool *ret_any, struct alert_plan *ret_plan,
                    struct err *err);
/* The administrator's alerts (kind rule_error) of the criteria that failed in the run. */
bool run_alert_errors(struct turn *turn, const struct value *criteria, const struct run_note *note,
                      const struct merged *merged, struct alert_plan *ret_plan, struct err *err);
/* Inside the change that writes the run: opens and resolves as planned. */
bool run_alert_follow(struct turn *turn, struct change *change, const struct value *criteria,
                      const struct run_note *note, const struct merged *merged, struct err *err);

/* The target alerts of the period that are open (or final): [{criterion, subject…}…]. */
bool run_alert_said(struct store *store, struct arena *arena, const struct period *period, const struct value **ret_said, struct err *err);

#endif
