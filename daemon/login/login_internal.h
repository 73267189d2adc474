/* What the files of login.h share: the one connection to accounts.db and how a transaction on it begins and ends. */
#ifndef LOGIN_LOGIN_INTERNAL_H
#define LOGIN_LOGIN_INTERNAL_H

#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdint.h>

struct arena;
struct clock;
struct err;
struct secret;
struct sessions;
struct store;

struct login {
    const struct clock *clock;
    struct sessions *sessions;
    struct store *store;
    pthread_mutex_t lock; /* guards the store; never held while a password is hashed */
    sem_t hashes;         /* so many passwords at once */
};

bool login_begin(struct login *login, struct err *err);
/* Commits what went well, rolls back what did not. Says which. */
bool login_end(struct login *login, bool good, struct err *err);

/* Notes the attempt and reads the person's secret. False with err; *ret_allowed false: it was tried too often. */
bool login_open_attempt(struct login *login, struct arena *arena, const char *person, const char *address, int64_t *ret_attempt,
                        struct secret *ret_secret, bool *ret_allowed, struct err *err);
/* Whether it is the password of this hash; waits for its turn. */
bool login_is_right(struct login *login, struct arena *arena, const char *password, const char *hash);

#endif
