/*
 * The second factor: codes of six digits that follow from a key and the time (RFC 6238, 30 s, by liboath), and codes for the
 * day the phone is lost. Pure but for random numbers; what is stored is secret.h's.
 */
#ifndef LOGIN_TOTP_H
#define LOGIN_TOTP_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

enum {
    TOTP_STEP = 30,     /* seconds */
    TOTP_DIGITS = 6,
    TOTP_RECOVERY = 10, /* codes that are given out at once */
};

char *totp_key(struct arena *arena); /* a new one, 160 bits in base32 */
/* What a phone reads as a QR code, or by hand: otpauth://totp/… */
char *totp_address(struct arena *arena, const char *key, const char *issuer, const char *person);
/* Whether the code is the key's now, or one step before or after. A step up to `used` was taken already and counts no more. `now`: seconds since
 * 1970 by the machine's clock, which is the phone's, never a set one. */
bool totp_is_right(const char *key, const char *code, int64_t now, int64_t used, int64_t *ret_step);
/* A code for the day the phone is lost: six groups of four letters and digits, 120 bits: too many to be found from its hash (ASVS 5.0, 6.5.2). */
char *totp_recovery(struct arena *arena);
/* What is kept of one, however it was typed: case, blanks and hyphens do not matter. */
char *totp_recovery_hash(struct arena *arena, const char *code);

#endif
