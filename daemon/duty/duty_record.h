/* The duties that records cause: each confirmed record of a type that a duty names, from the day in it on. Reads only. */
#ifndef DUTY_DUTY_RECORD_H
#define DUTY_DUTY_RECORD_H

#include "duty/duty_plan.h"

#include <stdbool.h>

struct err;
struct store;

/* Of all such duties, those whose record's day has come. */
bool duty_record_caused(struct store *store, struct arena *arena, const struct package *package, int32_t today, struct duty_plan *ret_caused, struct err *err);
/* The keys of the newest records of a type that stand, of a unit (NULL: of all), for a list to choose from: [] without a type. */
struct value *duty_record_keys(struct store *store, struct arena *arena, const struct package *package, const char *type, const char *unit, struct err *err);
/* Whether such a record is there, confirmed or not, and was not taken back. The type and the key are read as people write them. False with err: it is not. */
bool duty_record_stands(struct store *store, struct arena *arena, const struct package *package, const char *type, const char *key, struct err *err);

#endif
