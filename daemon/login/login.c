#include "login/login.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/value.h"
#include "login/attempt.h"
#include "login/login_internal.h"
#include "login/password.h"
#include "login/secret.h"
#include "store/store.h"
#include "store/store_open.h"

#include <oath.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- sessions of before ---- */

static bool take_up(struct login *login, const struct value *row)
{
    struct session session = {
        .id = value_get_int(row, "id", 0),
        .made = value_get_int(row, "made", 0),
        .last = value_get_int(row, "last", 0),
        .made_at = value_get_int(row, "made_at", 0),
        .second = value_get_int(row, "second", 0) != 0,
        .temporary = value_get_int(row, "temporary", 0) != 0,
    };
    int64_t ended;
    snprintf(session.person, sizeof session.person, "%s", value_get_text(row, "person", ""));
    snprintf(session.address, sizeof session.address, "%s", value_get_text(row, "address", ""));
    snprintf(session.agent, sizeof session.agent, "%s", value_get_text(row, "agent", ""));
    if (!digest_sum_parse(value_get_text(row, "hash", ""), session.hash))
        return false;
    if (session_lives(&session, clock_since_boot()))
        sessions_add(login->sessions, &session, clock_since_boot(), &ended);
    return true;
}

static bool take_up_sessions(struct login *login, struct err *err)
{
    struct arena *arena = arena_create();
    struct clock_mark now = clock_mark_now(login->clock);
    const struct value *rows = store_do(login->store, err, QUERY_SESSION_DELETE_ENDED, "tii", now.boot, now.steady - SESSION_IDLE,
                                        now.steady - SESSION_LONGEST)
                                   ? store_rows(login->store, arena, err, QUERY_SESSION_LIST, "t", now.boot)
                                   : NULL;
    bool good = rows != NULL;
    for (size_t i = 0; good && i < value_len(rows); i++)
        good = take_up(login, value_at(rows, i)) ||
               err_set(err, "“%s”: một phiên đăng nhập ghi sai", "“%s”: a session is not written as it should be", store_path(login->store));
    arena_destroy(arena);
    return good;
}

struct login *login_open(const char *folder, const struct clock *clock, struct err *err)
{
    struct login *login = calloc(1, sizeof *login);
    if (!login)
        memory_out();
    oath_init();
    login->clock = clock;
    login->sessions = sessions_create();
    pthread_mutex_init(&login->lock, NULL);
    login->little = memory_is_little();
    sem_init(&login->hashes, 0, login->little ? 1 : LOGIN_HASHES);
    throttle_init(&login->strangers);
    login->store = store_open_accounts(folder, STORE_WRITE, err);
    if (login->store)
        store_let_go(login->store);
    if (login->store && take_up_sessions(login, err) && signing_key_open(login->store, clock, &login->key, err))
        return login;
    login_close(login);
    return NULL;
}

void login_close(struct login *login)
{
    if (!login)
        return;
    store_close(login->store);
    signing_key_finish(&login->key);
    sessions_destroy(login->sessions);
    sem_destroy(&login->hashes);
    throttle_finish(&login->strangers);
    pthread_mutex_destroy(&login->lock);
    free(login);
    oath_done();
}

/* ---- logging in ---- */

static enum login_outcome refuse(struct err *err)
{
    err_set(err, "tên, mật khẩu hoặc mã xác thực không đúng", "the name, the password or the code is wrong");
    return LOGIN_REFUSED;
}

static enum login_outcome refuse_old(struct err *err)
{
    err_set(err, "mật khẩu tạm đã hết hạn; hãy nhờ quản trị viên đặt lại", "the temporary password has ended; have an administrator set another one");
    return LOGIN_REFUSED;
}

static bool later(struct err *err)
{
    return err_set(err, "đã thử sai quá nhiều lần; hãy thử lại sau %d phút", "there were too many wrong tries; try again in %d minutes",
                   ATTEMPT_WINDOW / 60);
}

