/* Which of the duties that somebody has to do would be another's if another package were in force now. Reads only. */
#ifndef DUTY_DUTY_FORESEE_H
#define DUTY_DUTY_FORESEE_H

#include <stdbool.h>

struct err;
struct turn;
struct value;

/* *ret_list: [{id, duty, title, due_on, from, to: who would have it, by name, null: nobody}…]; after: the turn as it would go on. */
bool duty_foresee(struct turn *turn, const struct turn *after, struct value **ret_list, struct err *err);

#endif
