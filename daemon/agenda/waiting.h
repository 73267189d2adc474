/* What has come, was not performed and waits, for people: why, until when and what to do about it. Reads only. */
#ifndef AGENDA_WAITING_H
#define AGENDA_WAITING_H

struct due_list;
struct err;
struct turn;
struct value;

/* [{kind, period, why: [words], passed, since, until, missing, errors, vi, en}…], instants as texts, until null when it
 * does not end by itself. */
struct value *waiting_list(struct turn *turn, const struct due_list *due, struct err *err);
/* Marks in the entries of schedule_list what waits: state "waiting", and waits: the row above. A decision waits with its
 * phase's seal. */
struct value *waiting_mark(struct turn *turn, const struct value *schedule, const struct value *waiting);

#endif
