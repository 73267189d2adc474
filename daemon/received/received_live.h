/*
 * What stands of the bundles that were taken: the records in force of the type that takes them. From these, not from files, follows which seal is the latest
 * (an import that was undone left none of its rows) and what the next one withdraws.
 */
#ifndef RECEIVED_RECEIVED_LIVE_H
#define RECEIVED_RECEIVED_LIVE_H

#include <stdbool.h>

struct arena;
struct err;
struct package;
struct record_type;
struct store;
struct value;

/* The type that is said to take bundles; NULL: none is. */
const struct record_type *received_type(const struct package *package);
/* Its records in force of the units (a list of ids): [{field: text…}…], "" for none. [] without a type. NULL with err. */
struct value *received_live(struct store *store, struct arena *arena, const struct record_type *type, const struct value *units, struct err *err);
/* Whether one of them is of this unit, phase and seal. */
bool received_is_live(const struct record_type *type, const struct value *live, const struct value *note);

#endif
