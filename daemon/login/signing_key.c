#include "login/signing_key.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/value.h"
#include "store/store.h"

#include <sodium.h>
#include <string.h>

static char *hex(struct arena *arena, const unsigned char *bytes, size_t len)
{
    char *text = arena_alloc(arena, 2 * len + 1);
    return sodium_bin2hex(text, 2 * len + 1, bytes, len);
}

static bool unhex(const char *text, unsigned char *ret_bytes, size_t len)
{
    size_t got;
    return strlen(text) == 2 * len && sodium_hex2bin(ret_bytes, len, text, 2 * len, NULL, &got, NULL) == 0 && got == len;
}

static bool make(struct store *store, struct arena *arena, int64_t at, struct err *err)
{
    unsigned char seed[SIGNING_SEED], public[SIGNING_PUBLIC], secret[SIGNING_SECRET];
    randombytes_buf(seed, sizeof seed);
    crypto_sign_seed_keypair(public, secret, seed);
    char *text = hex(arena, seed, sizeof seed);
    bool good = store_write_begin(store, err) && store_do(store, err, QUERY_SIGNING_KEY_PUT, "tti", text, hex(arena, public, sizeof public), at) &&
                store_write_commit(store, err);
    if (!good)
        store_write_cancel(store);
    sodium_memzero(text, 2 * sizeof seed);
    sodium_memzero(seed, sizeof seed);
    sodium_memzero(secret, sizeof secret);
    return good;
}

/* The public half is derived anew, so that a damaged seed signs nothing under a name that is not its own. */
static bool take(const struct store *store, const struct value *row, struct arena *arena, struct signing_key *ret_key, struct err *err)
{
    unsigned char seed[SIGNING_SEED];
    bool good = unhex(value_get_text(row, "seed", ""), seed, sizeof seed);
    if (good)
        crypto_sign_seed_keypair(ret_key->public, ret_key->secret, seed);
    sodium_memzero(seed, sizeof seed);
    ret_key->made_at = value_get_int(row, "made_at", 0);
    return (good && strcmp(hex(arena, ret_key->public, SIGNING_PUBLIC), value_get_text(row, "public", "")) == 0) ||
           err_set(err, "“%s”: khóa ký văn bản bị hỏng; hãy khôi phục bản sao lưu gần nhất",
                   "“%s”: the key that signs papers is damaged; restore the latest backup", store_path(store));
}

bool signing_key_open(struct store *store, const struct clock *clock, struct signing_key *ret_key, struct err *err)
{
    struct arena *arena = arena_create();
    const struct value *row = store_row(store, arena, err, QUERY_SIGNING_KEY_GET, "");
    if (row && value_is_null(row))
        row = make(store, arena, clock_now(clock), err) ? store_row(store, arena, err, QUERY_SIGNING_KEY_GET, "") : NULL;
    bool good = row && take(store, row, arena, ret_key, err);
    arena_destroy(arena);
    return good;
}

void signing_key_finish(struct signing_key *key)
{
    sodium_memzero(key->secret, sizeof key->secret);
}

const char *signing_public(const struct signing_key *key, struct arena *arena)
{
    return hex(arena, key->public, SIGNING_PUBLIC);
}

void signing_sign(const struct signing_key *key, const void *bytes, size_t len, unsigned char ret_signature[SIGNATURE_BYTES])
{
    crypto_sign_detached(ret_signature, NULL, bytes, len, key->secret);
}

const char *signing_sign_text(const struct signing_key *key, const void *bytes, size_t len, struct arena *arena)
{
    unsigned char signature[SIGNATURE_BYTES];
    signing_sign(key, bytes, len, signature);
    return hex(arena, signature, sizeof signature);
}

bool signing_signature(const char *text, unsigned char ret_signature[SIGNATURE_BYTES])
{
    return unhex(text, ret_signature, SIGNATURE_BYTES);
}

bool signing_holds(const char *public, const void *bytes, size_t len, const unsigned char signature[SIGNATURE_BYTES])
{
    unsigned char key[SIGNING_PUBLIC];
    return unhex(public, key, sizeof key) && crypto_sign_verify_detached(signature, bytes, len, key) == 0;
}

bool signing_holds_text(const char *public, const void *bytes, size_t len, const char *signature)
{
    unsigned char given[SIGNATURE_BYTES];
    return signing_signature(signature, given) && signing_holds(public, bytes, len, given);
}
