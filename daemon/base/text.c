#include "base/text.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"

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

uint32_t text_unseen(const char *text)
{
    static const uint32_t never =
        UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;
    const uint8_t *at = (const uint8_t *)text;
    ucs4_t letter;
    for (bool first = true; (at = u8_next(&letter, at)); first = false) {
        bool at_end = first || !*at;
        if (uc_is_general_category_withtable(letter, never | (at_end ? UC_CATEGORY_MASK_Zs : 0)))
            return letter;
    }
    return 0;
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

char *text_compose(struct arena *arena, const char *bytes, size_t len)
{
    size_t size = 0;
    uint8_t *composed = u8_normalize(UNINORM_NFC, (const uint8_t *)bytes, len, NULL, &size);
    if (!composed)
        die("out of memory");
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

char *text_upper(struct arena *arena, const char *text)
{
    size_t size = 0;
    uint8_t *upper = u8_toupper((const uint8_t *)text, strlen(text), NULL, UNINORM_NFC, NULL, &size);
    if (!upper)
        die("out of memory");
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
        die("out of memory");
    char *joined = arena_printf(arena, "%.*s%s", (int)size, (const char *)lower, text + first);
    free(lower);
    return joined;
}

int text_width(const char *text)
{
    return u8_strwidth((const uint8_t *)text, "UTF-8");
}

size_t text_letters(const char *text)
{
    return u8_mbsnlen((const uint8_t *)text, strlen(text));
}

/* The order of letters and of tones; a letter's weight is its place. Other letters sort by code after z. */
static const ucs4_t letters[] = {'a', 0x0103, 0x00e2, 'b', 'c', 'd',    0x0111, 'e', 0x00ea, 'f',    'g',
                                 'h', 'i',    'j',    'k', 'l', 'm',    'n',    'o', 0x00f4, 0x01a1, 'p',
                                 'q', 'r',    's',    't', 'u', 0x01b0, 'v',    'w', 'x',    'y',    'z'};
static const ucs4_t tones[] = {0x0300, 0x0309, 0x0303, 0x0301, 0x0323}; /* huyền hỏi ngã sắc nặng */

static int tone_of(ucs4_t mark)
{
    for (size_t i = 0; i < LEN(tones); i++)
        if (tones[i] == mark)
            return (int)i + 1;
    return 0;
}

static unsigned weight_of(ucs4_t letter)
{
    for (size_t i = 0; i < LEN(letters); i++)
        if (letters[i] == letter)
            return 0x40 + (unsigned)i;
    if (letter < 0x40)
        return letter; /* blanks, digits, signs before letters */
    return 0x80;
}

/*
 * A character in two parts: its letter (hat, horn and breve belong to it) and its tone. Unicode takes
 * ộ apart as ọ + hat, so a tone may stand one level deeper; the hat is then composed again without it.
 */
static void split_letter(ucs4_t character, ucs4_t *ret_letter, int *ret_tone)
{
    ucs4_t outer[UC_DECOMPOSITION_MAX_LENGTH], inner[UC_DECOMPOSITION_MAX_LENGTH];
    *ret_letter = character;
    *ret_tone = 0;
    if (uc_canonical_decomposition(character, outer) != 2)
        return;
    if (tone_of(outer[1])) {
        *ret_letter = outer[0];
        *ret_tone = tone_of(outer[1]);
    } else if (uc_canonical_decomposition(outer[0], inner) == 2 && tone_of(inner[1])) {
        *ret_letter = uc_composition(inner[0], outer[1]);
        *ret_tone = tone_of(inner[1]);
    }
}

char *text_sort_key(struct arena *arena, const char *text)
{
    size_t size = 0;
    uint8_t *lower = u8_tolower((const uint8_t *)text, strlen(text), NULL, UNINORM_NFC, NULL, &size);
    if (!lower)
        die("out of memory");
    struct buffer first = {0}, second = {0};
    for (size_t at = 0; at < size;) {
        ucs4_t character, letter;
        int tone, used = u8_mbtouc(&character, lower + at, size - at);
        at += (size_t)used;
        split_letter(character, &letter, &tone);
        unsigned weight = weight_of(letter);
        buffer_printf(&first, weight == 0x80 ? "%02x%06x" : "%02x", weight, (unsigned)letter);
        buffer_printf(&second, "%d", tone);
    }
    free(lower);
    buffer_printf(&first, "!%s", buffer_text(&second)); /* "!" sorts before every digit */
    buffer_finish(&second);
    return buffer_take(&first, arena);
}

char *text_name_sort_key(struct arena *arena, const char *name)
{
    char *copy = text_clean(arena, name, strlen(name));
    char *given = strrchr(copy, ' ');
    if (!given)
        return text_sort_key(arena, copy);
    *given++ = '\0';
    char *middle = strchr(copy, ' ');
    if (middle)
        *middle++ = '\0';
    return arena_printf(arena, "%s|%s|%s", text_sort_key(arena, given), text_sort_key(arena, copy),
                        middle ? text_sort_key(arena, middle) : "");
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
