/*
 * Whether a phase may be sealed by itself, or its seal waits: for the returns of its months, for a rule that fails, and
 * because people were away with the daemon when its instant passed (contest.md §1, decisions/0030-a-seal-waits.md).
 * Decides only; sealing and telling is seal_due.h's.
 */
#ifndef CLOSE_SEAL_WAIT_H
#define CLOSE_SEAL_WAIT_H

#include "contest/outage.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct due;
struct err;
struct package;
struct turn;
struct value;

enum seal_wait_why { /* bits */
    SEAL_WAIT_RETURNS = 1, /* a return of a month is missing, and the waiting time is not over */
    SEAL_WAIT_OUTAGE = 2,  /* its instant passed while nothing ran, and no return says that the records are whole */
    SEAL_WAIT_ERROR = 4,   /* a cell of the final run is verdict error: only a person seals over it */
    SEAL_WAIT_RUN = 8,     /* it was re-opened, and the phase was not run again since */
};

struct seal_wait_facts {
    int64_t due_at;    /* by the timetable; of a re-opened phase when that was */
    bool returns;      /* the contest has returns */
    bool missing;      /* some are missing */
    bool error;        /* a cell of the phase's final run is verdict error */
    bool reopened;     /* it was re-opened and not run again */
    int64_t final_at;  /* when the phase's final run was made in its turn: long after due_at where a change of the contest's days moved it there */
};

struct seal_wait {
    unsigned why;         /* 0: nothing keeps the seal */
    bool passed;          /* its instant passed while nothing ran */
    int64_t since, until; /* the waiting time; it is over at `until`, whatever is missing */
};

/* Pure. The waiting time is seal_wait_days working days from the instant, or from the end of the outage in which it
 * passed; counted anew from the end of a later outage that a whole working day fell in, or from the day on which the final run could
 * be made. */
struct seal_wait seal_wait_judge(const struct package *package, const struct seal_wait_facts *facts,
                                 const struct outage_list *outages, int64_t now);

struct seal_look {
    struct seal_wait wait;
    const struct value *missing; /* [{ward, months: [ids]}…] */
    const struct value *errors;  /* [criterion ids] */
};

/* How the seal of due->period stands at the turn's instant, which is due->at or later. Reads only. */
bool seal_wait_look(struct turn *turn, const struct due *due, struct seal_look *ret_look, struct err *err);
bool seal_wait_ends(const struct seal_wait *wait); /* by time, at `until` */

/* {why: [returns|outage|error|run…], since, until (null when it does not end by itself), missing, errors}; null value when
 * it does not wait. For people. */
struct value *seal_wait_value(struct arena *arena, const struct seal_look *look);

#endif
