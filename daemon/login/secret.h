/* What accounts.db keeps of a person: password, second factor, codes for the day the phone is lost. Rows in and out; who may ask is the
 * caller's concern. Each function is one transaction, or part of the caller's. */
#ifndef LOGIN_SECRET_H
#define LOGIN_SECRET_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct store;
struct value;

struct secret {
    const char *password;        /* its hash; NULL = none is set */
    const char *totp, *totp_new; /* keys; NULL = none */
    int64_t totp_step, changed_at;
    int64_t temporary_until; /* seconds since 1970; 0: the password is the person's own */
};

/* Of a person without a secret: all empty. */
bool secret_read(struct store *store, struct arena *arena, const char *person, struct secret *ret_secret, struct err *err);
/* Whether the code is right for this secret; it is used up then. Without a second factor any code, and none, is right. */
bool secret_take_code(struct store *store, struct arena *arena, const char *person, const struct secret *secret, const char *code,
                      bool *ret_right, struct err *err);
/* Whether the code is right for the key that was shown; uses nothing up. */
bool secret_is_confirmed(const struct secret *secret, const char *code, int64_t *ret_step);
/* The key that was shown becomes the person's; new recovery codes take the place of the old ones. */
bool secret_confirm(struct store *store, struct arena *arena, const char *person, int64_t step, struct value **ret_codes,
                    struct err *err);
bool secret_remove_second(struct store *store, const char *person, struct err *err);

#endif