bool login_open_attempt(struct login *login, struct arena *arena, const char *person, const char *address, int64_t *ret_attempt,
                        struct secret *ret_secret, bool *ret_allowed, struct err *err)
{
    struct clock_mark now = clock_mark_now(login->clock);
    *ret_allowed = true;
    return login_begin(login, err) &&
           login_end(login,
                     attempt_begin(login->store, person, address, &now, ret_allowed, ret_attempt, err) &&
                         secret_read(login->store, arena, person, ret_secret, err),
                     err) &&
           (*ret_allowed || later(err));
}

struct hashing {
    struct memory_held held; /* first */
    sem_t *hashes;
};

static void release_hashing(struct memory_held *held)
{
    sem_post(((struct hashing *)held)->hashes);
}

bool login_is_right(struct login *login, struct arena *arena, const char *password, const char *hash)
{
    struct hashing hashing = {.hashes = &login->hashes};
    while (sem_wait(&login->hashes) != 0)
        ;
    memory_hold(&hashing.held, release_hashing);
    bool right = password_is_right(arena, password, login->little, hash);
    memory_let_go(&hashing.held);
    sem_post(&login->hashes);
    return right;
}

/* The secret as it is now: it may have been changed while the password was hashed. */
static bool is_unchanged(struct login *login, struct arena *arena, const char *person, const struct secret *tried, struct secret *ret_secret,
                         bool *ret_same, struct err *err)
{
    if (!secret_read(login->store, arena, person, ret_secret, err))
        return false;
    *ret_same = ret_secret->password && tried->password && strcmp(ret_secret->password, tried->password) == 0;
    return true;
}

/* What the session is, by the secret as it is now. */
static bool insert(struct login *login, struct arena *arena, const struct secret *secret, struct session *session, struct err *err)
{
    session->second = secret->totp != NULL;
    session->temporary = secret->temporary_until != 0;
    return login_insert_session(login, arena, session, err) &&
           store_do(login->store, err, QUERY_SECRET_ENTERED, "ti", session->person, session->made_at);
}

/* The code is used up and the session begun in one transaction. */
static bool begin_session(struct login *login, struct arena *arena, const struct secret *secret, const char *code, int64_t attempt,
                          struct session *session, bool *ret_right, struct err *err)
{
    struct secret now;
    if (!login_begin(login, err))
        return false;
    bool good = login_commit(login,
                             is_unchanged(login, arena, session->person, secret, &now, ret_right, err) &&
                                 (!*ret_right || secret_take_code(login->store, arena, session->person, &now, code, ret_right, err)) &&
                                 (!*ret_right || (attempt_succeed(login->store, attempt, session->person, err) &&
                                                  insert(login, arena, &now, session, err))),
                             err);
    if (good && *ret_right)
        login_admit_session(login, session);
    login_leave(login);
    return good;
}

static void end_old(struct login *login, const char *token)
{
    unsigned char hash[DIGEST_BYTES];
    struct session old;
    bool write, found;
    if (token && session_token_hash(token, hash) && sessions_find(login->sessions, hash, clock_since_boot(), &old, &write))
        login_end_session(login, old.id, NULL, &found, NULL);
}

enum login_outcome login_try(struct login *login, struct arena *arena, const struct login_try *try, char ret_token[SESSION_TOKEN_TEXT],
                             struct err *err)
{
    struct secret secret;
    struct session session = {0};
    int64_t attempt;
    bool right;
    if (!login_open_attempt(login, arena, try->person, try->address, &attempt, &secret, &right, err))
        return right ? LOGIN_FAILED : LOGIN_LATER;
    if (!login_is_right(login, arena, try->password, try->known ? secret.password : NULL))
        return refuse(err);
    if (secret.temporary_until && time(NULL) >= secret.temporary_until) /* who hears it knows the password */
        return refuse_old(err);
    snprintf(session.person, sizeof session.person, "%s", try->person);
    snprintf(session.address, sizeof session.address, "%s", try->address);
    snprintf(session.agent, sizeof session.agent, "%s", try->agent);
    session_token(ret_token, session.hash);
    if (!begin_session(login, arena, &secret, try->code, attempt, &session, &right, err))
        return LOGIN_FAILED;
    if (!right)
        return refuse(err);
    end_old(login, try->old_token);
    return LOGIN_DONE;
}
