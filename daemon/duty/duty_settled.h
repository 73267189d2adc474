/*
 * Whether the plan's duties have to be looked at again: what follows from them is a function of the package, the day, their own steps and the records that cause them. While
 * none of these is another one, nothing can follow. In memory: after a start they are looked at once.
 */
#ifndef DUTY_DUTY_SETTLED_H
#define DUTY_DUTY_SETTLED_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct turn;

/* *ret_settled: nothing is another since it was noted. */
bool duty_settled(struct turn *turn, int32_t today, bool *ret_settled, struct err *err);
/* They were looked at, outside of a change, and nothing was to be done. */
bool duty_settled_note(struct turn *turn, int32_t today, struct err *err);

#endif
