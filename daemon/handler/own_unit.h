/* The units whose records whoever asks may see: what a page offers to choose from. Reads nothing; who may what is the caller's
 * (person/caller.h). */
#ifndef HANDLER_OWN_UNIT_H
#define HANDLER_OWN_UNIT_H

#include <stdint.h>

struct command_call;
struct package;
struct value;

/* [{id, title}…] of the wards that stand on the day. */
struct value *own_unit_list(struct command_call *call, const struct package *package, int32_t day);
/* The own one, for whoever names none; NULL: there is none. */
const char *own_unit_first(struct command_call *call, const struct package *package, int32_t day);

#endif
