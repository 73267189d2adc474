/* What is told while a seal waits (seal_wait.h): one alert of the administrator, one of each ward that owes a return. */
#ifndef CLOSE_SEAL_ALERT_H
#define CLOSE_SEAL_ALERT_H

#include "alert/alert_plan.h"

struct seal_look;
struct turn;

/* None when the seal does not wait. A ward that ended is told through its successor of today. */
bool seal_alert_plan(struct turn *turn, const struct period *phase, const struct seal_look *look,
                     struct alert_plan *ret_plan, struct err *err);
/* Why it waits, until when, what to do: for the administrator, in both languages; in the turn's arena. */
bool seal_alert_say(struct turn *turn, const struct period *phase, const struct seal_look *look, const char **ret_vi,
                    const char **ret_en, struct err *err);

#endif
