#include "base/collation.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/text.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

static void fail(UErrorCode code)
{
    if (code == U_MEMORY_ALLOCATION_ERROR)
        memory_out();
    die("ICU: %s", u_errorName(code));
}

/* Opened for each key: ICU keeps what is dear of it, the rest takes a microsecond, and threads share nothing of ours. */
static UCollator *open_order(void)
{
    UErrorCode code = U_ZERO_ERROR;
    UCollator *order = ucol_open("vi", &code);
    if (U_SUCCESS(code))
        ucol_setAttribute(order, UCOL_NUMERIC_COLLATION, UCOL_ON, &code);
    if (U_FAILURE(code))
        fail(code);
    return order;
}

/* Texts that are not UTF-8 do not come this far (text_is_utf8); a broken sequence counts as one unknown letter. */
static UChar *utf16_of(struct arena *arena, const char *text, int32_t *ret_len)
{
    UErrorCode code = U_ZERO_ERROR;
    size_t bytes = strlen(text); /* never fewer than the units of UTF-16 */
    if (bytes > INT32_MAX / 2)
        die("a text of %zu bytes cannot be ordered", bytes);
    UChar *units = arena_alloc(arena, (bytes + 1) * sizeof *units);
    u_strFromUTF8WithSub(units, (int32_t)bytes + 1, ret_len, text, (int32_t)bytes, 0xfffd, NULL, &code);
    if (U_FAILURE(code))
        fail(code);
    return units;
}

char *collation_key(struct arena *arena, const char *text)
{
    int32_t len, size;
    const UChar *units = utf16_of(arena, text, &len);
    UCollator *order = open_order();
    uint8_t short_key[256];
    size = ucol_getSortKey(order, units, len, short_key, sizeof short_key);
    if (size <= 0) /* even the key of nothing has an end */
        fail(U_MEMORY_ALLOCATION_ERROR);
    char *key = arena_alloc(arena, (size_t)size);
    if ((size_t)size <= sizeof short_key)
        memcpy(key, short_key, (size_t)size);
    else
        ucol_getSortKey(order, units, len, (uint8_t *)key, size);
    ucol_close(order);
    return key;
}

/* A key has three levels and the byte 1 between them, so the byte 1 ends it before any longer one. */
char *collation_name_key(struct arena *arena, const char *name)
{
    char *copy = text_clean(arena, name, strlen(name));
    char *given = strrchr(copy, ' ');
    if (!given)
        return collation_key(arena, copy);
    *given++ = '\0';
    char *middle = strchr(copy, ' ');
    if (middle)
        *middle++ = '\0';
    return arena_printf(arena, "%s\1%s\1%s", collation_key(arena, given), collation_key(arena, copy),
                        middle ? collation_key(arena, middle) : "");
}

char *collation_version(struct arena *arena)
{
    UVersionInfo icu, order;
    char icu_text[U_MAX_VERSION_STRING_LENGTH], order_text[U_MAX_VERSION_STRING_LENGTH];
    UCollator *opened = open_order();
    u_getVersion(icu);
    ucol_getVersion(opened, order);
    ucol_close(opened);
    u_versionToString(icu, icu_text);
    u_versionToString(order, order_text);
    return arena_printf(arena, "ICU %s, %s", icu_text, order_text);
}
