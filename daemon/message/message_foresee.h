/*
 * Who would be told of what if another package were in force: by its routes, bodies and units, with the people of today. For the preview of a change; plans
 * and sends nothing.
 */
#ifndef MESSAGE_MESSAGE_FORESEE_H
#define MESSAGE_MESSAGE_FORESEE_H

#include <stdbool.h>

struct err;
struct turn;
struct value;

/* Where the two packages differ: [{kind: [of messages…], about: [kinds of alerts or papers…] (none: all that have no route of their own), to (the route's
 * word), channel, language, quiet ("18:00-07:00" or null), working_days, group_at ("17:00" or null), before, after (how many addressees), units (null:
 * all)}…]. NULL: err. */
struct value *message_foresee_routes(struct turn *now, struct turn *after, struct err *err);

/* The alerts of a preview; those that would open with told, [addressee…]. NULL: err. */
struct value *message_foresee_alerts(struct turn *after, const struct value *alerts, struct err *err);

#endif
