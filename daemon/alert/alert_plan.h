/*
 * Plans which alerts should be open, as pure functions of a run's results and of a month's returns (contest.md §6).
 * alert.c applies the plan.
 */
#ifndef ALERT_ALERT_PLAN_H
#define ALERT_ALERT_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct alert_wish;
struct arena;
struct err;
struct merged;
struct package;
struct period;
struct value;

struct alert_plan {
    struct alert_wish *wishes;
    size_t count;
    struct value *keep; /* [{subject, criterion}…] that could not be judged: open or not, they stay */
};

/* One wish for each ward's missed target. criteria: snapshot_criteria, for titles and what is counted; sealed: what the
 * phase's seal holds of the period (figure_sealed_rows), NULL before it: a figure that differs from it says so. */
bool alert_plan_targets(struct arena *arena, const struct package *package, const struct value *criteria,
                        const struct period *period, const struct merged *merged, const struct value *sealed,
                        struct alert_plan *ret_plan, struct err *err);

/* One wish a ward that misses types. missing: [{ward, types: [names], none: nothing came at all}…]. */
bool alert_plan_returns(struct arena *arena, const struct package *package, const struct period *period,
                        const struct value *missing, struct alert_plan *ret_plan, struct err *err);

/* One wish a ward that has neither nominated nor declined. wards: ids. */
bool alert_plan_nominations(struct arena *arena, const struct package *package, const struct period *period,
                            const char *const *wards, size_t ward_count, struct alert_plan *ret_plan,
                            struct err *err);

/* Pieces for plans that stand elsewhere. An empty one for so many wishes; a wish whose sentence has the key `wording` (extent: as alert.h has it, or NULL); what could not be judged. */
struct alert_plan alert_plan_empty(struct arena *arena, size_t most);
bool alert_plan_wish(struct arena *arena, const struct package *package, const char *wording, const char *criterion, const char *subject,
                     const struct value *data, const struct value *extent, struct alert_plan *plan, struct err *err);
void alert_plan_note(struct arena *arena, struct value *pairs, const char *subject, const char *criterion); /* adds {subject, criterion} */
bool alert_plan_has(const struct value *pairs, const char *criterion, const char *subject);
void alert_plan_keep(struct arena *arena, struct alert_plan *plan, const char *subject, const char *criterion);
/* What a sentence about a cell may use: head, criterion, title, counts, says, short, value, target, num, den. NULL as below. */
struct value *alert_plan_figure(struct arena *arena, const struct package *package, const struct value *criteria, const struct period *period,
                                const char *subject, const char *criterion, const struct value *cell, struct err *err);
const struct value *alert_plan_facts(const struct value *criteria, const char *criterion, const struct period *period);
char *alert_plan_count(struct arena *arena, int64_t count); /* two digits at least, as in administrative papers */
char *alert_plan_amount(struct arena *arena, const struct value *cell, int64_t count); /* the same of the cell's figure, which may have decimals */
/* "Phường Cát Bi, tháng 11/2024": how an alert's sentence begins. NULL with err when it cannot be filled. */
char *alert_plan_head(struct arena *arena, const struct package *package, const struct period *period,
                      const char *ward, struct err *err);

#endif
