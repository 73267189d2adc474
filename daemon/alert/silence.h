/*
 * Silences: what somebody does not want to be told for a time, by kind, criterion, unit and period of alerts, with author, reason and last day. What one
 * covers stays in the list. Its states are those of workflow/ (kind silence); what becomes of the alerts is alert_hold.h's and alert_tend.h's.
 */
#ifndef ALERT_SILENCE_H
#define ALERT_SILENCE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct package;
struct period_list;
struct store;
struct value;

struct silence_asked {
    const char *kind, *criterion, *unit, *period; /* each as the alert has it; NULL: any; one at least */
    int32_t until;                                /* inclusive */
    const char *reason;
    unsigned roles; /* of the change's actor */
};

/* Whether it may be so on that day: something is named, a kind that there is, an end that is not too far ahead (alerts.ini, silence_days). */
bool silence_check(const struct package *package, struct arena *arena, const struct silence_asked *asked, int32_t today, struct err *err);
/* Pure. silence: what has kind, criterion, unit, period, each null for any. A unit's: what is about it, and what it has on that day from one that it follows; a
 * phase's: its months' too. */
bool silence_covers(const struct package *package, const struct period_list *periods, int32_t day, const struct value *silence, const struct value *alert);
struct value *silence_value(struct arena *arena, const struct silence_asked *asked);

bool silence_impose(struct change *change, struct arena *arena, const struct silence_asked *asked, int64_t *ret_id, struct err *err);
/* Before its last day. */
bool silence_lift(struct change *change, struct arena *arena, int64_t id, unsigned roles, int32_t today, const char *reason, struct err *err);
/* Those whose last day is over. rows: silence_standing's. */
bool silence_lapse(struct change *change, struct arena *arena, const struct value *rows, int32_t today, struct err *err);

/* Those that nobody has ended, [{id, kind, criterion, unit, period, reason, until (a day as a number), made_at, made_by}…]. */
struct value *silence_standing(struct store *store, struct arena *arena, struct err *err);
/* All, the newest first, days and instants as texts; state by `today`, `holds`: it is in force. */
struct value *silence_list(struct store *store, struct arena *arena, int32_t today, struct err *err);
/* One of them; NULL with err, of one that is not there too. */
struct value *silence_get(struct store *store, struct arena *arena, int64_t id, int32_t today, struct err *err);

#endif
