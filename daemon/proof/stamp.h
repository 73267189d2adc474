/*
 * What a paper's stamp says, as texts: the payload that is signed, the code of sixteen letters that people read and type, and what its QR code holds. Number and
 * day of issue come later and are not in it. Pure.
 *
 * Payload, a line each: THIDUA1, kind, issuer's name, paper's id, version, first half of the hash of the paper's figures, first half of the hash of the newest
 * row of the audit chain when it was first approved (hexadecimal digits).
 * Code: the first 80 bits of the payload's SHA-256 in Crockford's base 32, in groups of four.
 * QR code: the payload, the code, the signature in base64, a line each.
 */
#ifndef PROOF_STAMP_H
#define PROOF_STAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { STAMP_CODE = 16, STAMP_HALF = 32 };

struct stamp {
    const char *kind, *issuer, *paper;
    int64_t version;
    const char *figures, *head; /* at least STAMP_HALF digits */
};

const char *stamp_payload(struct arena *arena, const struct stamp *stamp);
const char *stamp_code(struct arena *arena, const char *payload); /* 7KQ2-… */
const char *stamp_qr(struct arena *arena, const char *payload, const void *signature, size_t len);

/* Of a code as typed: small letters, blanks, other signs between the groups and O for 0, I or L for 1 are taken. NULL: it is no code. */
const char *stamp_code_of(struct arena *arena, const char *typed);
/* What a QR code holds, when the key (64 hexadecimal digits) signed it and the code is that of the payload. */
bool stamp_read(struct arena *arena, const char *qr, const char *public, struct stamp *ret_stamp);

#endif
