/*
 * Logging in: passwords, second factors, sessions and what was tried, over accounts.db. Owns that database's one connection and the
 * sessions in memory. Knows people by their login names only; who there is and what each may do is person/'s, and asked by the
 * caller. Any thread may call these; those that say so block for a disk or a hash and are not for the loop.
 */
#ifndef LOGIN_LOGIN_H
#define LOGIN_LOGIN_H

#include "login/session.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct clock;
struct err;
struct login;
struct value;

enum {
    LOGIN_HASHES = 2,    /* passwords that are hashed at once; on a machine of little memory one, which takes less (password.h) */
    LOGIN_TEMPORARY = 7, /* days that a password holds which somebody else set, by the machine's own clock */
};

/* Opens (makes) accounts.db and takes up the sessions that live. The clock says when something was, for people; nothing is decided by it. */
struct login *login_open(const char *folder, const struct clock *clock, struct err *err);
void login_close(struct login *login);

/* ---- for the loop ---- */
struct sessions *login_sessions(struct login *login);
bool login_admit_stranger(struct login *login, const char *address); /* who is not known asks for what costs work (throttle.h) */

/* ---- these block ---- */

struct login_try {
    const char *person, *password, *code; /* as typed; code "" = none */
    const char *address, *agent;
    bool known;            /* there is such a person, who may log in */
    const char *old_token; /* of the session that this browser has; NULL = none. It ends */
};

enum login_outcome {
    LOGIN_DONE,
    LOGIN_REFUSED, /* name, password or code is wrong: nobody learns which */
    LOGIN_LATER,   /* tried too often */
    LOGIN_FAILED,  /* the disk, the memory */
};

/* LOGIN_DONE: a new session begins, whose token goes to the browser. Else err is the sentence for the page. */
enum login_outcome login_try(struct login *login, struct arena *arena, const struct login_try *try, char ret_token[SESSION_TOKEN_TEXT],
                             struct err *err);
/* Ends a session in memory and in the file. person NULL = whoever's it is. */
bool login_end_session(struct login *login, int64_t id, const char *person, bool *ret_found, struct err *err);
/* Writes down when a session was last used. */
bool login_note_session(struct login *login, const struct session *session, struct err *err);

/* The row of the main log that tells a change of accounts.db. Two files are two commits: the change is intended here, then the row is
 * committed, then it is carried out; what a start finds intended (login_settle) it carries out when the row is there, and forgets when not. */
struct login_log {
    const char *action; /* the command's words */
    int64_t sequence;   /* of the row */
    bool (*commit)(void *owner, struct err *err);
    void *owner;
};

/* Each with its row of the log; NULL: nobody is told (one's own sessions). False with err: it was not done; where the row is there already the
 * sentence says so, and the next start does it. */

/* Sets it, fit or not (password.h), and ends the person's sessions but `keep` (0 = none). */
bool login_set_password(struct login *login, struct arena *arena, const char *person, const char *password, bool temporary, int64_t keep,
                        const struct login_log *log, struct err *err);
/* Ends the person's session of this number. */
bool login_end_one(struct login *login, const char *person, int64_t id, const struct login_log *log, struct err *err);
bool login_end_others(struct login *login, const char *person, int64_t keep, const struct login_log *log, struct err *err);
/* The password, and the code where there is a second factor, as a person shows again that it is them; counts as an attempt. code NULL: it is
 * not asked for. */
bool login_prove(struct login *login, struct arena *arena, const char *person, const char *password, const char *code, const char *address,
                 struct err *err);
/* {password, second (bools), begun (a key waits for its first code), changed_at (instant), temporary_until (seconds since 1970; 0: the password is
 * the person's own), recovery (codes left)}; a person without a secret has nothing of it. */
struct value *login_show(struct login *login, struct arena *arena, const char *person, struct err *err);

/* The second factor: a new key is shown, and counts once a code of it was given, which gives the codes for the day the phone is lost. */
bool login_second_begin(struct login *login, struct arena *arena, const char *person, const char **ret_key, struct err *err);
/* The person's sessions but `keep` end: they began without it. */
bool login_second_confirm(struct login *login, struct arena *arena, const char *person, const char *code, int64_t keep,
                          const struct login_log *log, struct value **ret_codes, struct err *err);
bool login_second_remove(struct login *login, const char *person, int64_t keep, const struct login_log *log, struct err *err);
/* At the start, before anybody can log in: what was intended when the daemon ended. The codes for the day the phone is lost of a second factor
 * that is confirmed then were never shown: there are none. */
bool login_settle(struct login *login, struct arena *arena, bool (*tells)(void *owner, int64_t sequence, const char *action, const char *person, bool *ret_tells, struct err *err),
                  void *owner, struct err *err);
/* A person who is no more has no secret: none that a later one could inherit. */
bool login_forget(struct login *login, const char *person, struct err *err);
/* Forgets whoever is not known any more: a main database of before may have been put back. To be called before anybody can log in. */
bool login_forget_strangers(struct login *login, struct arena *arena, bool (*is_known)(const void *owner, const char *person),
                            const void *owner, struct err *err);

#endif
