/*
 * From causes to messages: which routes tell whom of a cause, where each is reached, what they read and when it may go. One change
 * puts them into the outbox and notes the causes as planned; the key of a message is made of its cause and addressee, so none is
 * there twice. Runs with everything else that is due (agenda/); sends nothing.
 */
#ifndef MESSAGE_MESSAGE_PLAN_H
#define MESSAGE_MESSAGE_PLAN_H

#include <stdbool.h>

struct err;
struct message_kind;
struct message_settings;
struct turn;
struct value;

/* Begins to note causes once the machine has channels and the contest routes, ends it when it has none any more; then plans what waits.
 * Safe to repeat. */
bool message_plan_settle(struct turn *turn, struct err *err);

/* What a message of this kind about a unit (NULL: the whole contest) would be, by the routes in force: [{route, channel, addressee, to,
 * address (null: none is known), language, subject, text, link, at}…]. about: a kind of alert or of document; NULL: the first there is. */
struct value *message_plan_try(struct turn *turn, const struct message_kind *kind, const char *unit, const char *about, const char *period, struct err *err);

#endif
