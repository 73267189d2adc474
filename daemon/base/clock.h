/*
 * What time it is, in one place: the machine's clock, or one that was set for a trial or a test and
 * stands still until it is moved. Safe to read from any thread; only the writer thread moves it.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct clock {
    bool is_set;             /* fixed when the daemon starts */
    _Atomic int64_t instant; /* of a set clock */
};

void clock_init_real(struct clock *clock);
void clock_init_set(struct clock *clock, int64_t instant);
int64_t clock_now(const struct clock *clock);
/* Milliseconds on CLOCK_MONOTONIC, for deadlines: it goes on whatever the clock above shows. */
int64_t clock_steady(void);
/* Moves a set clock forward; a move back is a bug and asserts. */
void clock_move(struct clock *clock, int64_t instant);

#endif
