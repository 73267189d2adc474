/*
 * Alerts: one for each (kind, criterion, subject, period). A later result resolves it, a still later one opens it
 * again; an acknowledgement holds until its day; all of it is kept as history (contest.md §6). Pure functions over
 * results and returns decide what should be open (alert_plan.h); this file applies the difference inside a change.
 */
#ifndef ALERT_ALERT_H
#define ALERT_ALERT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct package;
struct period_list;
struct store;
struct value;

struct alert_wish {        /* an alert that should be open */
    const char *criterion; /* NULL but for targets */
    const char *subject;
    const char *text;
    bool sealed; /* it was so when its phase was sealed: nothing opens, what is open becomes final */
    const struct value *extent; /* how bad it is: a number, the greater the worse, or a list of what is missing; NULL: it has no such thing */
};

/* Whether what is now is worse than what was: more, or something that was not missing before. Pure. */
bool alert_is_worse(const struct value *was, const struct value *is);

/* Makes the open alerts of (kind, period) equal to the wishes: opens (again), rewords, resolves. With `keep` (a list
 * of subject/criterion pairs that could not be judged) those stay as they are. */
bool alert_apply(struct change *change, struct arena *arena, const char *kind, const char *period,
                 const struct alert_wish *wishes, size_t count, const struct value *keep, struct err *err);

/* Ends those of (kind, period) that are about one of the pairs {subject, criterion} (NULL: all) without a word: something else says from now on what
 * they said. */
bool alert_take_over(struct change *change, struct arena *arena, const char *kind, const char *period, const struct value *pairs, struct err *err);

/* What alert_apply would do: adds {kind, criterion, subject, period, what: open|resolve|change, text} to `list`. */
bool alert_foresee(struct store *store, struct arena *arena, const char *kind, const char *period,
                   const struct alert_wish *wishes, size_t count, const struct value *keep, struct value *list,
                   struct err *err);

/* Whether alert_apply without `keep` would change nothing. */
bool alert_same(struct store *store, struct arena *arena, const char *kind, const char *period,
                const struct alert_wish *wishes, size_t count, bool *ret_same, struct err *err);

/* Whether alert_set would change nothing. */
bool alert_is(struct store *store, struct arena *arena, const char *kind, const char *criterion,
              const char *subject, const char *period, const char *text, bool *ret_is, struct err *err);
/* Makes one alert so: open with this text, or (NULL) resolved. criterion: NULL for none; of a refused draft its
 * kind of document. */
bool alert_set(struct change *change, struct arena *arena, const char *kind, const char *criterion,
               const char *subject, const char *period, const char *text, struct err *err);

/* The seal of a phase, in its own change: what is open of a period whose figures nothing but an adjusted run changes any more becomes
 * final. Told once a unit. */
bool alert_conclude(struct change *change, struct arena *arena, const char *period, struct err *err);

/* The unit of an alert (a row as stored) ended: it is its successor's from now on, and an acknowledgement was of who is not there any more; passes false: nobody
 * followed, and it is closed. sentence: what its history has, and the successor is told. */
bool alert_pass_on(struct change *change, struct arena *arena, const struct value *row, bool passes, const char *sentence, struct err *err);

/* The state of a stored alert (acknowledged_until, resolved_at) on a day: nothing needs to happen for an acknowledgement to expire. */
const char *alert_state(const struct value *row, int32_t today);

/* `until` inclusive, not before today nor later than the kind's longest time (alerts.ini, acknowledge_days); roles: of the change's actor. Refuses an
 * unknown alert and what the table of life cycles does. One that gets worse is acknowledged no more. */
bool alert_acknowledge(struct change *change, struct arena *arena, const struct package *package, int64_t id, unsigned roles, int32_t until, int32_t today,
                       const char *note, struct err *err);

/* Ends one of a kind that an administrator's word ends (alert_kind.h), for good. roles: of the change's actor. Refuses an unknown alert and another kind. */
bool alert_close(struct change *change, struct arena *arena, int64_t id, unsigned roles, int32_t today, const char *reason,
                 struct err *err);

/* [{id, criterion, subject, period, state, opened_at, acknowledged_until, acknowledged_by, note, text, kind,
 * resolved_at}…]; by whom and the note are of the acknowledgement that stands. Days and instants as texts
 * (2025-02-10T17:00:00+07:00) or null. State by `today`: open, acknowledged,
 * resolved. open_only keeps open and acknowledged. */
struct value *alert_list(struct store *store, struct arena *arena, bool open_only, int32_t today, struct err *err);

/* Sets subject_name and text_en: the sentence in English, from what the alert is about and its `figure` (run/result.h), as it stands
 * now; the stored text is of the moment when it was written, in Vietnamese. package and periods NULL: nothing is loaded. text_en is
 * null for a kind that only an older version had. */
void alert_set_english(struct arena *arena, const struct package *package, const struct period_list *periods,
                       struct value *alert);
/* What became of one, oldest first: [{at, event, state, actor, until, note, sequence}…] as transition_history gives them; the note of
 * what opens or changes is the sentence of that moment. An acknowledgement that ran out is an event too, without an actor. */
struct value *alert_history(struct store *store, struct arena *arena, const char *id, int32_t today, struct err *err);
/* One as alert_list has it, with its history as `events`. */
struct value *alert_show(struct store *store, struct arena *arena, int64_t id, int32_t today, struct err *err);

/* One text a ward for chat groups, ≤ 2,000 characters: [{subject, name, text}…] of what is open; what is
 * acknowledged is left out while that holds, and so are administrators' alerts. */
struct value *alert_short_texts(struct store *store, struct arena *arena, const struct package *package,
                                const struct period_list *periods, int32_t today, struct err *err);

#endif
