/* A person's password, and what accounts.db says of a person. */
#include "login/login.h"

#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "login/attempt.h"
#include "login/login_internal.h"
#include "login/password.h"
#include "login/secret.h"
#include "store/store.h"

#include <time.h>

static bool hash(struct login *login, struct arena *arena, const char *password, char ret_hash[PASSWORD_HASH], struct err *err)
{
    while (sem_wait(&login->hashes) != 0)
        ;
    bool good = password_hash(arena, password, login->little, ret_hash, err);
    sem_post(&login->hashes);
    return good;
}

bool login_set_password(struct login *login, struct arena *arena, const char *person, const char *password, bool temporary, int64_t keep,
                        const struct login_log *log, struct err *err)
{
    char hashed[PASSWORD_HASH];
    const struct login_intent intent = {
        .person = person,
        .act = "password",
        .password = hashed,
        .changed_at = clock_now(login->clock),
        .temporary_until = temporary ? (int64_t)time(NULL) + LOGIN_TEMPORARY * DAY_SECONDS : 0,
        .keep = keep,
    };
    return hash(login, arena, password, hashed, err) && login_perform(login, arena, &intent, log, NULL, err);
}

static bool take_code(struct login *login, struct arena *arena, const char *person, const char *code, int64_t attempt, bool *ret_right,
                      struct err *err)
{
    struct secret secret;
    *ret_right = true;
    return (!code || (secret_read(login->store, arena, person, &secret, err) &&
                      secret_take_code(login->store, arena, person, &secret, code, ret_right, err))) &&
           (!*ret_right || attempt_succeed(login->store, attempt, person, err));
}

bool login_prove(struct login *login, struct arena *arena, const char *person, const char *password, const char *code, const char *address,
                 struct err *err)
{
    struct secret secret;
    int64_t attempt;
    bool right;
    if (!login_open_attempt(login, arena, person, address, &attempt, &secret, &right, err))
        return false;
    if (!login_is_right(login, arena, password, secret.password))
        return err_set(err, "mật khẩu đang dùng không đúng", "the present password is wrong");
    return login_begin(login, err) && login_end(login, take_code(login, arena, person, code, attempt, &right, err), err) &&
           (right || err_set(err, "mã xác thực không đúng, hoặc đã dùng rồi", "the code is wrong, or was used already"));
}

struct value *login_show(struct login *login, struct arena *arena, const char *person, struct err *err)
{
    struct secret secret;
    struct value *shown = value_map(arena);
    const struct value *count = NULL;
    bool good = login_begin(login, err) &&
                login_end(login,
                          secret_read(login->store, arena, person, &secret, err) &&
                              (count = store_row(login->store, arena, err, QUERY_RECOVERY_COUNT, "t", person)),
                          err);
    if (!good)
        return NULL;
    value_set_bool(shown, "password", secret.password);
    value_set_bool(shown, "second", secret.totp);
    value_set_bool(shown, "begun", secret.totp_new);
    value_set_int(shown, "temporary_until", secret.temporary_until);
    value_set_int(shown, "changed_at", secret.changed_at);
    value_set_int(shown, "recovery", value_get_int(count, "count", 0));
    return shown;
}

bool login_forget(struct login *login, const char *person, struct err *err)
{
    if (!login_begin(login, err))
        return false;
    bool good = login_commit(login,
                             store_do(login->store, err, QUERY_SECRET_DELETE, "t", person) &&
                                 store_do(login->store, err, QUERY_SESSION_DELETE_PERSON, "ti", person, (int64_t)0),
                             err);
    if (good)
        sessions_end_person(login->sessions, person, 0);
    login_leave(login);
    return good;
}

bool login_forget_strangers(struct login *login, struct arena *arena, bool (*is_known)(const void *owner, const char *person),
                            const void *owner, struct err *err)
{
    const struct value *names = store_rows(login->store, arena, err, QUERY_SECRET_NAMES, "");
    for (size_t i = 0; i < value_len(names); i++) {
        const char *person = value_get_text(value_at(names, i), "person", "");
        if (!is_known(owner, person) && !login_forget(login, person, err))
            return false;
    }
    return names != NULL;
}
