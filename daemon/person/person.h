/*
 * Accounts, grants and tokens as rows of the main database: read, and written inside a change. Checks what a row must be; whether the
 * act may be is the table of life cycles' (kind person) and the command's.
 */
#ifndef PERSON_PERSON_H
#define PERSON_PERSON_H

#include "person/grant.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct arena;
struct change;
struct err;
struct store;
struct value;

#define PERSON_NO_USER ((uid_t)-1) /* no user of the machine is this person */

/* A log-in name: a letter, then letters, digits, dot, hyphen, underscore; a-z, 2 to 32. False with what a good one is. */
bool person_name_check(const char *name, struct err *err);

/* {name, full_name, uid or null, state, made_at, sequence}; NULL with err when there is no such account. */
struct value *person_get(struct store *store, struct arena *arena, const char *name, struct err *err);
/* All of them, by name. */
struct value *person_list(struct store *store, struct arena *arena, struct err *err);
/* [{id, person, role, unit, valid_from, valid_until, deputy_of, basis, signs, title, sequence, revoked}…], days as integers; name NULL: of all. */
struct value *person_grants(struct store *store, struct arena *arena, const char *name, struct err *err);
/* [{id, person, role, unit, hash, note, valid_until, sequence, revoked}…]. */
struct value *person_tokens(struct store *store, struct arena *arena, const char *name, struct err *err);

/* {id, person, hash, made_at} of the calendar's secret that stands; a null value when there is none. */
const struct value *person_feed(struct store *store, struct arena *arena, const char *name, struct err *err);

/* Whether the log's row of this number is of the action (a command's words) and about the account; *ret_tells untouched on failure. */
bool person_log_tells(struct store *store, int64_t sequence, const char *action, const char *name, bool *ret_tells, struct err *err);

/* Inside a change. uid: PERSON_NO_USER: none; one that is another account's is refused by its name. */
bool person_add(struct change *change, struct arena *arena, const char *name, const char *full_name, uid_t uid, const char *state,
                struct err *err);
bool person_change(struct change *change, struct arena *arena, const char *name, const char *full_name, uid_t uid, struct err *err);
bool person_set_state(struct change *change, const char *name, const char *state, struct err *err);
bool person_grant(struct change *change, const char *name, const struct grant *grant, int64_t *ret_id, struct err *err);
bool person_revoke(struct change *change, int64_t grant, struct err *err);
/* grant: the token's role, unit and end. *ret_token: its text, which is kept nowhere. */
bool person_token(struct change *change, struct arena *arena, const char *name, const struct grant *grant, const char *note,
                  int64_t *ret_id, char **ret_token, struct err *err);
bool person_token_revoke(struct change *change, int64_t token, struct err *err);
/* The secret of the person's calendar, in the place of one that stood. *ret_secret: its text, which is kept nowhere. */
bool person_feed_make(struct change *change, struct arena *arena, const char *name, const char **ret_secret, struct err *err);
bool person_feed_revoke(struct change *change, const char *name, struct err *err);

#endif
