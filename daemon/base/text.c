#include "base/text.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

bool text_is_utf8(const char *bytes, size_t len)
{
    return u8_check((const uint8_t *)bytes, len) == NULL;
}

static bool blank_before(const char *start, const char *end, size_t *ret_len)
{
    size_t len = (size_t)(end - start);
    if (len >= 1 && strchr(" \t\r\n", end[-1]) && end[-1])
        *ret_len = 1;
    else if (len >= 2 && memcmp(end - 2, "\u00a0", 2) == 0)
        *ret_len = 2;
    else
        return false;
    return true;
}

static bool blank_at(const char *at, const char *end, size_t *ret_len)
{
    if (at < end && *at && strchr(" \t\r\n", *at))
        *ret_len = 1;
    else if (end - at >= 2 && memcmp(at, "\u00a0", 2) == 0)
        *ret_len = 2;
    else
        return false;
    return true;
}

int32_t text_unfit(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        if ((*at < 0x20 && !strchr("\t\r\n", *at)) || *at == 0x7f)
            return *at;
        if (at[0] == 0xef && at[1] == 0xbf && at[2] >= 0xbe)
            return at[2] == 0xbe ? 0xfffe : 0xffff;
    }
    return -1;
}

static const uint32_t never_seen = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;

uint32_t text_unseen(const char *text)
{
    const uint8_t *at = (const uint8_t *)text;
    ucs4_t letter;
    for (bool first = true; (at = u8_next(&letter, at)); first = false) {
        bool at_end = first || !*at;
        if (uc_is_general_category_withtable(letter, never_seen | (at_end ? UC_CATEGORY_MASK_Zs : 0)))
            return letter;
    }
    return 0;
}

void text_put_shown(struct buffer *out, const char *bytes, size_t len)
{
    for (size_t at = 0, size; at < len; at += size) {
        ucs4_t letter = (unsigned char)bytes[at];
        size = 1;
        if (letter >= 0x80)
            size = (size_t)u8_mbtouc(&letter, (const uint8_t *)bytes + at, len - at);
        if (letter == '\n' || letter == '\t' || (letter >= ' ' && letter < 0x7f))
            buffer_putc(out, (char)letter);
        else if (uc_is_general_category_withtable(letter, never_seen))
            buffer_printf(out, "‹U+%04X›", (unsigned)letter);
        else
            text_put_letter(out, letter);
    }
}

size_t text_letter(const char *text, uint32_t *ret_letter)
{
    ucs4_t letter;
    const uint8_t *next = u8_next(&letter, (const uint8_t *)text);
    *ret_letter = letter;
    return (size_t)(next - (const uint8_t *)text);
}

void text_put_letter(struct buffer *out, uint32_t letter)
{
    uint8_t bytes[6];
    int len = u8_uctomb(bytes, letter, sizeof bytes);
    buffer_add(out, bytes, len > 0 ? (size_t)len : 0);
}

/* Whether each of its letters is one that composing leaves as it is, whatever stands beside it: Latin with its marks, Vietnamese, the usual signs. Most
 * of what is read is, and is told far sooner than it is composed (UAX #15, section 9). */
static bool is_plainly_composed(const char *bytes, size_t len)
{
    for (size_t at = 0; at < len;) {
        unsigned char first = (unsigned char)bytes[at];
        uint32_t letter = first;
        int size = first < 0x80 ? 1 : u8_mbtoucr(&letter, (const uint8_t *)bytes + at, len - at);
        if (size <= 0 || !(letter < 0x300 || (letter >= 0x1e00 && letter < 0x1f00) || (letter >= 0x2010 && letter < 0x2030)))
            return false;
        at += (size_t)size;
    }
    return true;
}

char *text_compose(struct arena *arena, const char *bytes, size_t len)
{
    size_t size = 0;
    if (is_plainly_composed(bytes, len))
        return arena_strndup(arena, bytes, len);
    uint8_t *composed = u8_normalize(UNINORM_NFC, (const uint8_t *)bytes, len, NULL, &size);
    if (!composed)
        memory_out();
    char *copy = arena_strndup(arena, (const char *)composed, size);
    free(composed);
    return copy;
}

char *text_clean(struct arena *arena, const char *bytes, size_t len)
{
    const char *start = bytes, *end = bytes + len;
    size_t blank;
    while (blank_at(start, end, &blank))
        start += blank;
    while (blank_before(start, end, &blank))
        end -= blank;
    return text_compose(arena, start, (size_t)(end - start));
}

