/*
 * Two sets of figures of a period, cell by cell: what a candidate rule would change, what an import did change. Reads stored
 * results; measures nothing.
 */
#ifndef RUN_RUN_COMPARE_H
#define RUN_RUN_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct merged_row;
struct run_note;
struct turn;
struct value;

struct figures {
    struct merged_row *rows;
    size_t len;
};

/* The stored results of a run; false with err. */
bool run_compare_stored(struct turn *turn, int64_t run, struct figures *ret_figures, struct err *err);
/* Adds what differs to `list`, {period, stage, criterion, subject, level, from, to, flips, why, sealed}, from and to {num, den,
 * value, target, verdict} or null; returns how many verdicts do. Sorts both. */
size_t run_compare(struct arena *arena, const struct run_note *note, const struct figures *before,
                   const struct figures *after, struct value *list);
/* The same of two stored runs. Only the rows that they have otherwise are read: of a month most are teams, and most stay. False with err. */
bool run_compare_runs(struct turn *turn, const struct run_note *note, int64_t before, int64_t after, struct value *list, struct err *err);
/* The same of what the packages' rules say of units (criterion: CONCLUSION_RULE: num, den are met, arose, verdict the class by its title;
 * RANKING_RULE: verdict is the place, “2=” of a shared one); returns how many classes do. */
size_t run_compare_units(struct arena *arena, const struct run_note *note, const struct figures *before, const struct figures *after,
                         struct value *list);

#endif
