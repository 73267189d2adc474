/*
 * The name of the account that did something. The store keeps "uid:1000", which never changes; people know the account's
 * name. Asks the machine's list of accounts; keeps nothing.
 */
#ifndef BASE_ACCOUNT_H
#define BASE_ACCOUNT_H

struct arena;

/* "uid:1000" → "hoa"; what is no uid, or has no account on this machine, keeps its own word. NULL for NULL. */
const char *account_name(struct arena *arena, const char *actor);

#endif
