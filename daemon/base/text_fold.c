#include "base/text_fold.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/memory.h"

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

/* Small letters of Cyrillic and Greek whose capitals or themselves look like Latin ones. */
static ucs4_t latin(ucs4_t character)
{
    static const struct {
        ucs4_t letter;
        char alike;
    } letters[] = {{0x430, 'a'}, {0x432, 'b'}, {0x435, 'e'}, {0x43a, 'k'}, {0x43c, 'm'}, {0x43d, 'h'}, {0x43e, 'o'}, {0x440, 'p'}, {0x441, 'c'},
                   {0x442, 't'}, {0x443, 'y'}, {0x445, 'x'}, {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'}, {0x3b1, 'a'}, {0x3b2, 'b'}, {0x3b5, 'e'},
                   {0x3b6, 'z'}, {0x3b7, 'h'}, {0x3b9, 'i'}, {0x3ba, 'k'}, {0x3bc, 'm'}, {0x3bd, 'n'}, {0x3bf, 'o'}, {0x3c1, 'p'}, {0x3c4, 't'},
                   {0x3c5, 'y'}, {0x3c7, 'x'}, {0x131, 'i'}};
    for (size_t i = 0; character >= 0x131 && character < 0x460 && i < sizeof letters / sizeof *letters; i++)
        if (letters[i].letter == character)
            return (ucs4_t)letters[i].alike;
    return character;
}

static ucs4_t plain(ucs4_t character)
{
    if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Pd) || character == 0x2212 || character == 0x2043)
        return '-';
    if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Z) || (character < 0x80 && isspace((int)character)))
        return ' ';
    return character == 0x00f0 ? 0x0111 : latin(character); /* Ð is typed for Đ */
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
        memory_out();
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

/* What stands between the words of an id, or around the hyphen of a name and at its end. */
struct between {
    const char *signs;
    bool id;
};

/* The signs at `c` that say nothing. Of a name those around a hyphen, and points and blanks at the end of a part. */
static size_t gap_at(const struct between *between, const char *c)
{
    size_t gap = strspn(c, between->signs);
    if (between->id || !gap)
        return gap;
    if (memchr(c, '-', gap) && !memchr(c, '.', gap))
        return gap;
    return !c[gap] || c[gap] == '\x1f' ? gap : 0; /* the parts of what must be one are parted so (record_folded.c) */
}

/* What is left of a gap: a name keeps its hyphen, an id a sign between digits. */
static char left_of(const struct between *between, const char *c, size_t gap, char before)
{
    if (!between->id)
        return memchr(c, '-', gap) && c[gap] && c[gap] != '\x1f' ? '-' : '\0';
    if (!is_digit(before) || !is_digit(c[gap]))
        return '\0';
    return gap == 1 && *c == '.' ? '.' : '-';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* O, I and l alone beside a digit are read as 0 and 1. */
static char digit_for(char before, const char *c)
{
    bool alone = !is_word(before) && !is_word(c[1]) && (is_digit(before) || is_digit(c[1]));
    return !alone ? *c : *c == 'o' ? '0' : *c == 'i' || *c == 'l' ? '1' : *c;
}

static char *without(struct arena *arena, char *folded, const struct between *between)
{
    struct buffer out = {0};
    char before = '\0';
    for (char *c = folded; between->id && *c; c++)
        *c = digit_for(c == folded ? '\0' : c[-1], c);
    for (const char *c = folded; *c;) {
        size_t gap = gap_at(between, c);
        char left = gap ? left_of(between, c, gap, before) : '\0';
        if (left)
            buffer_putc(&out, before = left);
        c += gap;
        c += zeros_at(c, before);
        if (!*c)
            break;
        buffer_putc(&out, before = *c++);
    }
    return buffer_take(&out, arena);
}

char *text_fold_name(struct arena *arena, const char *text)
{
    return without(arena, text_fold(arena, text), &(struct between){" -.", false});
}

char *text_fold_id(struct arena *arena, const char *text)
{
    return without(arena, text_fold(arena, text), &(struct between){" -_.", true});
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

char *text_search(struct arena *arena, const char *text)
{
    char *plain = text_plain(arena, text);
    for (char *at = plain; *at; at++)
        if (*at == '-')
            *at = ' ';
    return plain;
}
