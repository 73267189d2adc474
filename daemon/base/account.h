/*
 * The name of the account that did something. The store keeps "uid:1000", which never changes; people know the account's
 * name. Asks the machine's list of accounts; keeps nothing.
 */
#ifndef BASE_ACCOUNT_H
#define BASE_ACCOUNT_H

#include <stdbool.h>
#include <sys/types.h>

struct arena;

/* "uid:1000" → "hoa", "person:hoa" → "hoa"; what is no uid, or has no account on this machine, keeps its own word. NULL for NULL. */
const char *account_name(struct arena *arena, const char *actor);

/* The number of an account of this machine by its name, or by the number as text; false when there is none. */
bool account_find(const char *name, uid_t *ret_uid);

#endif
