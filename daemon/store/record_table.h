/*
 * The stored tables of the declared record types: made when they are not there, made again with all their
 * rows when a later package declares the type otherwise. A field that is no longer declared stays with its
 * values. The texts are record/record_sql.h's.
 */
#ifndef STORE_RECORD_TABLE_H
#define STORE_RECORD_TABLE_H

#include <stdbool.h>

struct arena;
struct err;
struct record_types;
struct store;

/* Inside the caller's change. Indexes of measures go with a table that is made again: make them afterwards.
 * Refused when stored rows do not fit the new declaration (a choice that is used was struck off, the key is
 * no longer unique); the caller then cancels the change. */
bool record_tables_bring_up(struct store *store, const struct record_types *types, struct arena *arena,
                            struct err *err);

#endif
