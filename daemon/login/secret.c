#include "login/secret.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "login/totp.h"
#include "store/store.h"

#include <string.h>
#include <time.h>

bool secret_read(struct store *store, struct arena *arena, const char *person, struct secret *ret_secret, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_SECRET_GET, "t", person);
    if (!row)
        return false;
    *ret_secret = (struct secret){
        .password = value_get_text(row, "password", NULL),
        .totp = value_get_text(row, "totp", NULL),
        .totp_new = value_get_text(row, "totp_new", NULL),
        .totp_step = value_get_int(row, "totp_step", 0),
        .changed_at = value_get_int(row, "changed_at", 0),
        .temporary_until = value_get_int(row, "temporary_until", 0),
    };
    return true;
}

/* A row came back: there was one to be changed. */
static bool did(const struct value *row, bool *ret_did)
{
    *ret_did = row && !value_is_null(row);
    return row != NULL;
}

bool secret_take_code(struct store *store, struct arena *arena, const char *person, const struct secret *secret, const char *code,
                      bool *ret_right, struct err *err)
{
    int64_t step;
    *ret_right = !secret->totp;
    if (!secret->totp)
        return true;
    if (totp_is_right(secret->totp, code, time(NULL), secret->totp_step, &step))
        return did(store_row(store, arena, err, QUERY_SECRET_TOTP_USED, "ti", person, step), ret_right);
    return did(store_row(store, arena, err, QUERY_RECOVERY_USE, "tt", person, totp_recovery_hash(arena, code)), ret_right);
}

bool secret_is_confirmed(const struct secret *secret, const char *code, int64_t *ret_step)
{
    return secret->totp_new && totp_is_right(secret->totp_new, code, time(NULL), 0, ret_step);
}

static bool give_codes(struct store *store, struct arena *arena, const char *person, struct value *codes, struct err *err)
{
    for (int i = 0; i < TOTP_RECOVERY; i++) {
        const char *code = totp_recovery(arena);
        if (!store_do(store, err, QUERY_RECOVERY_INSERT, "tt", person, totp_recovery_hash(arena, code)))
            return false;
        value_append(codes, value_text(arena, code));
    }
    return true;
}

bool secret_confirm(struct store *store, struct arena *arena, const char *person, int64_t step, struct value **ret_codes,
                    struct err *err)
{
    *ret_codes = value_list(arena);
    return store_do(store, err, QUERY_SECRET_TOTP_CONFIRM, "ti", person, step) &&
           store_do(store, err, QUERY_RECOVERY_DELETE, "t", person) && give_codes(store, arena, person, *ret_codes, err);
}

bool secret_remove_second(struct store *store, const char *person, struct err *err)
{
    return store_do(store, err, QUERY_RECOVERY_DELETE, "t", person) && store_do(store, err, QUERY_SECRET_TOTP_REMOVE, "t", person);
}
