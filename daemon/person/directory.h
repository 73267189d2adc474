/*
 * All accounts with their grants and tokens in memory: so that the loop knows who asks without a database. Read at the start and again
 * after each change of people; never changes once it is made. Whoever holds it asks for callers, which are copies.
 */
#ifndef PERSON_DIRECTORY_H
#define PERSON_DIRECTORY_H

#include "person/caller.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct arena;
struct directory;
struct err;
struct store;

/* On the heap; NULL with err. */
struct directory *directory_read(struct store *store, struct err *err);
void directory_destroy(struct directory *directory);
void directory_let_go(struct directory *directory); /* it outlives the attempt (base/memory.h) in which it was read */

/* The caller of an account on a day; its actor is "person:NAME". False: there is no such account. One that was disabled has no
 * grants. */
bool directory_person(const struct directory *directory, struct arena *arena, const char *name, int32_t day, struct caller *ret_caller);
/* All accounts, by name. */
size_t directory_count(const struct directory *directory);
const char *directory_name(const struct directory *directory, size_t place);
/* Whether there is such an account, disabled or not. */
bool directory_knows(const struct directory *directory, const char *name);
/* The account of a user of this machine. */
bool directory_unix(const struct directory *directory, struct arena *arena, uid_t uid, int32_t day, struct caller *ret_caller);
/* The account of a token, with the token's one role, where the person holds that themselves. False: there is none, or it is over. */
bool directory_token(const struct directory *directory, struct arena *arena, const char *token, int32_t day, struct caller *ret_caller);
/* The account of a calendar's secret, with all that the person holds that day; *ret_id: of the secret. False: there is none, or the person holds nothing. */
bool directory_feed(const struct directory *directory, struct arena *arena, const char *secret, int32_t day, struct caller *ret_caller, int64_t *ret_id);

/* A caller that a directory of before gave, on this day: as the account is now, and the token where one was shown, known by its number. False:
 * the account is disabled, or the token is over. */
bool directory_again(const struct directory *directory, struct arena *arena, const struct caller *before, int32_t day, struct caller *ret_caller);

/* Whether the account has a role of this very unit, from whatever day on. */
bool directory_is_of(const struct directory *directory, const char *name, const char *unit);
/* Whether somebody, for themselves, holds the role for the whole contest on a day. */
bool directory_has(const struct directory *directory, enum role role, int32_t day);

#endif
