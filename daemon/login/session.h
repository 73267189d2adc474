/*
 * Who is logged in, in memory, so that the loop knows at once; what a restart is to keep is written by login.h. A session is known by the
 * 32 random bytes that only the browser holds; here is their SHA-256. It ends 30 minutes after its last request and 12 hours after its
 * beginning, by the kernel's count since the boot (struct clock_mark), which nobody sets and no set clock moves; a boot ends it.
 * Any thread may call these; none of them waits for a disk.
 */
#ifndef LOGIN_SESSION_H
#define LOGIN_SESSION_H

#include "base/digest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct sessions;
struct value;

enum {
    SESSION_IDLE = 30 * 60,          /* seconds */
    SESSION_LONGEST = 12 * 60 * 60,  /* seconds */
    SESSION_EACH = 16,               /* of one person; the one longest idle goes */
    SESSION_WRITE = 60,              /* seconds after which its last request is worth writing down */
    SESSION_TOKEN = 32,              /* bytes */
    SESSION_TOKEN_TEXT = 65,         /* as hexadecimal digits, with a 0 */
};

struct session {
    int64_t id; /* for people, and in the file */
    unsigned char hash[DIGEST_BYTES];
    char person[64];
    int64_t made, last; /* seconds since the boot */
    int64_t made_at;    /* instant, for people */
    bool second;        /* the person has a second factor, and gave it */
    bool temporary;     /* the password is one that somebody else set */
    char address[48], agent[160];
};

struct sessions *sessions_create(void);
void sessions_destroy(struct sessions *sessions);

/* Whether it has not ended at this second since the boot. */
bool session_lives(const struct session *session, int64_t now);
/* New random bytes, as text, and their hash. */
void session_token(char ret_text[SESSION_TOKEN_TEXT], unsigned char ret_hash[DIGEST_BYTES]);
/* False when the text is no such token. */
bool session_token_hash(const char *text, unsigned char ret_hash[DIGEST_BYTES]);
/* What every form of a session carries: follows from its token alone, says nothing of it. `token` is one. */
void session_form_token(const char *token, char ret_text[SESSION_TOKEN_TEXT]);
bool session_form_token_is(const char *token, const char *form_token); /* in constant time */

/* Takes it in; of a person with too many, *ret_ended is the id of the one that went, 0 = none. */
void sessions_add(struct sessions *sessions, const struct session *session, int64_t now, int64_t *ret_ended);
/* The living one of this token, whose last request this is. *ret_write: it should be written down again. */
bool sessions_find(struct sessions *sessions, const unsigned char hash[DIGEST_BYTES], int64_t now, struct session *ret_session,
                   bool *ret_write);
/* The living one of this number; that is no request of it. */
bool sessions_get(struct sessions *sessions, int64_t id, int64_t now, struct session *ret_session);
/* Those of a person (NULL = everybody's) that live: [{id, person, made_at (instant), idle (seconds), address, agent, second}…]. */
struct value *sessions_list(struct sessions *sessions, struct arena *arena, const char *person, int64_t now);
/* What a person's sessions, those that are left, say of the password and the second factor from now on. */
void sessions_set_password(struct sessions *sessions, const char *person, bool temporary);
void sessions_set_second(struct sessions *sessions, const char *person, bool second);
/* Ends the one with this id if it is the person's (NULL = anybody's). */
bool sessions_end(struct sessions *sessions, int64_t id, const char *person);
/* Ends all of a person's but `keep` (0 = none). */
void sessions_end_person(struct sessions *sessions, const char *person, int64_t keep);

#endif
