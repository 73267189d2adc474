#include "person/person.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "person/token.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

enum { NAME_LEAST = 2, NAME_MOST = 32 };

#define LETTERS "abcdefghijklmnopqrstuvwxyz"

bool person_name_check(const char *name, struct err *err)
{
    size_t len = strlen(name);
    if (len >= NAME_LEAST && len <= NAME_MOST && strspn(name, LETTERS) > 0 && strspn(name, LETTERS "0123456789.-_") == len)
        return true;
    return err_set(err, "“%s” không dùng làm tên đăng nhập được; ghi từ %d đến %d ký tự a-z, 0-9, dấu chấm, gạch, bắt đầu bằng chữ: lan.nguyen",
                   "“%s” cannot be a log-in name; write %d to %d characters of a-z, 0-9, dot, hyphen, underscore, a letter first: lan.nguyen",
                   name, NAME_LEAST, NAME_MOST);
}

struct value *person_get(struct store *store, struct arena *arena, const char *name, struct err *err)
{
    struct value *row = store_row(store, arena, err, QUERY_PERSON_GET, "t", name);
    if (!row || !value_is_null(row))
        return row;
    err_set(err, "không có tài khoản “%s”; xem people list", "there is no account “%s”; see people list", name);
    return NULL;
}

struct value *person_list(struct store *store, struct arena *arena, struct err *err)
{
    return store_rows(store, arena, err, QUERY_PERSON_LIST, "");
}

struct value *person_grants(struct store *store, struct arena *arena, const char *name, struct err *err)
{
    return store_rows(store, arena, err, QUERY_PERSON_GRANT_LIST, "t", name);
}

struct value *person_tokens(struct store *store, struct arena *arena, const char *name, struct err *err)
{
    return store_rows(store, arena, err, QUERY_PERSON_TOKEN_LIST, "t", name);
}

bool person_log_tells(struct store *store, int64_t sequence, const char *action, const char *name, bool *ret_tells, struct err *err)
{
    struct arena *arena = arena_create();
    const struct value *row = store_row(store, arena, err, QUERY_AUDIT_TELLS, "itt", sequence, action, name);
    if (row)
        *ret_tells = !value_is_null(row);
    arena_destroy(arena);
    return row != NULL;
}

/* A user of the machine is one person. */
static bool check_uid(struct store *store, struct arena *arena, const char *name, uid_t uid, struct err *err)
{
    if (uid == PERSON_NO_USER)
        return true;
    const struct value *row = store_row(store, arena, err, QUERY_PERSON_OF_UID, "i", (int64_t)uid);
    const char *other = value_get_text(row, "name", NULL);
    if (!row || !other || strcmp(other, name) == 0)
        return row != NULL;
    return err_set(err, "người dùng Unix %lu đã là của tài khoản “%s”", "the Unix user %lu belongs to the account “%s” already",
                   (unsigned long)uid, other);
}

static const struct value *uid_value(struct arena *arena, uid_t uid)
{
    return uid == PERSON_NO_USER ? value_null(arena) : value_int(arena, (int64_t)uid);
}

bool person_add(struct change *change, struct arena *arena, const char *name, const char *full_name, uid_t uid, const char *state,
                struct err *err)
{
    if (!person_name_check(name, err) || !check_uid(change->store, arena, name, uid, err))
        return false;
    const struct value *row = store_row(change->store, arena, err, QUERY_PERSON_GET, "t", name);
    if (!row)
        return false;
    if (!value_is_null(row))
        return err_set(err, "đã có tài khoản “%s” (%s); một tên chỉ dùng cho một người, kể cả khi tài khoản đã khóa",
                       "there is an account “%s” (%s) already; a name is for one person, after it is disabled too", name,
                       value_get_text(row, "full_name", ""));
    return store_do(change->store, err, QUERY_PERSON_INSERT, "ttvtii", name, full_name, uid_value(arena, uid), state, change->at,
                    change->sequence);
}

bool person_change(struct change *change, struct arena *arena, const char *name, const char *full_name, uid_t uid, struct err *err)
{
    return check_uid(change->store, arena, name, uid, err) &&
           store_do(change->store, err, QUERY_PERSON_CHANGE, "ttv", name, full_name, uid_value(arena, uid));
}

bool person_set_state(struct change *change, const char *name, const char *state, struct err *err)
{
    return store_do(change->store, err, QUERY_PERSON_STATE, "tt", name, state);
}

bool person_grant(struct change *change, const char *name, const struct grant *grant, int64_t *ret_id, struct err *err)
{
    struct arena *arena = arena_create();
    const struct value *until = grant->until == DAY_NEVER ? value_null(arena) : value_int(arena, grant->until);
    bool good = store_do(change->store, err, QUERY_PERSON_GRANT_INSERT, "tttivttitt", name, role_name(grant->role), grant->unit,
                         (int64_t)grant->from, until, grant->deputy_of, grant->basis, change->sequence, grant->signs, grant->title);
    if (good)
        *ret_id = store_last_id(change->store);
    arena_destroy(arena);
    return good;
}

bool person_revoke(struct change *change, int64_t grant, struct err *err)
{
    return store_do(change->store, err, QUERY_PERSON_GRANT_REVOKE, "ii", grant, change->sequence);
}

bool person_token(struct change *change, struct arena *arena, const char *name, const struct grant *grant, const char *note,
                  int64_t *ret_id, char **ret_token, struct err *err)
{
    char *token = token_make(arena);
    if (!store_do(change->store, err, QUERY_PERSON_TOKEN_INSERT, "tttttii", name, role_name(grant->role), grant->unit,
                  token_hash(arena, token), note, (int64_t)grant->until, change->sequence))
        return false;
    *ret_id = store_last_id(change->store);
    *ret_token = token;
    return true;
}

bool person_token_revoke(struct change *change, int64_t token, struct err *err)
{
    return store_do(change->store, err, QUERY_PERSON_TOKEN_REVOKE, "ii", token, change->sequence);
}

bool person_feed_revoke(struct change *change, const char *name, struct err *err)
{
    return store_do(change->store, err, QUERY_PERSON_FEED_REVOKE, "ti", name, change->sequence);
}

bool person_feed_make(struct change *change, struct arena *arena, const char *name, const char **ret_secret, struct err *err)
{
    const char *secret = token_make(arena);
    if (!person_feed_revoke(change, name, err) ||
        !store_do(change->store, err, QUERY_PERSON_FEED_INSERT, "ttii", name, token_hash(arena, secret), change->at, change->sequence))
        return false;
    *ret_secret = secret;
    return true;
}

const struct value *person_feed(struct store *store, struct arena *arena, const char *name, struct err *err)
{
    return store_row(store, arena, err, QUERY_PERSON_FEED_LIST, "t", name);
}
