/*
 * Which papers a change of records drafts, or makes stale: told before it is done, from the plan that would do it (close/redraft.h),
 * and told of what was done. One paper a row: {id: of the draft that stops holding, null when there was none; by: the draft that
 * holds from then on, null when none does and before it is made; kind, title, subject, subject_name, phase, phase_title, what:
 * drafted|refused|not_applicable|stale, why, why_en: told beforehand and of what was not drafted}.
 */
#ifndef AGENDA_PAPER_CHANGE_H
#define AGENDA_PAPER_CHANGE_H

#include <stdbool.h>

struct err;
struct turn;
struct value;

/* Inside the change, when its records are written: what settling it would do. NULL with err. */
struct value *paper_change_foresee(struct turn *turn, struct err *err);

/* What is held, for paper_change_list once the change is settled. NULL with err. */
struct value *paper_change_held(struct turn *turn, struct err *err);
/* NULL with err. */
struct value *paper_change_list(struct turn *turn, const struct value *before, struct err *err);

#endif
