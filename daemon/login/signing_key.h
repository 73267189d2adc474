/*
 * The key by which this state folder signs papers (Ed25519, RFC 8032, by libsodium) and the check of what such a key signed. The secret half stands in
 * accounts.db, which no worker opens and each backup has (docs/decisions/0068); it is made at the first start and never replaced.
 */
#ifndef LOGIN_SIGNING_KEY_H
#define LOGIN_SIGNING_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct clock;
struct err;
struct login;
struct store;

enum { SIGNING_SEED = 32, SIGNING_PUBLIC = 32, SIGNING_SECRET = 64, SIGNATURE_BYTES = 64 };

struct signing_key {
    unsigned char secret[SIGNING_SECRET], public[SIGNING_PUBLIC];
    int64_t made_at;
};

/* Reads the key of an open accounts.db, which is made when there is none. */
bool signing_key_open(struct store *store, const struct clock *clock, struct signing_key *ret_key, struct err *err);
void signing_key_finish(struct signing_key *key);

const struct signing_key *signing_key_of(const struct login *login); /* while it is open; never changes, any thread may read it */

/* Pure from here on. */
const char *signing_public(const struct signing_key *key, struct arena *arena); /* 64 hexadecimal digits */
void signing_sign(const struct signing_key *key, const void *bytes, size_t len, unsigned char ret_signature[SIGNATURE_BYTES]);
const char *signing_sign_text(const struct signing_key *key, const void *bytes, size_t len, struct arena *arena); /* in hexadecimal digits */

bool signing_signature(const char *text, unsigned char ret_signature[SIGNATURE_BYTES]); /* of hexadecimal digits; false: it is none */
/* Whether the key, 64 hexadecimal digits, signed these bytes. */
bool signing_holds(const char *public, const void *bytes, size_t len, const unsigned char signature[SIGNATURE_BYTES]);
bool signing_holds_text(const char *public, const void *bytes, size_t len, const char *signature); /* in hexadecimal digits */

#endif
