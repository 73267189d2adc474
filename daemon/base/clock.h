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
    _Atomic int64_t jump;    /* seconds: a real clock that is suddenly further ahead is not believed (agenda/clock_watch.h) */
};

enum { CLOCK_JUMP_DAYS = 3 }; /* unless it is set otherwise */

/* An instant by the wall clock, and by the kernel's count since the boot that `boot` names: seconds that go on while the
 * machine sleeps, and that nobody can set. */
struct clock_mark {
    int64_t at, steady;
    char boot[40]; /* "" where the kernel does not say */
};

enum clock_sync { CLOCK_SYNC_UNKNOWN, CLOCK_NOT_SYNCHRONISED, CLOCK_SYNCHRONISED };

void clock_init_real(struct clock *clock);
void clock_init_set(struct clock *clock, int64_t instant);
int64_t clock_now(const struct clock *clock);
/* Milliseconds on CLOCK_MONOTONIC, for deadlines: it goes on whatever the clock above shows. */
int64_t clock_steady(void);
/* Seconds that go on while the machine sleeps, and that nobody can set. */
int64_t clock_since_boot(void);
/* Opens a file: not for each request. */
struct clock_mark clock_mark_now(const struct clock *clock);
/* What the kernel says of its wall clock and network time (adjtimex). */
enum clock_sync clock_kernel_sync(void);
/* Moves a set clock forward; a move back is a bug and asserts. */
void clock_move(struct clock *clock, int64_t instant);

#endif
