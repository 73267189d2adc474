/*
 * How a unit stands by its targets in a period: n met of m that arose, and a class. A package says it by a rule of its own
 * (conclusion.lua, standing/conclude.h): then it is made with the run, once, and kept beside the unit's cells, so that boards, papers and
 * seals only read it. Without that file the house's rule holds, which follows from the cells alone. Pure.
 */
#ifndef RUN_CONCLUSION_H
#define RUN_CONCLUSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct merged;
struct package;
struct value;

enum { CONCLUSION_RANK_FAILED = 13 /* a package has up to twelve classes (standing/conclusion_rule.h) */ };

/* The house's rule: m = all targets without not_applicable and in_progress. */
struct conclusion {
    int met, arose, missed, not_applicable, in_progress;
    bool incomplete;   /* a not_reported or an error: chưa đủ số liệu */
    const char *class; /* excellent, completed (met·100 ≥ percent·arose), not_completed, none_arose (0 of 0), incomplete */
    int rank;          /* of the class: 1 the best, 0: of no order */
};
struct conclusion conclusion_house(const struct value *cells, int percent);
const char *const *conclusion_house_classes(size_t *ret_len);

/* Of a row {level, cells, conclusion (as it is kept; absent or null: by the house's rule)}: {met, arose, missed, not_applicable,
 * in_progress, incomplete, class, class_title (the package's word of the class; null of the house's), rank (of the class: 1 the best; 0: of no
 * order, CONCLUSION_RANK_FAILED: behind all), figures, text (a sentence), error (why the rule failed: class is "error" then; else null)}. Null above wards. */
struct value *conclusion_value(struct arena *arena, const struct value *row, int percent);
/* How many of a board's rows have which class: [{class, class_title, count}…] that occur, the best first, those of no order last. */
struct value *conclusion_tally(struct arena *arena, const struct value *rows);

/* A worker's answer (kind "conclude"), kept in the rows of wards and named in the receipt (unit_rule.h). */
void conclusion_take(struct arena *arena, const struct package *package, const struct value *answer, struct merged *merged);

#endif
