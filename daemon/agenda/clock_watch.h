/*
 * Whether the machine's clock is believed. What falls due cannot be taken back, so a clock that is suddenly far ahead (a boot
 * without network time, a restored machine, a mistyped year) performs nothing: what is due behind the last instant at which the
 * daemon was known to be alive is held until the clock is set right or an administrator confirms the day
 * (decisions/0031-a-clock-is-asked.md). Also notes when nothing ran (contest/outage.h). A set clock (--clock) is always believed.
 */
#ifndef AGENDA_CLOCK_WATCH_H
#define AGENDA_CLOCK_WATCH_H

#include "base/clock.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct store;
struct turn;
struct value;

enum clock_verdict {
    CLOCK_GOES_ON, /* backwards included */
    CLOCK_WAS_AWAY, /* more than OUTAGE_SECONDS passed, and that may be so */
    CLOCK_JUMPED,  /* it is more than `span` seconds further than any elapsed time explains */
};

/* Pure. Elapsed time is known only within one boot of the machine. */
enum clock_verdict clock_watch_judge(const struct clock_mark *last, const struct clock_mark *now, int64_t span);

struct clock_hold { /* held: the clock jumped from `from` to `seen` */
    bool held;
    int64_t from, seen;
};

bool clock_watch_hold(struct store *store, struct arena *arena, struct clock_hold *ret_hold, struct err *err);

/* Looks at the clock, before anything that is due is: notes that the daemon is alive, an outage, the begin of a hold (once,
 * with the administrator's alert) or its end. */
bool clock_watch_look(struct turn *turn, struct err *err);
/* Whether something may be performed or dated by it: false during a hold, and for a jump that nobody has looked at yet. Reads
 * only. */
bool clock_watch_believes(struct turn *turn, bool *ret_believed, struct err *err);
/* A person says that the clock is right: what is due goes on, the time since then counts as an outage. */
bool clock_watch_confirm(struct turn *turn, const char *reason, struct err *err);

/* What is held and what to do, as a row of waiting_list; null value when nothing is. */
struct value *clock_watch_value(struct turn *turn, const struct clock_hold *hold, struct err *err);

#endif
