/*
 * How a stored figure stands: provisional, final, sealed, or adjusted after the seal; beside it what was sealed, and
 * why the two differ. The one place that says so: the board, a unit, lists, explanations, trends, alerts, papers and
 * pages all show what is set here. Reads only; measures nothing.
 */
#ifndef RUN_FIGURE_H
#define RUN_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct period;
struct store;
struct value;

struct figure_run; /* one run's figures, beside the seal of its period's phase; lives in its arena */

/* run: as stored_run.h gives it, of that period (NULL: the package in force has it no more). */
bool figure_open(struct store *store, struct arena *arena, const struct period *period, const struct value *run,
                 struct figure_run **ret_figures, struct err *err);

/* Sets of what the run as a whole says: standing, seal: {id, sealed_at, sequence, hash, run} or null. */
void figure_set_run(const struct figure_run *figures, struct value *map);

/* Sets of one figure of the run (a cell, or what has its num, den, value, target and verdict): standing; sealed: {seal,
 * num, den, value, target, verdict}, null while nothing is sealed or the seal has no such figure; differs; why, why_text
 * and why_text_en: what made an adjusted one differ, [{cause: late | rule | stage, sequence, at, reason, package}…] (who: the
 * audit row of that sequence says) and a sentence of it, null when nothing does. */
bool figure_set(struct figure_run *figures, const char *subject, const char *criterion, struct value *figure,
                struct err *err);

/* All that was sealed of a subject, {level, cells, conclusion}; NULL when nothing was, or the run is the seal's own. */
bool figure_sealed_row(struct figure_run *figures, const char *subject, const struct value **ret_row, struct err *err);

/* Of figures that are not stored yet: the rows that the seal of the period's phase holds, by subject (NULL: there is no
 * seal), what they say of a subject (NULL: nothing), and whether two figures are the same. */
bool figure_sealed_rows(struct store *store, struct arena *arena, const struct period *period,
                        const struct value **ret_rows, struct err *err);
const struct value *figure_cells_in(const struct value *rows, const char *subject);
bool figure_equal(const struct value *a, const struct value *b);

/* The run that the newest seal of the period's phase holds; 0: there is none. */
bool figure_sealed_run(struct store *store, struct arena *arena, const struct period *period, int64_t *ret_run, struct err *err);

/* [{subject, criterion, now: cell, sealed: cell or null, from, to: the runs of both}…]: the figures of wards and above of a period's newest final run that
 * differ from those that the seal of this id holds. */
struct value *figure_since(struct store *store, struct arena *arena, const struct period *period, const char *seal, struct err *err);

#endif
