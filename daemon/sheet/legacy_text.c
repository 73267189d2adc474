#include "sheet/legacy_text.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"

#include <stdint.h>
#include <string.h>

#define GRAVE "\u0300"
#define HOOK "\u0309"
#define TILDE "\u0303"
#define ACUTE "\u0301"
#define DOT "\u0323"
#define CIRCUMFLEX "\u0302"
#define BREVE "\u0306"

/* A character, and what it stands for. */
struct letter {
    uint32_t from;
    const char *to;
};

/* Windows-1252 from 0x80 to 0x9F; 0: the byte itself. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

/* Where Windows-1258 differs from Windows-1252. */
static const struct letter cp1258[] = {
    {0xC3, "Ă"}, {0xCC, GRAVE}, {0xD0, "Đ"}, {0xD2, HOOK}, {0xD5, "Ơ"}, {0xDD, "Ư"}, {0xDE, TILDE}, {0xE3, "ă"},
    {0xEC, ACUTE}, {0xF0, "đ"}, {0xF2, DOT}, {0xF5, "ơ"}, {0xFD, "ư"}, {0xFE, "₫"},
};

/* TCVN 5712:1993 from 0xA1 on, as VN2 has it; VN3, which the ABC fonts show, is the part of it without most capitals. */
static const char *const tcvn3[] = {
    "Ă", "Â", "Ê", "Ô", "Ơ", "Ư", "Đ", "ă", "â", "ê", "ô", "ơ", "ư", "đ", "Ằ", GRAVE, HOOK, TILDE, ACUTE, DOT,
    "à", "ả", "ã", "á", "ạ", "Ẳ", "ằ", "ẳ", "ẵ", "ắ", "Ẵ", "Ắ", "Ầ", "Ẩ", "Ẫ", "Ấ", "Ề", "ặ", "ầ", "ẩ", "ẫ", "ấ", "ậ", "è", "Ể", "ẻ", "ẽ",
    "é", "ẹ", "ề", "ể", "ễ", "ế", "ệ", "ì", "ỉ", "Ễ", "Ế", "Ồ", "ĩ", "í", "ị", "ò", "Ổ", "ỏ", "õ", "ó", "ọ", "ồ", "ổ", "ỗ", "ố", "ộ", "ờ",
    "ở", "ỡ", "ớ", "ợ", "ù", "Ỗ", "ủ", "ũ", "ú", "ụ", "ừ", "ử", "ữ", "ứ", "ự", "ỳ", "ỷ", "ỹ", "ý", "ỵ", "Ố",
};

/* VNI: a letter of its own … */
static const struct letter vni_letters[] = {
    {0xD1, "Đ"}, {0xF1, "đ"}, {0xD4, "Ơ"}, {0xF4, "ơ"}, {0xD6, "Ư"}, {0xF6, "ư"}, {0xCD, "Í"}, {0xED, "í"}, {0xCC, "Ì"},
    {0xEC, "ì"}, {0xC6, "Ỉ"}, {0xE6, "ỉ"}, {0xD3, "Ĩ"}, {0xF3, "ĩ"}, {0xD2, "Ị"}, {0xF2, "ị"}, {0xCE, "Ỵ"}, {0xEE, "ỵ"},
};

/* … or the marks of the vowel before it, in small letters; capitals are 0x20 less. */
static const struct letter vni_marks[] = {
    {0xF9, ACUTE}, {0xF8, GRAVE}, {0xFB, HOOK}, {0xF5, TILDE}, {0xEF, DOT},
    {0xE2, CIRCUMFLEX}, {0xE1, CIRCUMFLEX ACUTE}, {0xE0, CIRCUMFLEX GRAVE}, {0xE5, CIRCUMFLEX HOOK}, {0xE3, CIRCUMFLEX TILDE}, {0xE4, CIRCUMFLEX DOT},
    {0xEA, BREVE}, {0xE9, BREVE ACUTE}, {0xE8, BREVE GRAVE}, {0xFA, BREVE HOOK}, {0xFC, BREVE TILDE}, {0xEB, BREVE DOT},
};

