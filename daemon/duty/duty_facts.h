/* What papers of duties say of the plan: its targets, its phases, who has which duty by when, and the occasion of one. Pure. */
#ifndef DUTY_DUTY_FACTS_H
#define DUTY_DUTY_FACTS_H

#include <stdint.h>

struct arena;
struct err;
struct package;
struct period_list;
struct value;

/* {contest: {title, theme, from, last}, targets: [{id, title, counts, judge, target, reference}…] as of the day, phases: [{id, title, from, last, slogan}…], duties: [{id, title, basis, who, output, recipient,
 * dues: [{title, due_on}…], term}…] by those who have them that day}. criteria: snapshot_criteria. NULL with err: a body's name cannot be filled. */
struct value *duty_facts_plan(struct arena *arena, const struct package *package, const struct period_list *periods, const struct value *criteria, int32_t day,
                              struct err *err);
/* {task, duty, duty_title, key, title, day, due_on, holder, unit or null, recipient} of a row of duty_task_rows. */
struct value *duty_facts_occasion(struct arena *arena, const struct package *package, const struct value *task);

#endif
