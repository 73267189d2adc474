/* Attempts to log in: how many failed of late, by the name typed and by the address. A row is written before the password is looked at, so
 * that two tries at once count as two. Time is the kernel's count since the boot. */
#ifndef LOGIN_ATTEMPT_H
#define LOGIN_ATTEMPT_H

#include <stdbool.h>
#include <stdint.h>

enum {
    ATTEMPT_WINDOW = 15 * 60, /* seconds in which failures are counted */
    ATTEMPT_PERSON = 5,       /* of one name, whether there is such a person or not */
    ATTEMPT_ADDRESS = 20,     /* from one address */
};

struct clock_mark;
struct err;
struct store;

/* Notes one; *ret_allowed false: there were too many before it, and it is not noted. *ret_id: to take it back. */
bool attempt_begin(struct store *store, const char *person, const char *address, const struct clock_mark *now, bool *ret_allowed,
                   int64_t *ret_id, struct err *err);
/* It was right: it counts for nobody, and the failures of this name are forgotten. */
bool attempt_succeed(struct store *store, int64_t id, const char *person, struct err *err);

#endif
