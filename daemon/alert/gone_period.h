/*
 * Alerts of periods that are no more, because the contest's days changed: nothing can be done about them any more, so they end, with that as the
 * reason. What was said of them stays in their history.
 */
#ifndef ALERT_GONE_PERIOD_H
#define ALERT_GONE_PERIOD_H

#include <stdbool.h>

struct arena;
struct change;
struct err;
struct period_list;
struct store;
struct value;

/* Inside the change after which the contest's periods are `after`. */
bool gone_period_end(struct change *change, struct arena *arena, const struct period_list *before, const struct period_list *after, struct err *err);
/* What that would do, added to `list` as alert_foresee does. */
bool gone_period_foresee(struct store *store, struct arena *arena, const struct period_list *before, const struct period_list *after, struct value *list,
                         struct err *err);

#endif
