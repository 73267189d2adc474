/* A person's second factor: shown, confirmed, removed. */
#include "login/login.h"

#include "base/err.h"
#include "login/login_internal.h"
#include "login/secret.h"
#include "login/totp.h"
#include "store/store.h"

#include <time.h>

bool login_second_begin(struct login *login, struct arena *arena, const char *person, const char **ret_key, struct err *err)
{
    struct secret secret;
    const char *key = totp_key(arena);
    bool good = login_begin(login, err) &&
                login_end(login,
                          secret_read(login->store, arena, person, &secret, err) &&
                              (secret.password || err_set(err, "hãy đặt mật khẩu trước: people password",
                                                          "set a password first: people password")) &&
                              (!secret.totp || err_set(err, "đã có xác thực hai lớp; hãy gỡ trước khi đặt lại",
                                                       "there is a second factor already; remove it first")) &&
                              store_do(login->store, err, QUERY_SECRET_TOTP_NEW, "tt", person, key),
                          err);
    *ret_key = key;
    return good;
}

static bool confirm(struct login *login, struct arena *arena, const char *person, const char *code, struct value **ret_codes,
                    struct err *err)
{
    struct secret secret;
    int64_t step;
    if (!secret_read(login->store, arena, person, &secret, err))
        return false;
    if (!secret.totp_new)
        return err_set(err, "chưa xin khóa xác thực hai lớp", "no key of a second factor was asked for");
    if (!totp_is_right(secret.totp_new, code, time(NULL), 0, &step))
        return err_set(err, "mã không đúng; hãy xem giờ trên điện thoại và nhập mã đang hiện", "the code is wrong; check the phone's clock and type the code that it shows now");
    return secret_confirm(login->store, arena, person, step, ret_codes, err);
}

bool login_second_confirm(struct login *login, struct arena *arena, const char *person, const char *code, struct value **ret_codes,
                          struct err *err)
{
    return login_begin(login, err) && login_end(login, confirm(login, arena, person, code, ret_codes, err), err);
}

bool login_second_remove(struct login *login, const char *person, struct err *err)
{
    return login_begin(login, err) && login_end(login, secret_remove_second(login->store, person, err), err);
}
