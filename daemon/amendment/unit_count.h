/* How many records refer to units: what goes along with one that ends, what is in the way of one that is left out. Reads only. */
#ifndef AMENDMENT_UNIT_COUNT_H
#define AMENDMENT_UNIT_COUNT_H

struct arena;
struct err;
struct package;
struct store;
struct value;

/* Of each unit (a list of ids) the records that claim to hold and have it in one of their fields: {unit: {type: how many}}, without those that
 * nothing refers to; of the type “unit” what is below it. Each type is read once. NULL on an error. */
struct value *unit_count(struct store *store, const struct package *package, const struct value *units, struct arena *arena, struct err *err);

#endif
