/*
 * Makes the tables of the declared record types when they are not there, and makes them again with all their rows when a
 * later package declares a type otherwise. A field that is no longer declared keeps its column and values. The SQL comes
 * from record/record_sql.h.
 */
#ifndef STORE_RECORD_TABLE_H
#define STORE_RECORD_TABLE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct record_types;
struct store;

/* Inside the caller's change (sequence). A type whose key is another one now leaves a row in table key_change. Indexes of measures go with a table that is made again: make them afterwards.
 * Refused when stored rows do not fit the new declaration (a choice that is used was struck off, the key is
 * no longer unique); the caller then cancels the change. */
bool record_tables_bring_up(struct store *store, int64_t sequence, const struct record_types *types, struct arena *arena,
                            struct err *err);
/* Until the end: a type that a candidate declares and that has no tables yet stands on this connection as empty views of their names, so that
 * what a decision would do can be asked for before. Outside of a transaction. What the end takes; NULL with err, nothing stands then. */
const char *record_tables_foresee(struct store *store, const struct record_types *types, struct arena *arena, struct err *err);
bool record_tables_foresee_end(struct store *store, const char *end, struct err *err);
/* Whether the tables of all types are as they are declared; false with err when it could not be looked at. */
bool record_tables_are_up(struct store *store, const struct record_types *types, struct arena *arena, bool *ret_up,
                          struct err *err);

#endif
