/*
 * Messages about alerts that are withheld (alert/alert_hold.h): what there would be to tell is owed instead (table alert_withheld; alert/alert_tend.h tells it
 * when nothing withholds it any more), and what waits in the outbox untried is taken back. That an alert is over is never withheld: whoever was told of it
 * would never learn that it is.
 */
#ifndef MESSAGE_MESSAGE_HOLD_H
#define MESSAGE_MESSAGE_HOLD_H

#include <stdbool.h>

struct alert_holds;
struct change;
struct err;
struct message_kind;
struct turn;
struct value;

/* Inside a change. cause: a row of message_cause. *ret_held: it is owed now, and nobody is told. */
bool message_hold_cause(const struct turn *turn, struct change *change, const struct alert_holds *holds, const struct message_kind *kind, const struct value *cause,
                        bool *ret_held, struct err *err);
/* Messages that wait untried about something that is withheld by now: [{id, cause, kind, alert, hold}…]. */
struct value *message_hold_queued(const struct turn *turn, const struct alert_holds *holds, struct err *err);
/* Inside a change: takes them back, and owes what they would have told. */
bool message_hold_take_back(const struct turn *turn, struct change *change, const struct value *queued, struct err *err);

#endif
