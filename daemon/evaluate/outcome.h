/*
 * The verdicts of one criterion for one period: every standing ward, the district that rolls them up, and for
 * a criterion of teams and a month every team (contest.md §4), for one of members every member. Figures stay as counted whatever the verdict.
 */
#ifndef EVALUATE_OUTCOME_H
#define EVALUATE_OUTCOME_H

#include "criterion/judge.h"
#include "criterion/shortfall.h"
#include "record/level.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct grade;
struct span;
struct standards;
struct below_figure;
struct value;
struct work;

/* Why a criterion is not of a period. */
struct left_out {
    const char *value, *says; /* instead of a figure and of its sentence */
};

struct outcome {
    const char *subject;
    enum level level; /* ward, district, team, member */
    const char *home; /* the ward to which a member's row belongs (0105); NULL of units */
    struct figure figure;
    bool exempt; /* a team or member with too few days in the period */
    bool unsummed; /* of the district: the wards' figures are not put together (roll_up = "none") */
    size_t mean_of; /* of the district: its figure is the mean of so many wards'; 0: it is no mean */
    const struct left_out *left_out; /* why the criterion is not of this period, so that nothing was judged; NULL: it is */
    enum verdict verdict;
    const struct grade *grade; /* of one that is met; NULL: none */
    const struct standard *standard;
    const char *missing; /* months without a return, for people; NULL = all are in */
    struct shortfall outlook; /* of a missed or open one */
};

struct outcomes {
    struct outcome *items; /* wards in the package's order, the district, teams or members by id */
    size_t len;
};

/* The stretches of which teams or members are counted: a team's months, of members the period itself. */
const struct span *outcome_spans(const struct work *work, size_t *ret_count);
/* A team or member judged, and counted in its ward's share. */
bool outcome_count_below(struct standards *standards, const struct below_figure *figure, struct figure *figures, enum verdict *ret_verdict,
                         struct err *err);
/* NULL: the work's criterion is judged in its period. */
const struct left_out *outcome_left_out(const struct work *work);
bool outcome_all(const struct work *work, struct outcomes *ret_outcomes, struct err *err);
/* {subject, level, num, den, value, target, verdict, short, needed, reachable, says, grade?, grade_title?}: evaluate.h. `data`: a map, empty
 * for the first one, that they share. */
struct value *outcome_value(const struct work *work, const struct outcome *outcome, struct value *data, struct err *err);

#endif
