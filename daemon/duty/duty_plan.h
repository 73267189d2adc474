/*
 * The plan's duties as they occur: each with the day on which it opens and the working day by which it is due, a pure function of the package
 * (duties.ini, contest.md §8). What records cause is added as they come (duty_plan_record). Knows nobody and no store.
 */
#ifndef DUTY_DUTY_PLAN_H
#define DUTY_DUTY_PLAN_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct duty;
struct package;
struct period_list;

struct duty_occurrence {
    const struct duty *duty;
    const char *key;   /* of its duty: phase-1, phase-1-start, 2024-11, contest, 2025-01-29, a record's key */
    const char *title; /* "Đợt 1", "tháng 11/2024", "Tết Nguyên đán Ất Tỵ 2025", "31/3/2025" */
    int32_t day;       /* from which it is counted */
    int32_t opens_on;  /* never before the contest's first day */
    int32_t due_on;    /* its last day */
    const char *unit;  /* whose record caused it; NULL */
};

struct duty_plan {
    struct duty_occurrence *items; /* by the day on which they open; of one day in the order of duties.ini */
    size_t len;
};

struct duty_plan duty_plan_make(struct arena *arena, const struct package *package, const struct period_list *periods);
/* What a record of the duty's type causes, by its day. */
struct duty_occurrence duty_plan_record(struct arena *arena, const struct package *package, const struct duty *duty, const char *key, int32_t day);
/* NULL for a duty that the package has not (any more). */
const struct duty *duty_find(const struct package *package, const char *id);
/* NULL when the plan has none. */
const struct duty_occurrence *duty_plan_find(const struct duty_plan *plan, const char *duty, const char *key);

#endif
