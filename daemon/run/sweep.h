/*
 * A parameter tried with many values at once: how many wards would meet the target in each period. The figures are those of the newest
 * runs, judged again by the rule itself in a worker; nothing is counted but the teams, once a period, when it is theirs. Reads only; what one value would do besides (alerts, papers,
 * money) is a preview's (amendment/preview.h).
 */
#ifndef RUN_SWEEP_H
#define RUN_SWEEP_H

#include <stdbool.h>

struct arena;
struct err;
struct param;
struct turn;
struct value;

enum { SWEEP_VALUES_MAX = 200 };

struct sweep_question {
    const char *param;
    const char *criterion; /* NULL: the one whose wards are held against it */
    const char *period;    /* NULL: all that were run */
    const char *from, *to, *step; /* as a person writes them: 70%, 95 %, 0,5; step NULL: 1 */
};

/* {name, title, type, criterion, criterion_title, dates: [{from, value, reference}…], periods: [{period, title, stage, sealed, in_force: the
 * value by which it is judged now, own: [unit…] that have a value of their own then and are judged by it}…], left_out: [{period, title}…] whose teams another rule counted than
 * the one in force, values: [{value, in_force: today, periods: [{period, stage, sealed, in_force, met, missed, other, of}…]}…]}.
 * NULL with err: no such parameter, not one that wards or teams are held against, values out of its range, nothing was run, or all is
 * left out. */
struct value *sweep_make(struct turn *turn, const struct sweep_question *question, struct err *err);

/* The values from `from` to `to`, as targets.ini would have them. Pure. NULL with err. */
struct value *sweep_values(struct arena *arena, const struct param *param, const struct sweep_question *question, struct err *err);
/* Whether two such values are one number: 80 %, 80,0%. */
bool sweep_same(const char *a, const char *b);

#endif
