/*
 * What waits for whoever asks, by the roles that they hold: gathered thing by thing, each read as its own list reads it. Here it is only
 * chosen for whom it waits; what is late or was returned comes first (handler/command_today.c puts it in order).
 */
#ifndef TODAY_TODAY_H
#define TODAY_TODAY_H

#include <stdbool.h>
#include <stdint.h>

struct command_call;
struct err;
struct package;
struct period_list;
struct value;

/* What there is to do while it is gathered. */
struct today {
    struct command_call *call;
    const struct package *package;
    const struct period_list *periods;
    int32_t day; /* of today */
    struct value *items;
};

/* One thing more: kind says which (return_due, approve …), the page and the columns know the words. */
struct value *today_item(struct today *today, const char *kind, int64_t count);
void today_set_unit(struct today *today, struct value *item, const char *unit);

/* Each appends items of its own; false with err: the database. */
bool today_own(struct today *today, struct err *err);       /* an officer's units: what was sent back, monthly returns */
bool today_waiting(struct today *today, struct err *err);   /* what a reviewer confirms, by unit and type */
bool today_papers(struct today *today, struct err *err);    /* papers that this person may take a step further */
bool today_proposals(struct today *today, struct err *err); /* another person's changes of the rules */
bool today_endings(struct today *today, struct err *err);   /* units that end, and who has a role there */
bool today_duties(struct today *today, struct err *err);    /* the plan's duties of this person's bodies that are due within days, or late */
bool today_alerts(struct today *today, struct err *err);    /* how many alerts nobody has taken note of */

/* Whether a duty (duty/duty_task.h) is of a body for which whoever asks acts. */
bool today_duty_is_mine(const struct command_call *call, const struct value *task);

/* What became of the contest since the person's log-in before this one, into answer: since (null: there was none, or a program asks), changes. */
bool today_changes(struct today *today, struct value *answer, struct err *err);

#endif
