/*
 * How a quarantine ends: another version of the rule is in force; the file of its plugin or program is another one; or one person
 * asks and another one releases it, because what failed was not the rule. Internal to the room but for the last two.
 */
#ifndef AMENDMENT_QUARANTINE_END_H
#define AMENDMENT_QUARANTINE_END_H

#include <stdbool.h>

struct change;
struct err;
struct package;
struct turn;
struct value;

/* The administrators' alerts are those of what is quarantined now. */
bool quarantine_say(struct turn *turn, struct change *change, struct err *err);
/* Every last run that failed by the version owes another one, unless it is sealed. */
bool quarantine_owe_runs(struct turn *turn, struct change *change, const char *criterion, const char *rule, struct err *err);

/* What is quarantined of a criterion now ends: another version takes its place there, or nothing is quarantined. */
bool quarantine_end_of(struct turn *turn, struct change *change, const char *criterion, struct err *err);

/* The rows (run/quarantined.h) whose version is in force and whose evaluator's file is another one than failed. */
bool quarantine_find_replaced(struct turn *turn, const struct value **ret_rows, struct err *err);
bool quarantine_end_replaced(struct turn *turn, struct change *change, const struct value *rows, struct err *err);

/* Inside the change that put `package` in force: a criterion with a version of its own again is free. */
bool quarantine_release(struct turn *turn, struct change *change, const struct package *package, struct err *err);

/*
 * The first person's call asks, another person's releases: the version is started again, and the last runs that failed by it are
 * owed. A change of its own. answer: {criterion, rule, asked_by, done}.
 */
bool quarantine_lift(struct turn *turn, const char *criterion, unsigned roles, const char *reason, struct value **ret_answer, struct err *err);

#endif
