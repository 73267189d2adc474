#include "login/session.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "base/memory.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

struct kept {
    struct session session;
    int64_t written; /* `last` as the file has it */
};

struct sessions {
    struct memory_held held; /* first; while the list of them is made under the lock */
    pthread_mutex_t lock;
    struct kept *items;
    size_t len, size;
};

struct sessions *sessions_create(void)
{
    struct sessions *sessions = calloc(1, sizeof *sessions);
    if (!sessions)
        memory_out();
    pthread_mutex_init(&sessions->lock, NULL);
    return sessions;
}

void sessions_destroy(struct sessions *sessions)
{
    if (!sessions)
        return;
    pthread_mutex_destroy(&sessions->lock);
    free(sessions->items);
    free(sessions);
}

/* ---- tokens ---- */

void session_token(char ret_text[SESSION_TOKEN_TEXT], unsigned char ret_hash[DIGEST_BYTES])
{
    unsigned char bytes[SESSION_TOKEN];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(ret_text, SESSION_TOKEN_TEXT, bytes, sizeof bytes);
    digest_raw(bytes, sizeof bytes, ret_hash);
    sodium_memzero(bytes, sizeof bytes);
}

static bool read_token(const char *text, unsigned char ret_bytes[SESSION_TOKEN])
{
    size_t len;
    return strlen(text) == SESSION_TOKEN_TEXT - 1 &&
           sodium_hex2bin(ret_bytes, SESSION_TOKEN, text, SESSION_TOKEN_TEXT - 1, NULL, &len, NULL) == 0 && len == SESSION_TOKEN;
}

bool session_token_hash(const char *text, unsigned char ret_hash[DIGEST_BYTES])
{
    unsigned char bytes[SESSION_TOKEN];
    if (!read_token(text, bytes))
        return false;
    digest_raw(bytes, sizeof bytes, ret_hash);
    return true;
}

void session_form_token(const char *token, char ret_text[SESSION_TOKEN_TEXT])
{
    static const unsigned char purpose[] = "form";
    unsigned char key[crypto_auth_hmacsha256_KEYBYTES] = {0}, sum[crypto_auth_hmacsha256_BYTES];
    _Static_assert(SESSION_TOKEN == sizeof key, "a token is a key");
    _Static_assert(2 * sizeof sum + 1 == SESSION_TOKEN_TEXT, "the sum fits its place");
    if (!read_token(token, key))
        die("a form token of what is no token");
    crypto_auth_hmacsha256(sum, purpose, sizeof purpose - 1, key);
    sodium_bin2hex(ret_text, SESSION_TOKEN_TEXT, sum, sizeof sum);
}

bool session_form_token_is(const char *token, const char *form_token)
{
    char expected[SESSION_TOKEN_TEXT];
    session_form_token(token, expected);
    return strlen(form_token) == sizeof expected - 1 && sodium_memcmp(expected, form_token, sizeof expected - 1) == 0;
}

/* ---- the table ---- */

bool session_lives(const struct session *session, int64_t now)
{
    return now >= session->last && now - session->last < SESSION_IDLE && now - session->made < SESSION_LONGEST;
}

static void remove_at(struct sessions *sessions, size_t place)
{
    sessions->items[place] = sessions->items[--sessions->len];
}

static void remove_ended(struct sessions *sessions, int64_t now)
{
    for (size_t i = sessions->len; i-- > 0;)
        if (!session_lives(&sessions->items[i].session, now))
            remove_at(sessions, i);
}

/* The id of the one that makes room for another of this person; 0 = there is room. */
static int64_t make_room(struct sessions *sessions, const char *person)
{
    size_t count = 0, idle = 0;
    for (size_t i = 0; i < sessions->len; i++) {
        if (strcmp(sessions->items[i].session.person, person) != 0)
            continue;
        if (count++ == 0 || sessions->items[i].session.last < sessions->items[idle].session.last)
            idle = i;
    }
    if (count < SESSION_EACH)
        return 0;
    int64_t id = sessions->items[idle].session.id;
    remove_at(sessions, idle);
    return id;
}

static void release(struct memory_held *held)
{
    pthread_mutex_unlock(&((struct sessions *)held)->lock);
}

static void grow(struct sessions *sessions)
{
    size_t size = sessions->size ? 2 * sessions->size : 64;
    struct kept *items = realloc(sessions->items, size * sizeof *items);
    if (!items) {
        pthread_mutex_unlock(&sessions->lock);
        memory_out();
    }
    sessions->items = items;
    sessions->size = size;
}

