/* Tells what a change of before wrote of records, and what became of one record. Reads only. */
#ifndef REVISION_CHANGE_LOG_H
#define REVISION_CHANGE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct cell;
struct err;
struct package;
struct record_type;
struct store;
struct value;

/* What the change `sequence` wrote, as import_report says it, of at most so many records. */
bool change_log_report(struct store *store, const struct package *package, int64_t sequence, int32_t today, size_t most,
                       struct arena *arena, struct value **ret_report, struct err *err);

/* Whose the records of a type are that the change `sequence` wrote: a map whose keys are ids of units, teams or members. */
bool change_log_owners(struct store *store, const struct record_type *type, int64_t sequence, struct arena *arena, struct value **ret_owners,
                       struct err *err);

/* Every version of the record with this key, oldest first: [{sequence, until: the change that ended it or null, at (text), actor,
 * via, action, reason, file, row, state, state_reason, fields: as in import_report, against the version before}…]; [] when there
 * is no such record. */
bool change_log_history(struct store *store, const struct record_type *type, const struct cell *key, struct arena *arena,
                        struct value **ret_list, struct err *err);

#endif
