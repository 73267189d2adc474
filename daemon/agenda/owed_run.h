/*
 * Runs that are owed because records changed after a period's final run (contest.md §1, late data): noted in the change
 * that brought the records, performed after its commit.
 */
#ifndef AGENDA_OWED_RUN_H
#define AGENDA_OWED_RUN_H

#include <stdbool.h>
#include <stddef.h>

struct change;
struct err;
struct touched;
struct turn;
struct value;

/* The periods with a final run that records of these days move, in the contest's order: [{period, title, phase, sealed: the
 * run will stand beside a seal}…]. NULL with err. */
struct value *owed_run_plan(struct turn *turn, const struct touched *touched, size_t count, struct err *err);

/* Inside an import's change: notes which final periods owe a run (plan: as above), resolves or opens the alerts that follow from the
 * records alone (missing_return.h). Then, after its commit, agenda_settle performs what is owed. */
bool owed_run_note(struct turn *turn, struct change *change, const struct value *plan, struct err *err);
/* Performs what is owed, oldest first, months before their phase. Safe to repeat. */
bool owed_run_settle(struct turn *turn, struct err *err);

#endif
