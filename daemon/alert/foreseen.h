/* What a run ends of the alerts of what was coming (early_warning.h, zero_tolerance.h, outstanding.h): from then on its own figures speak. */
#ifndef ALERT_FORESEEN_H
#define ALERT_FORESEEN_H

#include <stdbool.h>

struct change;
struct err;
struct merged;
struct run_note;
struct turn;

/* Inside the change that writes the run, after run_alert_follow. */
bool foreseen_follow(struct turn *turn, struct change *change, const struct run_note *note, const struct merged *merged, struct err *err);

#endif
