#include "proof/stamp.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/base64.h"
#include "base/digest.h"
#include "login/signing_key.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MARK "THIDUA1"
static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* Crockford: no sign that is read for another */
enum { SIGN_BITS = 5, GROUP = 4, PAYLOAD_LINES = 7, QR_LINES = PAYLOAD_LINES + 2, DIGITS_MOST = 9 };

/* A name stands on one line. */
static const char *one_line(struct arena *arena, const char *text)
{
    char *line = arena_strdup(arena, text);
    for (char *at = line; *at; at++)
        if (*at == '\n' || *at == '\r')
            *at = ' ';
    return line;
}

const char *stamp_payload(struct arena *arena, const struct stamp *stamp)
{
    return arena_printf(arena, MARK "\n%s\n%s\n%s\n%" PRId64 "\n%.*s\n%.*s", stamp->kind, one_line(arena, stamp->issuer), stamp->paper, stamp->version, STAMP_HALF,
                        stamp->figures, STAMP_HALF, stamp->head);
}

static const char *grouped(struct arena *arena, const char letters[STAMP_CODE])
{
    char *code = arena_alloc(arena, STAMP_CODE + STAMP_CODE / GROUP);
    char *at = code;
    for (int i = 0; i < STAMP_CODE; i++) {
        if (i && i % GROUP == 0)
            *at++ = '-';
        *at++ = letters[i];
    }
    *at = '\0';
    return code;
}

const char *stamp_code(struct arena *arena, const char *payload)
{
    unsigned char hash[DIGEST_BYTES];
    char letters[STAMP_CODE];
    digest_raw(payload, strlen(payload), hash);
    for (int i = 0; i < STAMP_CODE; i++) {
        int sign = 0;
        for (int bit = i * SIGN_BITS; bit < (i + 1) * SIGN_BITS; bit++)
            sign = sign << 1 | (hash[bit / 8] >> (7 - bit % 8) & 1);
        letters[i] = signs[sign];
    }
    return grouped(arena, letters);
}

const char *stamp_qr(struct arena *arena, const char *payload, const void *signature, size_t len)
{
    return arena_printf(arena, "%s\n%s\n%s", payload, stamp_code(arena, payload), base64_text(arena, signature, len));
}

static char sign_of(char typed)
{
    char sign = typed >= 'a' && typed <= 'z' ? (char)(typed - 'a' + 'A') : typed;
    return sign == 'O' ? '0' : sign == 'I' || sign == 'L' ? '1' : sign;
}

const char *stamp_code_of(struct arena *arena, const char *typed)
{
    char letters[STAMP_CODE];
    int count = 0;
    for (; *typed; typed++) {
        if (strchr(" -.\t\r\n", *typed))
            continue;
        if (count == STAMP_CODE || !strchr(signs, sign_of(*typed)))
            return NULL;
        letters[count++] = sign_of(*typed);
    }
    return count == STAMP_CODE ? grouped(arena, letters) : NULL;
}

static bool is_half_hash(const char *text)
{
    return strlen(text) == STAMP_HALF && strspn(text, "0123456789abcdef") == STAMP_HALF;
}

static bool is_number(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits && digits <= DIGITS_MOST && !text[digits];
}

/* Parts the lines of a text that has so many, and no more. */
static bool part_lines(char *text, const char *lines[QR_LINES])
{
    for (int i = 0; i < QR_LINES; i++) {
        lines[i] = text;
        text += strcspn(text, "\n");
        if ((*text == '\n') != (i < QR_LINES - 1))
            return false;
        if (*text)
            *text++ = '\0';
    }
    return true;
}

bool stamp_read(struct arena *arena, const char *qr, const char *public, struct stamp *ret_stamp)
{
    const char *lines[QR_LINES], *signature, *end = qr;
    size_t len;
    for (int i = 0; i < PAYLOAD_LINES && (end = strchr(i ? end + 1 : end, '\n')); i++)
        ;
    const char *payload = end ? arena_strndup(arena, qr, (size_t)(end - qr)) : NULL;
    if (!payload || !part_lines(arena_strdup(arena, qr), lines) || strcmp(lines[0], MARK) != 0 || !is_number(lines[4]) || !is_half_hash(lines[5]) ||
        !is_half_hash(lines[6]) || strcmp(lines[7], stamp_code(arena, payload)) != 0 || !base64_bytes(arena, lines[8], &signature, &len) || len != SIGNATURE_BYTES ||
        strcmp(base64_text(arena, signature, len), lines[8]) != 0 || !signing_holds(public, payload, strlen(payload), (const unsigned char *)signature))
        return false;
    *ret_stamp = (struct stamp){lines[1], lines[2], lines[3], strtoll(lines[4], NULL, 10), lines[5], lines[6]};
    return true;
}
