#include "sheet/spoilt_text.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/problem.h"
#include "sheet/syllable.h"
#include "base/text.h"

#include <stdint.h>
#include <string.h>

/* The words of a text that hold a letter beyond ASCII: what is spoilt is among them. */
struct words {
    size_t all, spelt;
};

static bool parts_words(const char *at)
{
    return (unsigned char)*at < 0x80 && !((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '?');
}

/* Quotes, dashes and the like, as a Vietnamese text may have them around a word: “đánh, bạc”, 50 – 60. */
static bool is_punctuation(uint32_t letter)
{
    return (letter >= 0x2010 && letter <= 0x2026) || letter == 0xA0 || letter == 0xAB || letter == 0xBB || letter == 0xB0 ||
           letter == 0xB2 || letter == 0xB3;
}

static size_t word_end(const char *text)
{
    size_t len = 0;
    while (text[len] && !parts_words(text + len))
        len++;
    return len;
}

/* The word without punctuation at its ends; "" when it is nothing else. */
static const char *trimmed(struct arena *arena, const char *word, size_t len)
{
    const char *start = word, *stop = word;
    uint32_t letter;
    for (const char *at = word; at < word + len;) {
        size_t size = text_letter(at, &letter);
        if (!is_punctuation(letter))
            stop = at + size;
        else if (start == at)
            start = stop = at + size;
        at += size;
    }
    return arena_strndup(arena, start, (size_t)(stop - start));
}

static bool is_plain(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

static struct words count_words(struct spoilt_judge *judge, const char *text)
{
    struct words words = {0};
    for (const char *at = text; *at;) {
        size_t len = word_end(at);
        const char *word = trimmed(judge->scratch, at, len);
        if (!is_plain(word)) {
            words.all++;
            words.spelt += syllables_has(&judge->syllables, word);
        }
        at += len ? len : 1;
    }
    return words;
}

/* A question mark that stands for a letter: in front of one, in a word that is no address (http://x.vn/a?b=c). */
static bool has_lost(const char *text)
{
    uint32_t next;
    for (const char *word = text; *word; word += strcspn(word, " "), word += strspn(word, " ")) {
        size_t len = strcspn(word, " "), plain = strcspn(word, "/=&:");
        const char *mark = plain < len ? NULL : memchr(word, '?', len);
        if (!mark)
            continue;
        text_letter(mark + 1 < word + len ? mark + 1 : " ", &next);
        if ((next >= 'a' && next <= 'z') || (next >= 0xC0 && !is_punctuation(next)))
            return true;
    }
    return strstr(text, "\uFFFD") != NULL;
}

/* Nothing to ask about: no letter beyond ASCII, or each such word a syllable. */
static bool is_sound(struct spoilt_judge *judge, const char *text)
{
    if (is_plain(text))
        return true;
    struct words words = count_words(judge, text);
    return words.all && words.spelt == words.all;
}

/* Of a text that is not sound: decoded, when that makes it so. */
static const char *decoded(struct spoilt_judge *judge, enum legacy_text legacy, const char *text)
{
    const char *meant = legacy_text_decode(judge->scratch, legacy, text);
    if (!meant || strcmp(meant, text) == 0)
        return NULL;
    struct words after = count_words(judge, meant);
    return after.all && after.spelt == after.all ? meant : NULL;
}

const char *spoilt_text_mend(struct spoilt_judge *judge, enum legacy_text legacy, const char *text)
{
    return is_sound(judge, text) ? NULL : decoded(judge, legacy, text);
}

enum spoilt_text spoilt_text_look(struct spoilt_judge *judge, const char *text, enum legacy_text *ret_legacy, const char **ret_meant)
{
    static const enum legacy_text order[] = {LEGACY_TWICE, LEGACY_TCVN3, LEGACY_VNI, LEGACY_CP1258};
    bool sound = is_sound(judge, text);
    for (size_t i = 0; !sound && i < LEN(order); i++) {
        const char *meant = decoded(judge, order[i], text);
        if (meant) {
            *ret_legacy = order[i];
            *ret_meant = meant;
            return SPOILT_LEGACY;
        }
    }
    return has_lost(text) ? SPOILT_LOST : SPOILT_NOT;
}

int spoilt_text_share(struct spoilt_judge *judge, const char *text)
{
    struct words words = count_words(judge, text);
    return words.all ? (int)(100 * words.spelt / words.all) : -1;
}

/* A cell that cannot be spoilt is known without memory: plain, without a question mark. */
const char *spoilt_column_note(struct spoilt_column *column, struct spoilt_judge *judge, const enum legacy_text *asked,
                               struct arena *kept, int line, const char *text)
{
    if (is_plain(text) && !strchr(text, '?'))
        return text;
    enum legacy_text legacy = asked ? *asked : LEGACY_TEXTS;
    const char *meant = asked ? spoilt_text_mend(judge, *asked, text) : NULL, *taken = text;
    enum spoilt_text spoilt = meant ? SPOILT_LEGACY : spoilt_text_look(judge, text, &legacy, &meant);
    if (spoilt != SPOILT_NOT && !column->line) {
        column->line = line;
        column->as = arena_strdup(kept, text);
        column->meant = spoilt == SPOILT_LEGACY ? arena_strdup(kept, meant) : NULL;
        column->first = legacy;
    }
    column->lost += spoilt == SPOILT_LOST;
    if (spoilt == SPOILT_LEGACY && asked && legacy == *asked) {
        column->mended++;
        taken = meant;
    } else if (spoilt == SPOILT_LEGACY) {
        column->legacy[legacy]++;
    }
    return taken;
}

void spoilt_column_say(const struct spoilt_column *column, const char *file, const char *name, struct problems *problems)
{
    size_t spoilt = 0;
    for (size_t i = 0; i < LEGACY_TEXTS; i++)
        spoilt += column->legacy[i];
    if (column->mended)
        problem_note(problems, file, column->line, name, "%1$zu ô được đọc theo bảng mã %3$s: “%4$s” là “%5$s”%2$.0s",
                     "%1$zu %2$s read as %3$s: “%4$s” is “%5$s”", column->mended, column->mended == 1 ? "cell was" : "cells were",
                     legacy_text_title(column->first), column->as, column->meant ? column->meant : column->as);
    if (spoilt)
        problem_warn(problems, file, column->line, name,
                     "%1$zu ô có chữ đọc sai bảng mã: “%2$s” có lẽ là “%3$s” (%4$s); đúng thế thì nhập lại với --encoding %5$s, "
                     "không phải thì để nguyên%6$.0s",
                     "%1$zu %6$s text read in a wrong encoding: “%2$s” probably is “%3$s” (%4$s); if so, import again with "
                     "--encoding %5$s, if not, leave it",
                     spoilt, column->as, column->meant ? column->meant : "…", legacy_text_title(column->first), legacy_text_word(column->first),
                     spoilt == 1 ? "cell holds" : "cells hold");
    if (column->lost)
        problem_warn(problems, file, column->line, name,
                     "%1$zu ô có dấu hỏi ở chỗ của chữ (“%2$s”): chữ đã mất khi lưu tệp, không khôi phục được; gõ lại, hoặc lưu lại từ tệp gốc%3$.0s",
                     "%1$zu %3$s question marks in place of letters (“%2$s”): they were lost when the file was saved and cannot be "
                     "brought back; type them again, or save the original anew",
                     column->lost, column->as, column->lost == 1 ? "cell has" : "cells have");
}