void sessions_add(struct sessions *sessions, const struct session *session, int64_t now, int64_t *ret_ended)
{
    pthread_mutex_lock(&sessions->lock);
    remove_ended(sessions, now);
    *ret_ended = make_room(sessions, session->person);
    if (sessions->len == sessions->size)
        grow(sessions);
    sessions->items[sessions->len++] = (struct kept){*session, session->last};
    pthread_mutex_unlock(&sessions->lock);
}

bool sessions_find(struct sessions *sessions, const unsigned char hash[DIGEST_BYTES], int64_t now, struct session *ret_session,
                   bool *ret_write)
{
    bool found = false;
    pthread_mutex_lock(&sessions->lock);
    for (size_t i = 0; i < sessions->len && !found; i++) {
        struct kept *kept = &sessions->items[i];
        if (memcmp(kept->session.hash, hash, DIGEST_BYTES) != 0 || !session_lives(&kept->session, now))
            continue;
        kept->session.last = now;
        *ret_write = now - kept->written >= SESSION_WRITE;
        if (*ret_write)
            kept->written = now;
        *ret_session = kept->session;
        found = true;
    }
    pthread_mutex_unlock(&sessions->lock);
    return found;
}

bool sessions_get(struct sessions *sessions, int64_t id, int64_t now, struct session *ret_session)
{
    bool found = false;
    pthread_mutex_lock(&sessions->lock);
    for (size_t i = 0; i < sessions->len && !found; i++) {
        found = sessions->items[i].session.id == id && session_lives(&sessions->items[i].session, now);
        if (found)
            *ret_session = sessions->items[i].session;
    }
    pthread_mutex_unlock(&sessions->lock);
    return found;
}

struct value *sessions_list(struct sessions *sessions, struct arena *arena, const char *person, int64_t now)
{
    struct value *list = value_list(arena);
    pthread_mutex_lock(&sessions->lock);
    memory_hold(&sessions->held, release);
    for (size_t i = 0; i < sessions->len; i++) {
        const struct session *session = &sessions->items[i].session;
        if ((person && strcmp(session->person, person) != 0) || !session_lives(session, now))
            continue;
        struct value *map = value_map(arena);
        value_set_int(map, "id", session->id);
        value_set_text(map, "person", session->person);
        value_set_int(map, "made_at", session->made_at);
        value_set_int(map, "idle", now - session->last);
        value_set_text(map, "address", session->address);
        value_set_text(map, "agent", session->agent);
        value_set_bool(map, "second", session->second);
        value_append(list, map);
    }
    memory_let_go(&sessions->held);
    pthread_mutex_unlock(&sessions->lock);
    return list;
}

bool sessions_end(struct sessions *sessions, int64_t id, const char *person)
{
    bool found = false;
    pthread_mutex_lock(&sessions->lock);
    for (size_t i = sessions->len; i-- > 0 && !found;)
        if (sessions->items[i].session.id == id && (!person || strcmp(sessions->items[i].session.person, person) == 0)) {
            remove_at(sessions, i);
            found = true;
        }
    pthread_mutex_unlock(&sessions->lock);
    return found;
}

void sessions_end_person(struct sessions *sessions, const char *person, int64_t keep)
{
    pthread_mutex_lock(&sessions->lock);
    for (size_t i = sessions->len; i-- > 0;)
        if (strcmp(sessions->items[i].session.person, person) == 0 && sessions->items[i].session.id != keep)
            remove_at(sessions, i);
    pthread_mutex_unlock(&sessions->lock);
}

void sessions_set_password(struct sessions *sessions, const char *person, bool temporary)
{
    pthread_mutex_lock(&sessions->lock);
    for (size_t i = 0; i < sessions->len; i++)
        if (strcmp(sessions->items[i].session.person, person) == 0)
            sessions->items[i].session.temporary = temporary;
    pthread_mutex_unlock(&sessions->lock);
}

void sessions_set_second(struct sessions *sessions, const char *person, bool second)
{
    pthread_mutex_lock(&sessions->lock);
    for (size_t i = 0; i < sessions->len; i++)
        if (strcmp(sessions->items[i].session.person, person) == 0)
            sessions->items[i].session.second = second;
    pthread_mutex_unlock(&sessions->lock);
}
