/*
 * What falls due and when: the whole timetable of a contest as a sorted list, a pure function of the package. The list
 * is open: a kind of due thing is a row that its room brings (run/run.h, close/seal_phase.h …); which kinds there are
 * and who performs them is agenda/'s table. Nothing here knows what was performed.
 * Order on one instant: months, phase, contest, seal, drafts, alerts (contest.md §1), duties, digests.
 */
#ifndef CALENDAR_DUE_H
#define CALENDAR_DUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct due_kind;
struct due_list;
struct package;
struct period;
struct period_list;

/* Which goes first on one instant. Two kinds may have the same place; they then go as their periods do. */
enum due_order { DUE_ORDER_PROVISIONAL, DUE_ORDER_FINAL, DUE_ORDER_SEAL, DUE_ORDER_DRAFT, DUE_ORDER_ALERT, DUE_ORDER_DUTY, DUE_ORDER_DIGEST };

/* Adds what of this kind falls due to `list`, by due_append. Pure. At most one a period: (kind, period) is performed
 * once, and noted as such. */
typedef void due_adding(struct due_list *list, const struct due_kind *kind, const struct package *package,
                        const struct period_list *periods);

struct due_kind {
    const char *name; /* in table performed, in the schedule's answer and on its page */
    enum due_order order;
    due_adding *add;
};

struct due {
    const struct due_kind *kind;
    const struct period *period;
    int64_t at;          /* instant */
    int64_t waits_until; /* it may be performed only from then on: at `at`, or later (agenda/due_task.h) */
};

struct due_list {
    struct due *items;
    size_t len, capacity;
    struct arena *arena;
};

/* kinds: NULL behind the last one. The periods are borrowed. */
struct due_list due_list(const struct due_kind *const *kinds, const struct package *package,
                         const struct period_list *periods, struct arena *arena);
/* The one of a kind and a period; NULL when there is none. */
struct due *due_find(const struct due_list *list, const struct due_kind *kind, const char *period);
void due_append(struct due_list *list, const struct due_kind *kind, const struct period *period, int64_t at);
/* At `minute` of a day that stands for a period of its own, so that it is noted once: for what is of no period. */
void due_append_day(struct due_list *list, const struct due_kind *kind, int32_t day, int minute);
/* `minute` of the day that is `count` working days after `day`. */
int64_t due_after_working_days(const struct package *package, int32_t day, int count, int minute);
/* Whether the contest has this record type: without the records that it looks at, a thing never falls due. */
bool due_has_type(const struct package *package, const char *type);

#endif
