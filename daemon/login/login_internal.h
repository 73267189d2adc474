/* What the files of login.h share: the one connection to accounts.db and how a transaction on it begins and ends. */
#ifndef LOGIN_LOGIN_INTERNAL_H
#define LOGIN_LOGIN_INTERNAL_H

#include "base/memory.h"
#include "login/signing_key.h"
#include "login/throttle.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdint.h>

struct arena;
struct clock;
struct err;
struct login_log;
struct secret;
struct session;
struct sessions;
struct store;
struct value;

struct login {
    struct memory_held held; /* first; while somebody has the lock */
    const struct clock *clock;
    struct sessions *sessions;
    struct store *store;
    pthread_mutex_t lock; /* guards the store, and that sessions begin and end in both; never held while a password is hashed */
    sem_t hashes;         /* so many passwords at once */
    bool little;          /* the machine has little memory */
    struct throttle strangers;
    struct signing_key key; /* by which papers are signed; never changes */
};

/* A change of what proves who somebody is (login_intent.c); the fields that its act needs. */
struct login_intent {
    const char *person, *act;
    const char *password; /* a hash */
    int64_t changed_at, temporary_until, step, keep;
};
/* ret_codes: of a confirmed second factor. */
bool login_perform(struct login *login, struct arena *arena, const struct login_intent *intent, const struct login_log *log,
                   struct value **ret_codes, struct err *err);

/* The lock alone, until login_leave. False: the database cannot be opened. Memory that runs out meanwhile rolls back and lets go of it. */
bool login_enter(struct login *login, struct err *err);
bool login_begin(struct login *login, struct err *err);
/* Commits what went well, rolls back what did not. Says which. */
bool login_end(struct login *login, bool good, struct err *err);
/* The two halves of login_end, for what the memory has to follow before anybody else comes. */
bool login_commit(struct login *login, bool good, struct err *err);
void login_leave(struct login *login);

/* A session as a row, within a transaction; once that is committed, in memory too: before login_leave. */
bool login_insert_session(struct login *login, struct arena *arena, struct session *session, struct err *err);
void login_admit_session(struct login *login, const struct session *session);

/* Notes the attempt and reads the person's secret. False with err; *ret_allowed false: it was tried too often. */
bool login_open_attempt(struct login *login, struct arena *arena, const char *person, const char *address, int64_t *ret_attempt,
                        struct secret *ret_secret, bool *ret_allowed, struct err *err);
/* Whether it is the password of this hash; waits for its turn. */
bool login_is_right(struct login *login, struct arena *arena, const char *password, const char *hash);

#endif
