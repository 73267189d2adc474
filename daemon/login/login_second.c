/* A person's second factor: shown, confirmed, removed. */
#include "login/login.h"

#include "base/arena.h"
#include "base/err.h"
#include "login/login_internal.h"
#include "login/secret.h"
#include "login/totp.h"
#include "store/store.h"

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

static bool check(struct login *login, struct arena *arena, const char *person, const char *code, int64_t *ret_step, struct err *err)
{
    struct secret secret;
    if (!secret_read(login->store, arena, person, &secret, err))
        return false;
    if (!secret.totp_new)
        return err_set(err, "chưa có khóa nào chờ xác nhận; hãy bắt đầu đăng ký trước: factor begin", "no key waits for a code; begin first: factor begin");
    return secret_is_confirmed(&secret, code, ret_step) ||
           err_set(err, "mã không đúng; hãy xem giờ trên điện thoại và nhập mã đang hiện", "the code is wrong; check the phone's clock and type the code that it shows now");
}

bool login_second_confirm(struct login *login, struct arena *arena, const char *person, const char *code, int64_t keep,
                          const struct login_log *log, struct value **ret_codes, struct err *err)
{
    struct login_intent intent = {.person = person, .act = "confirm", .keep = keep};
    return login_begin(login, err) && login_end(login, check(login, arena, person, code, &intent.step, err), err) &&
           login_perform(login, arena, &intent, log, ret_codes, err);
}

bool login_second_remove(struct login *login, const char *person, int64_t keep, const struct login_log *log, struct err *err)
{
    const struct login_intent intent = {.person = person, .act = "remove", .keep = keep};
    struct arena *arena = arena_create();
    bool good = login_perform(login, arena, &intent, log, NULL, err);
    arena_destroy(arena);
    return good;
}
