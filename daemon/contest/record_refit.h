/*
 * At the daemon's start: the tables of records as this program understands the package in force. A package of before declares an
 * id alone as key, this program reads it as the unit's own (record/record_key.h), so the tables follow, with every version.
 */
#ifndef CONTEST_RECORD_REFIT_H
#define CONTEST_RECORD_REFIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where an upgrade notes in the table meta how many records another unit's file had taken over: whoever tells people clears it. */
#define RECORD_REFIT_TAKEN "records_taken"

struct arena;
struct err;
struct store;

/* One change ("upgrade") when the tables are otherwise, none when they are as they must be. ret_taken: after such a change, how many
 * records another unit's file had taken over (record_taken.h). */
bool record_refit(struct store *store, struct arena *arena, bool *ret_changed, size_t *ret_taken, struct err *err);

#endif
