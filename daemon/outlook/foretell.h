/*
 * Where the figures of the open month and phase lead by their end: at the pace so far, and between what the unit's own earlier months would make
 * of the days that are left (criterion/pace.h). An estimate that is made with live figures (run/live.h) and kept beside them, so that whoever
 * shows it waits for no worker; never part of a run, a seal or a paper.
 */
#ifndef OUTLOOK_FORETELL_H
#define OUTLOOK_FORETELL_H

#include <stdbool.h>

struct err;
struct turn;
struct value;

/* What an estimate rests on beside the figures: another text when a day has passed or an earlier month was run anew. NULL with err. */
const char *foretell_from(struct turn *turn, struct err *err);
/* Gives each ward's row of figures that are to be written (live_measure) `foretold`: {criterion: {pace: {value, verdict}, low, high: the same or
 * null, months: of how many}…}; a criterion whose rule fails is not in it. Reads only. */
bool foretell_add(struct turn *turn, const struct value *figures, struct err *err);

#endif
