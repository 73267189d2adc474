/*
 * Why an alert that stands is not told: somebody silenced it, or a missing return causes it (alerts.ini, inhibits: contest.md §6, missing data raises one
 * alert, not eleven). A pure function of what alert_holds_load reads; nothing is kept, so a restart or other rules lose nothing.
 */
#ifndef ALERT_ALERT_HOLD_H
#define ALERT_ALERT_HOLD_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct package;
struct period_list;
struct store;
struct value;

struct alert_holds {
    struct arena *arena;
    const struct package *package;
    const struct period_list *periods;
    int32_t day;
    const struct value *silences; /* in force on the day */
    const struct value *causes;   /* open alerts of kinds that inhibit, with what they miss */
    const struct value *needs;    /* {criterion: [record types]} */
};

bool alert_holds_load(struct store *store, struct arena *arena, const struct package *package, const struct period_list *periods, int32_t day,
                      struct alert_holds *ret_holds, struct err *err);
/* Whether anything at all is withheld. */
bool alert_holds_any(const struct alert_holds *holds);
/* alert: {id, kind, criterion, subject, period}. {by: silence, silence: its id, until, reason, made_by} or {by: cause, cause: the alert that causes it}, days
 * as texts; NULL: it is told. A silence goes first. */
struct value *alert_hold_of(const struct alert_holds *holds, const struct value *alert);
/* Why, as the alert's history says it. */
const char *alert_hold_note(struct arena *arena, const struct value *hold);

#endif
