#include "sheet/syllable.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/text_index.h"

#include <string.h>

/* A vowel, then the same with each tone. */
static const char *const vowels[][6] = {
    {"A", "À", "Ả", "Ã", "Á", "Ạ"}, {"Ă", "Ằ", "Ẳ", "Ẵ", "Ắ", "Ặ"}, {"Â", "Ầ", "Ẩ", "Ẫ", "Ấ", "Ậ"}, {"E", "È", "Ẻ", "Ẽ", "É", "Ẹ"},
    {"Ê", "Ề", "Ể", "Ễ", "Ế", "Ệ"}, {"I", "Ì", "Ỉ", "Ĩ", "Í", "Ị"}, {"O", "Ò", "Ỏ", "Õ", "Ó", "Ọ"}, {"Ô", "Ồ", "Ổ", "Ỗ", "Ố", "Ộ"},
    {"Ơ", "Ờ", "Ở", "Ỡ", "Ớ", "Ợ"}, {"U", "Ù", "Ủ", "Ũ", "Ú", "Ụ"}, {"Ư", "Ừ", "Ử", "Ữ", "Ứ", "Ự"}, {"Y", "Ỳ", "Ỷ", "Ỹ", "Ý", "Ỵ"},
};

/* Ð (U+00D0) is what some keyboards give for Đ: it is put right where a field is read, and is no sign of a wrong encoding. */
static const char *const onsets[] = {"",  "B", "C", "CH", "D", "Đ", "\u00D0", "G",  "GH", "GI", "H", "K",  "KH", "L", "M",
                                     "N", "NG", "NGH", "NH", "P", "PH", "QU", "R",  "S",  "T", "TH", "TR", "V", "X"};

static const char *const rhymes[] = {
    "A", "AC", "ACH", "AI", "AM", "AN", "ANG", "ANH", "AO", "AP", "AT", "AU", "AY", "E", "EC", "EM", "EN", "ENG", "EO", "EP", "ET", "I",
    "IA", "ICH", "IM", "IN", "INH", "IP", "IT", "IU", "IÊC", "IÊM", "IÊN", "IÊNG", "IÊP", "IÊT", "IÊU", "O", "OA", "OAC", "OACH", "OAI",
    "OAM", "OAN", "OANG", "OANH", "OAO", "OAP", "OAT", "OAY", "OC", "OE", "OEN", "OEO", "OET", "OI", "OM", "ON", "ONG", "OOC", "OONG",
    "OP", "OT", "OĂC", "OĂM", "OĂN", "OĂNG", "OĂT", "U", "UA", "UC", "UI", "UM", "UN", "UNG", "UP", "UT", "UY", "UYA", "UYCH", "UYN",
    "UYNH", "UYP", "UYT", "UYU", "UYÊN", "UYÊT", "UÂN", "UÂNG", "UÂT", "UÂY", "UÊ", "UÊCH", "UÊNH", "UÔC", "UÔI", "UÔM", "UÔN", "UÔNG",
    "UÔT", "UƠ", "Y", "YCH", "YM", "YN", "YNH", "YT", "YÊM", "YÊN", "YÊNG", "YÊT", "YÊU", "ÂC", "ÂM", "ÂN", "ÂNG", "ÂP", "ÂT", "ÂU", "ÂY",
    "Ê", "ÊCH", "ÊM", "ÊN", "ÊNH", "ÊP", "ÊT", "ÊU", "Ô", "ÔC", "ÔI", "ÔM", "ÔN", "ÔNG", "ÔP", "ÔT", "ĂC", "ĂM", "ĂN", "ĂNG", "ĂP", "ĂT",
    "Ơ", "ƠI", "ƠM", "ƠN", "ƠP", "ƠT", "Ư", "ƯA", "ƯC", "ƯI", "ƯM", "ƯN", "ƯNG", "ƯT", "ƯU", "ƯƠC", "ƯƠI", "ƯƠM", "ƯƠN", "ƯƠNG", "ƯƠP",
    "ƯƠT", "ƯƠU",
};

/* Bytes of the vowel that the text begins with, 0 when it begins with none; the vowel without its tone. */
static size_t take_vowel(const char *text, const char **ret_plain, bool *ret_toned)
{
    for (size_t i = 0; i < LEN(vowels); i++)
        for (size_t tone = 0; tone < LEN(vowels[i]); tone++) {
            size_t len = strlen(vowels[i][tone]);
            if (strncmp(text, vowels[i][tone], len) == 0) {
                *ret_plain = vowels[i][0];
                *ret_toned = tone > 0;
                return len;
            }
        }
    return 0;
}

/* Tones cut off; how many there were. */
static int without_tone(const char *upper, struct buffer *out)
{
    int tones = 0;
    for (const char *at = upper; *at;) {
        const char *plain;
        bool toned;
        size_t len = take_vowel(at, &plain, &toned);
        if (len) {
            buffer_puts(out, plain);
            tones += toned;
            at += len;
        } else {
            buffer_putc(out, *at++);
        }
    }
    return tones;
}

bool syllable_is_spelt(struct arena *arena, const char *word)
{
    struct buffer plain = {0};
    bool spelt = false;
    if (without_tone(text_upper(arena, word), &plain) <= 1)
        for (size_t i = 0; i < LEN(onsets) && !spelt; i++) {
            size_t len = strlen(onsets[i]);
            const char *text = buffer_text(&plain);
            spelt = strncmp(text, onsets[i], len) == 0 &&
                    (text_place(text + len, rhymes, LEN(rhymes)) >= 0 || (strcmp(text, "GI") == 0 && len == 2));
        }
    buffer_finish(&plain);
    return spelt;
}

enum { JUDGED_MOST = 16384, WORD_MOST = 64 }; /* a hostile text has no end of words */

bool syllables_has(struct syllables *syllables, const char *word)
{
    const void *known = text_index_find(&syllables->judged, word);
    if (known)
        return known != syllables; /* one that is misspelt leads there, the others to themselves */
    struct arena *scratch = arena_create();
    bool has = syllable_is_spelt(scratch, word);
    arena_destroy(scratch);
    if (syllables->judged.len < JUDGED_MOST && strlen(word) <= WORD_MOST) {
        char *kept = arena_strdup(syllables->arena, word);
        *text_index_place(&syllables->judged, syllables->arena, kept) = has ? (void *)kept : syllables;
    }
    return has;
}
