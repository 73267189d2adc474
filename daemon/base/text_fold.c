#include "base/text_fold.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

enum { TONES_MOST = 8 }; /* of one word; a syllable has one */

struct folding {
    struct buffer out;
    bool blank; /* is owed before the next character */
    ucs4_t tones[TONES_MOST];
    int tone_count;
};

/* huyền sắc ngã hỏi nặng */
static bool is_tone(ucs4_t mark)
{
    return mark == 0x0300 || mark == 0x0301 || mark == 0x0303 || mark == 0x0309 || mark == 0x0323;
}

static void put(struct folding *folding, ucs4_t character)
{
    uint8_t bytes[6];
    int len = u8_uctomb(bytes, character, sizeof bytes);
    if (len > 0)
        buffer_add(&folding->out, bytes, (size_t)len);
}

/* A tone goes behind its word, so that it does not matter over which vowel it was written. */
static void end_word(struct folding *folding)
{
    for (int i = 0; i < folding->tone_count; i++)
        put(folding, folding->tones[i]);
    folding->tone_count = 0;
}

static ucs4_t plain(ucs4_t character)
{
    if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Pd) || character == 0x2212 || character == 0x2043)
        return '-';
    if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Z) || (character < 0x80 && isspace((int)character)))
        return ' ';
    return character == 0x00f0 ? 0x0111 : character; /* Ð is typed for Đ */
}

static void take(struct folding *folding, ucs4_t character)
{
    character = plain(character);
    if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Cf))
        return;
    if (is_tone(character) && folding->tone_count < TONES_MOST) {
        folding->tones[folding->tone_count++] = character;
        return;
    }
    if (!uc_is_general_category_withtable(character, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M))
        end_word(folding);
    if (character == ' ') {
        folding->blank = folding->out.len > 0;
        return;
    }
    if (folding->blank)
        put(folding, ' ');
    folding->blank = false;
    put(folding, character);
}

/* Nearly all ids, and much faster. */
static bool fold_ascii(struct folding *folding, const char *text)
{
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c >= 0x80)
            return false;
    for (const char *c = text; *c; c++) {
        bool blank = isspace((unsigned char)*c) != 0;
        if (!blank && folding->blank)
            buffer_putc(&folding->out, ' ');
        if (!blank)
            buffer_putc(&folding->out, (char)tolower((unsigned char)*c));
        folding->blank = blank && folding->out.len > 0;
    }
    return true;
}

static void fold_any(struct folding *folding, const char *text)
{
    size_t size = 0;
    uint8_t *folded = u8_casefold((const uint8_t *)text, strlen(text), NULL, UNINORM_NFKD, NULL, &size);
    if (!folded)
        die("out of memory");
    for (size_t at = 0; at < size;) {
        ucs4_t character;
        at += (size_t)u8_mbtouc(&character, folded + at, size - at);
        take(folding, character);
    }
    free(folded);
    end_word(folding);
}

char *text_fold(struct arena *arena, const char *text)
{
    struct folding folding = {0};
    if (!fold_ascii(&folding, text))
        fold_any(&folding, text);
    return buffer_take(&folding.out, arena);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Zeros with which a number begins; those behind a decimal point or comma are part of it. */
static size_t zeros_at(const char *text, char before)
{
    size_t count = 0;
    if (is_digit(before) || before == '.' || before == ',')
        return 0;
    while (text[count] == '0' && is_digit(text[count + 1]))
        count++;
    return count;
}

static char *without(struct arena *arena, const char *folded, bool separators)
{
    struct buffer out = {0};
    char before = '\0';
    for (const char *c = folded; *c;) {
        size_t gap = separators ? strspn(c, " -") : 0;
        c += gap;
        if (gap && is_digit(before) && is_digit(*c))
            buffer_putc(&out, before = '-');
        c += zeros_at(c, before);
        if (!*c)
            break;
        buffer_putc(&out, before = *c++);
    }
    return buffer_take(&out, arena);
}

char *text_fold_name(struct arena *arena, const char *text)
{
    return without(arena, text_fold(arena, text), false);
}

char *text_fold_id(struct arena *arena, const char *text)
{
    return without(arena, text_fold(arena, text), true);
}

char *text_plain(struct arena *arena, const char *text)
{
    struct buffer out = {0};
    const uint8_t *at = (const uint8_t *)text_fold(arena, text);
    ucs4_t character;
    for (const uint8_t *before = at; (at = u8_next(&character, at)); before = at)
        if (character == 0x0111)
            buffer_putc(&out, 'd');
        else if (!uc_is_general_category_withtable(character, UC_CATEGORY_MASK_M))
            buffer_add(&out, before, (size_t)(at - before));
    return buffer_take(&out, arena);
}

bool text_has_raised(const char *text)
{
    ucs4_t character, parts[UC_DECOMPOSITION_MAX_LENGTH];
    for (const uint8_t *at = (const uint8_t *)text; (at = u8_next(&character, at));) {
        int kind = UC_DECOMP_CANONICAL;
        if (character >= 0x80 && uc_decomposition(character, &kind, parts) >= 0 &&
            (kind == UC_DECOMP_SUPER || kind == UC_DECOMP_SUB || kind == UC_DECOMP_CIRCLE || kind == UC_DECOMP_FRACTION))
            return true;
    }
    return false;
}

/* A letter or digit of a word, in UTF-8. */
static bool in_word(char c)
{
    return c != '\0' && !strchr(" -/(),.;:", c);
}

bool text_has_words(const char *text, const char *words)
{
    size_t len = strlen(words);
    for (const char *at = text; (at = strstr(at, words)); at++)
        if ((at == text || !in_word(at[-1])) && !in_word(at[len]))
            return true;
    return false;
}