static const struct {
    const char *word, *title;
} names[LEGACY_TEXTS] = {
    [LEGACY_CP1258] = {"cp1258", "Windows-1258"},
    [LEGACY_TCVN3] = {"tcvn3", "TCVN3 (ABC)"},
    [LEGACY_VNI] = {"vni", "VNI"},
    [LEGACY_TWICE] = {"twice", "UTF-8 ghi hai lần"},
};

const char *legacy_text_title(enum legacy_text legacy)
{
    return names[legacy].title;
}

const char *legacy_text_word(enum legacy_text legacy)
{
    return names[legacy].word;
}

bool legacy_text_parse(const char *word, enum legacy_text *ret_legacy)
{
    for (size_t i = 0; i < LEN(names); i++)
        if (strcmp(names[i].word, word) == 0) {
            *ret_legacy = (enum legacy_text)i;
            return true;
        }
    return false;
}

static const char *letter_of(const struct letter *letters, size_t count, uint32_t from)
{
    for (size_t i = 0; i < count; i++)
        if (letters[i].from == from)
            return letters[i].to;
    return NULL;
}

char *legacy_text_of_bytes(struct arena *arena, const char *bytes, size_t len)
{
    struct buffer out = {0};
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        uint16_t named = byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : 0;
        text_put_letter(&out, named ? named : byte);
    }
    return buffer_take(&out, arena);
}

static bool takes_marks(uint32_t before)
{
    static const char ascii[] = "aeouyAEOUY";
    return (before < 0x80 && before && strchr(ascii, (int)before)) || before == 0xD4 || before == 0xF4 || before == 0xD6 || before == 0xF6;
}

/* The letter that the text holds in a legacy encoding; NULL: itself. `before`: the letter in front of it. */
static const char *read_letter(enum legacy_text legacy, uint32_t letter, uint32_t before)
{
    if (legacy == LEGACY_CP1258)
        return letter_of(cp1258, LEN(cp1258), letter);
    if (legacy == LEGACY_TCVN3)
        return letter >= 0xA1 && letter - 0xA1 < LEN(tcvn3) ? tcvn3[letter - 0xA1] : NULL;
    uint32_t small = letter >= 0xC0 && letter <= 0xDE ? letter + 0x20 : letter;
    const char *marks = takes_marks(before) ? letter_of(vni_marks, LEN(vni_marks), small) : NULL;
    return marks ? marks : letter_of(vni_letters, LEN(vni_letters), letter);
}

/* The byte that Windows-1252 shows as this letter; -1: none. */
static int byte_of(uint32_t letter)
{
    for (size_t i = 0; i < LEN(windows_1252); i++)
        if (windows_1252[i] == letter)
            return (int)(0x80 + i);
    return letter <= 0xFF ? (int)letter : -1;
}

static char *decode_twice(struct arena *arena, const char *text)
{
    struct buffer out = {0};
    uint32_t letter;
    bool good = true;
    for (const char *at = text; good && *at;) {
        at += text_letter(at, &letter);
        int byte = byte_of(letter);
        good = byte >= 0;
        if (good)
            buffer_putc(&out, (char)byte);
    }
    good = good && text_is_utf8(buffer_text(&out), out.len);
    char *decoded = good ? text_compose(arena, buffer_text(&out), out.len) : NULL;
    buffer_finish(&out);
    return decoded;
}

char *legacy_text_decode(struct arena *arena, enum legacy_text legacy, const char *text)
{
    if (legacy == LEGACY_TWICE)
        return decode_twice(arena, text);
    struct buffer out = {0};
    uint32_t letter, before = 0;
    for (const char *at = text; *at; before = letter) {
        size_t len = text_letter(at, &letter);
        const char *read = read_letter(legacy, letter, before);
        if (read)
            buffer_puts(&out, read);
        else
            buffer_add(&out, at, len);
        at += len;
    }
    char *decoded = text_compose(arena, buffer_text(&out), out.len);
    buffer_finish(&out);
    return decoded;
}