char *text_line_ends(char *text)
{
    char *to = strchrnul(text, '\r');
    for (const char *at = to; *at; at++)
        if (*at != '\r')
            *to++ = *at;
        else if (at[1] != '\n')
            *to++ = '\n';
    *to = '\0';
    return text;
}

char *text_upper(struct arena *arena, const char *text)
{
    size_t size = 0;
    uint8_t *upper = u8_toupper((const uint8_t *)text, strlen(text), NULL, UNINORM_NFC, NULL, &size);
    if (!upper)
        memory_out();
    char *copy = arena_strndup(arena, (const char *)upper, size);
    free(upper);
    return copy;
}

char *text_upper_first(struct arena *arena, const char *text)
{
    int first = u8_mblen((const uint8_t *)text, strlen(text));
    if (first <= 0)
        return arena_strdup(arena, text);
    return arena_printf(arena, "%s%s", text_upper(arena, arena_strndup(arena, text, (size_t)first)),
                        text + first);
}

char *text_lower_first(struct arena *arena, const char *text)
{
    int first = u8_mblen((const uint8_t *)text, strlen(text));
    if (first <= 0)
        return arena_strdup(arena, text);
    size_t size = 0;
    uint8_t *lower = u8_tolower((const uint8_t *)text, (size_t)first, NULL, UNINORM_NFC, NULL, &size);
    if (!lower)
        memory_out();
    char *joined = arena_printf(arena, "%.*s%s", (int)size, (const char *)lower, text + first);
    free(lower);
    return joined;
}

bool text_same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

int text_width(const char *text)
{
    return u8_strwidth((const uint8_t *)text, "UTF-8");
}

const char *text_shorten(struct arena *arena, const char *text, size_t bytes)
{
    size_t len = strnlen(text, bytes + 1);
    if (len <= bytes)
        return arena_strdup(arena, text);
    for (len = bytes; len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80;)
        len--;
    return arena_printf(arena, "%.*s…", (int)len, text);
}

size_t text_letters(const char *text)
{
    return u8_mbsnlen((const uint8_t *)text, strlen(text));
}

enum { WORD_MAX = 64 };

/* Optimal string alignment distance of two short words, in bytes. */
static int distance(const char *a, const char *b)
{
    int rows[3][WORD_MAX + 1];
    int len_a = (int)strlen(a), len_b = (int)strlen(b);
    for (int j = 0; j <= len_b; j++)
        rows[0][j] = j;
    for (int i = 1; i <= len_a; i++) {
        int *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (int j = 1; j <= len_b; j++) {
            int best = above[j - 1] + (a[i - 1] != b[j - 1]);
            best = above[j] + 1 < best ? above[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && two_above[j - 2] + 1 < best)
                best = two_above[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[len_a % 3][len_b];
}

int text_place(const char *word, const char *const *known, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (strcmp(known[i], word) == 0)
            return (int)i;
    return -1;
}

const char *text_nearest(const char *word, const char *const *known, size_t len)
{
    const char *nearest = NULL;
    int best = 3;
    if (strlen(word) > WORD_MAX)
        return NULL;
    for (size_t i = 0; i < len; i++) {
        if (strlen(known[i]) > WORD_MAX)
            continue;
        int far = distance(word, known[i]);
        if (far < best && 2 * far <= (int)strlen(known[i])) {
            best = far;
            nearest = known[i];
        }
    }
    return nearest;
}

const char *const *text_split(struct arena *arena, const char *text, size_t *ret_len)
{
    size_t most = 1, len = 0;
    for (const char *c = text; *c; c++)
        most += *c == ',';
    const char **words = arena_alloc(arena, most * sizeof *words);
    for (const char *start = text; start;) {
        const char *comma = strchr(start, ',');
        const char *word = text_clean(arena, start, comma ? (size_t)(comma - start) : strlen(start));
        if (*word)
            words[len++] = word;
        start = comma ? comma + 1 : NULL;
    }
    *ret_len = len;
    return words;
}

const char *text_list(struct arena *arena, const char *const *words, size_t len)
{
    const char *list = "";
    for (size_t i = 0; i < len; i++)
        list = arena_printf(arena, "%s%s%s", list, i ? ", " : "", words[i]);
    return list;
}
