/*
 * Leave to change the records of a locked month: asked for by one person for a unit, a month and until a day, with a reason; granted or refused
 * by another; taken back by a reviewer, which leaves what came in by it. While it lasts, records of that unit come in as before the lock, whoever may enter them. Its states are those of
 * workflow/ (kind exception).
 */
#ifndef LOCK_LOCK_EXCEPTION_H
#define LOCK_LOCK_EXCEPTION_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct package;
struct period;
struct store;
struct turn;
struct value;

enum { LOCK_EXCEPTION_DAYS_MAX = 31 }; /* that one lasts at most */

struct lock_exception_asked {
    const char *unit; /* of the package */
    const struct period *period;
    int32_t until; /* inclusive */
    unsigned roles; /* of the turn's actor for that unit */
    const char *reason;
};

bool lock_exception_ask(struct turn *turn, const struct lock_exception_asked *asked, int64_t *ret_id, struct err *err);
/* act: grant, refuse or revoke. roles: of the turn's actor for the exception's unit. */
bool lock_exception_decide(struct turn *turn, int64_t id, const char *act, unsigned roles, const char *reason, struct err *err);

/* {id, unit, period, until, reason, state, asked_by, asked_at, decided_by, decided_at, decision: its reason, waits: nobody has decided, holds: it lets records in today}, days and
 * instants as texts. Null value when there is none. */
struct value *lock_exception_get(struct store *store, struct arena *arena, int64_t id, int32_t today, struct err *err);
/* The same of all, the newest first. */
struct value *lock_exception_list(struct store *store, struct arena *arena, int32_t today, struct err *err);
/* *ret_id: the one by which records of the unit about the period come in on the day `today`; 0: there is none. */
bool lock_exception_find(struct store *store, struct arena *arena, const struct package *package, const char *unit, const char *period,
                         int32_t today, int64_t *ret_id, struct err *err);

#endif
