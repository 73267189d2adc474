/*
 * Measuring by the figures of other criteria: a function of the rule makes a ward's figure of theirs, of the same ward and period, as the
 * job gives them ({ward: {criterion: {verdict, num, den}}}), and of the whole numbers that a statement of its own may add. A criterion
 * that is not given, in a check or in an example, is one of which nothing arose. Where members are judged, by what others say of each of
 * them: whoever has a figure of one of those has one of this, at home in the ward of the first ({member: {criterion: {verdict, num,
 * home}}}); of whom nothing arose in any is exempt.
 *
 *   uses    = { "1", "2" },
 *   params  = { "9.points_1" },
 *   own     = "SELECT ward AS subject, count(*) AS extra FROM … GROUP BY ward",      -- may be left out; no row: 0
 *   measure = function(unit) return { num = …, den = …, parts = { ["1"] = 170, extra = 5 } } end,
 *
 * unit: {period: month|phase|contest, criteria: {"1": {verdict, num, den (not of a count)}}, own: {extra: …}, params}. num and den are
 * whole numbers from 0; parts, which may be left out, says in the evidence what each of them gave; note, a text, stands behind them.
 */
#ifndef EVALUATE_MEASURE_USED_H
#define EVALUATE_MEASURE_USED_H

#include <stdbool.h>

struct below_figures;
struct err;
struct example;
struct figure;
struct value;
struct work;

/* figures: one a standing ward. */
bool measure_used_wards(const struct work *work, struct figure *figures, struct err *err);
/* Of each member. */
bool measure_used_below(const struct work *work, struct below_figures *ret_figures, struct err *err);
/* What the figure was made of: {columns, rows, total} of a ward or member, of the members of a ward, of all in the district (explain.h). */
struct value *measure_used_evidence(const struct work *work, const char *subject, struct err *err);
/* Makes the row of an example that gives figures of others; one that says its row too must be right. */
bool measure_used_row(const struct work *work, struct example *example, struct err *err);

#endif
