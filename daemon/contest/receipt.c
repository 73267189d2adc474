#include "contest/receipt.h"

#include "base/arena.h"
#include "base/err.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Crockford's base 32: no sign that is read for another. Six of them: 30 bits of the hash. */
static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
enum { CHECK = 6, SIGN_BITS = 5, DIGITS_MOST = 15 };

static void put_check(const char *hash, char check[CHECK + 1])
{
    char head[9] = {0};
    memcpy(head, hash, 8);
    uint64_t bits = strtoull(head, NULL, 16) >> (32 - CHECK * SIGN_BITS);
    for (int i = CHECK; i-- > 0; bits >>= SIGN_BITS)
        check[i] = signs[bits & 31];
    check[CHECK] = '\0';
}

const char *receipt_code(struct arena *arena, int64_t sequence, const char *hash)
{
    char check[CHECK + 1];
    put_check(hash, check);
    return arena_printf(arena, "%" PRId64 "-%s", sequence, check);
}

static char sign_of(char typed)
{
    char sign = typed >= 'a' && typed <= 'z' ? (char)(typed - 'a' + 'A') : typed;
    return sign == 'O' ? '0' : sign == 'I' || sign == 'L' ? '1' : sign;
}

bool receipt_read(const char *code, int64_t *ret_sequence, struct err *err)
{
    size_t digits = strspn(code, "0123456789"), len = strlen(code);
    bool good = digits && digits <= DIGITS_MOST && code[digits] == '-' && len == digits + 1 + CHECK;
    for (size_t i = digits + 1; good && i < len; i++)
        good = strchr(signs, sign_of(code[i])) != NULL;
    if (good)
        *ret_sequence = strtoll(code, NULL, 10);
    return good || err_set(err, "“%s” không phải là mã biên nhận; mã có dạng 57-3K9QX2", "“%s” is no code of a receipt; it looks like 57-3K9QX2", code);
}

bool receipt_is(const char *code, int64_t sequence, const char *hash)
{
    char check[CHECK + 1];
    const char *dash = strchr(code, '-');
    put_check(hash, check);
    for (size_t i = 0; dash && i < CHECK; i++)
        if (sign_of(dash[1 + i]) != check[i])
            return false;
    return dash && strtoll(code, NULL, 10) == sequence && strlen(dash + 1) == CHECK;
}
