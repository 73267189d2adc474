/*
 * The wards' monthly returns: which record types a ward has not declared complete for a month (type
 * submission), and the one alert a (ward, month) that follows when they are overdue (contest.md §6).
 */
#ifndef ALERT_MISSING_RETURN_H
#define ALERT_MISSING_RETURN_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct change;
struct due;
struct due_kind;
struct err;
struct package;
struct period;
struct store;
struct turn;
struct value;

/* When returns of a month that are not there begin to be missing. */
int64_t missing_return_at(const struct package *package, const struct period *month);
/* Pure: {ward: {record_type: row}} of [{ward, record_type}…], in which a ward's stand together. */
const struct value *missing_return_by_ward(struct arena *arena, const struct value *submissions);

/* Pure. criteria: snapshot_criteria, whose facts name the types they need; submissions: [{ward,
 * record_type}…] of the month, in that order. [{ward, types: [names], none}…] of the wards standing on the month's last day
 * that miss any. */
struct value *missing_return_missing(struct arena *arena, const struct package *package,
                                     const struct value *criteria, const struct period *month,
                                     const struct value *submissions);

/* Pure: the types that the criteria need of a month, [names] in the package's order; one that begins after it needs none. */
struct value *missing_return_types(struct arena *arena, const struct package *package, const struct value *criteria, const struct period *month);
/* Those that say what a month owes: of its seal, else the given ones. NULL with err when the store failed. */
const struct value *missing_return_criteria(struct store *store, struct arena *arena, const struct period *month,
                                            const struct value *criteria, struct err *err);

extern const struct due_kind missing_return_due; /* of every month of a contest with returns (calendar/due.h) */

/* The month's returns are overdue from now on: opens the alerts, noted as performed. */
bool missing_return_perform(struct turn *turn, const struct due *due, struct err *err);
/* The same as they would be with the turn's package, whose criteria are given: adds rows as alert_foresee does. */
bool missing_return_foresee(struct turn *turn, const struct value *criteria, struct value *list, struct err *err);
/* What wards owe of the months that are overdue and not sealed: [{ward, name, of, month, title, types: [titles], none}…] by ward and month; of a ward that has ended
 * (its name as `of`) under the one that stands in its place today. NULL with err. */
struct value *missing_return_list(struct turn *turn, int32_t today, struct err *err);
/* Records or rules changed: the alerts of the months that are overdue follow. */
bool missing_return_follow(struct turn *turn, struct change *change, struct err *err);

#endif
