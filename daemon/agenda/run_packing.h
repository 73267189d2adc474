/*
 * Packs what nobody looks up any more: the provisional runs of sealed periods. Such a run keeps the rows that differ from those of the period's final run, its
 * base (docs/decisions/0120-years.md); the view result_row has all of its rows as before, so it is read and replayed like any other. Runs that a seal freezes,
 * receipts and figures are not touched.
 */
#ifndef AGENDA_RUN_PACKING_H
#define AGENDA_RUN_PACKING_H

#include <stdbool.h>

struct err;
struct turn;

/* A change for each run, so that one that is cut off has lost nothing and the rest follows; nothing when no phase was sealed since. */
bool run_packing_settle(struct turn *turn, struct err *err);

#endif
