/*
 * Papers of duties (documents.ini, trigger = duty or demand): they close nothing and rest on no seal. One whose trigger is `duty` is drafted when such a duty opens,
 * for the body that has it that day, made anew when what it says changes, and stale when nobody has the duty any more; one on demand is made when somebody asks, and
 * kept up in the same way. Such a paper is “of” its duty: draft.phase is duty-<number of the task>.
 */
#ifndef CLOSE_DUTY_PAPER_H
#define CLOSE_DUTY_PAPER_H

#include <stdbool.h>
#include <stdint.h>

struct change;
struct err;
struct turn;
struct value;

/* Drafts what open duties ask for, and retires what belongs to none. A change when there is any. Safe to repeat. */
bool duty_paper_settle(struct turn *turn, struct err *err);
/* What duty_paper_settle would do with the turn's package, as redraft_foresee says it. Reads only. */
bool duty_paper_foresee(struct turn *turn, struct value *list, struct err *err);

/* A paper on demand of a duty's task, about a unit (NULL: whose duty it is): drafted in a change of whoever asks. *ret_id: of the paper, which is the one that is
 * held when nothing is to be said otherwise. Refused: a kind that is not of that duty, or about which there is nothing to say. */
bool duty_paper_make(struct turn *turn, const char *action, int64_t task, const char *kind, const char *unit, const char **ret_id, struct err *err);

/* What there is of a task (row of duty_task_rows): sets papers: [{id, kind, title, about: the ward's name or null, state}…] but the stale ones, and on_demand: [{kind, title, wards: [{id,
 * name}…] that it may be about}…], the kinds that somebody may ask for. */
bool duty_paper_show(struct turn *turn, struct value *task, struct err *err);

/* An issued paper is what its duty asked for: the duty is done by it, in the same change. *ret_done: whether it was. */
bool duty_paper_issued(struct turn *turn, struct change *change, const struct value *draft, bool *ret_done, struct err *err);

#endif
