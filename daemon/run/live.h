/*
 * Figures of the periods that are open today, a month and its phase, judged on what has come so far. They are no runs: nothing follows
 * from them, no alert, no paper, no seal; they are in no hash and are not in the log, and whoever shows them says as of when they are
 * (`as_of`). One row a period and one a unit, each replaced by the next (schema 0018). Measured without the writer, by what changed since
 * the figures that are there, then written by it; who asks for that and how often is door/live_timer.h's.
 */
#ifndef RUN_LIVE_H
#define RUN_LIVE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct package;
struct period;
struct period_list;
struct store;
struct turn;
struct value;

/* Whether a period is open on the day. The whole contest is none: its months and phases say it. */
bool live_is_open(const struct period *period, int32_t day);

/* What is to be written so that the figures say what the newest data version says, in the turn's arena: {drop: [period…], write: [{period,
 * package, sequence, at, receipt, foretold_from, rows: [{subject, level, cells, conclusion}…]}…]}. A null value when they do already: then no
 * rule was computed. foretold_from: what the estimate beside them rests on (outlook/foretell.h); those that rest on something else are written
 * anew. Reads only. False: err, they stay as they are. */
bool live_measure(struct turn *turn, const char *foretold_from, const struct value **ret_figures, struct err *err);
/* Writes that, whole or not at all, with what a row has been given as `foretold`; without a change. */
bool live_write(struct store *store, const struct value *figures, struct err *err);

/* What is read: of one period or unit, or (NULL) of all. */
struct live_filter {
    const char *period, *unit;
    int32_t today;
};
/* {as_of (instant, null: there are none), periods: [{period, title, kind, from, last_day, as_of, sequence}…],
 * criteria: [{id, title, reports: [record type…]}…],
 * units: [{period, subject, level, name, conclusion (conclusion_value)}…],
 * rows: [{period, period_title, criterion, title, subject, name, level, num, den, value, target, verdict, short, needed, reachable, says, lacking,
 * lacking_en, outlook (met | can | cannot | open | nothing), pace, low, high (outlook/foretell.h; null: none), months, as_of}…]}: only what the package in force says of periods that are open today, in the order of boards. */
struct value *live_list(struct store *store, struct arena *arena, const struct package *package, const struct period_list *periods,
                        const struct live_filter *filter, struct err *err);
/* Another text as soon as any of the figures are replaced; "" without any. NULL with err. */
const char *live_version(struct store *store, struct arena *arena, struct err *err);

#endif
