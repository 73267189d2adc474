/*
 * What falls due and when: the whole timetable of a contest as a sorted list, a pure function of the
 * package: without the type nomination no decision, without submission no returns. The engine compares it with what was performed; nothing here knows what happened.
 * Order on one instant: months, phase, contest, seal, decision, alerts (contest.md §1).
 */
#ifndef CALENDAR_DUE_H
#define CALENDAR_DUE_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct package;
struct period;
struct period_list;

enum due_kind { DUE_PROVISIONAL, DUE_FINAL, DUE_SEAL, DUE_DECISION, DUE_RETURN };

struct due {
    enum due_kind kind;
    const struct period *period; /* SEAL and DECISION: a phase; RETURN: a month */
    int64_t at;                  /* instant */
};

struct due_list {
    struct due *items;
    size_t len;
};

struct due_list due_list(const struct package *package, const struct period_list *periods,
                         struct arena *arena);
const char *due_kind_name(enum due_kind kind); /* provisional, final, seal, decision, return */

#endif
