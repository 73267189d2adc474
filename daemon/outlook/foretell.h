/*
 * The open month and phase, cell by cell: met so far, can still be met with so many more, can no longer be met; and where the pace leads by the
 * end, between what the unit's own earlier months would make of it. Of live figures (run/live.h), so never in a paper. Reads only.
 */
#ifndef OUTLOOK_FORETELL_H
#define OUTLOOK_FORETELL_H

struct err;
struct live_filter;
struct turn;
struct value;

/* {as_of, rows: [a row of live_list of a ward, with outlook: met | can | cannot | open | nothing, pace: {value, verdict}, low, high: the same or
 * null, months}…]}; a criterion whose rule fails has no pace: null. NULL with err. */
struct value *foretell_list(struct turn *turn, const struct live_filter *filter, struct err *err);

#endif
