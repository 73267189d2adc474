#include "entry/entry_twin.h"

#include "base/arena.h"
#include "base/text_fold.h"
#include "record/field_kind.h"
#include "record/record_key.h"
#include "record/record_type.h"

#include <ctype.h>
#include <string.h>

enum { WORDS_MOST = 64, LONG_WORD = 4 }; /* of a text that are compared; bytes from which on a word may differ in one */

struct words {
    const char *items[WORDS_MOST];
    size_t len;
    bool taken[WORDS_MOST]; /* by a word of the other text */
};

/* ---- texts ---- */

static bool is_of_word(char byte)
{
    return (byte & 0x80) || isalnum((unsigned char)byte);
}

static struct words words_of(struct arena *arena, const char *text)
{
    struct words words = {.len = 0};
    for (char *at = text_search(arena, text); *at && words.len < WORDS_MOST;) {
        char *word = at;
        while (is_of_word(*at))
            at++;
        if (at > word)
            words.items[words.len++] = word;
        if (*at)
            *at++ = '\0';
    }
    return words;
}

static bool is_number(const char *word)
{
    return strpbrk(word, "0123456789") != NULL;
}

/* One letter more, less or another: what is left behind the first difference is the same. */
static bool differs_by_one(const char *a, const char *b)
{
    size_t len_a = strlen(a), len_b = strlen(b), same = 0;
    while (a[same] && a[same] == b[same])
        same++;
    size_t rest_a = len_a - same, rest_b = len_b - same;
    if (rest_a == rest_b)
        return rest_a <= 1 || strcmp(a + same + 1, b + same + 1) == 0;
    return rest_a + 1 == rest_b ? strcmp(a + same, b + same + 1) == 0 : rest_b + 1 == rest_a && strcmp(a + same + 1, b + same) == 0;
}

static bool is_like(const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return true;
    return !is_number(a) && !is_number(b) && strlen(a) >= LONG_WORD && strlen(b) >= LONG_WORD && differs_by_one(a, b);
}

static bool take_like(struct words *words, const char *word)
{
    for (size_t i = 0; i < words->len; i++)
        if (!words->taken[i] && is_like(words->items[i], word))
            return words->taken[i] = true;
    return false;
}

static bool has_number_left(const struct words *words)
{
    for (size_t i = 0; i < words->len; i++)
        if (!words->taken[i] && is_number(words->items[i]))
            return true;
    return false;
}

bool entry_twin_says_same(struct arena *arena, const char *a, const char *b)
{
    struct words one = words_of(arena, a), other = words_of(arena, b);
    const struct words *shorter = one.len <= other.len ? &one : &other;
    struct words *longer = shorter == &one ? &other : &one;
    size_t found = 0;
    for (size_t i = 0; i < shorter->len; i++) {
        bool like = take_like(longer, shorter->items[i]);
        if (!like && is_number(shorter->items[i]))
            return false;
        found += like;
    }
    return shorter->len && 5 * found >= 4 * shorter->len && 2 * shorter->len >= longer->len && !has_number_left(longer);
}

/* ---- records ---- */

static bool is_same(const struct record_type *type, const struct cell *a, const struct cell *b)
{
    const struct field *id = record_key_id(type);
    for (size_t i = 0; i < type->field_count; i++)
        if (&type->fields[i] != id && !cell_equal(a[i], b[i]))
            return false;
    return true;
}

static bool is_same_day(const struct field *field, struct cell a, struct cell b)
{
    return a.kind == b.kind && (a.kind != CELL_NUMBER || field_kind(field)->day(a.number) == field_kind(field)->day(b.number));
}

/* What a cell must say for the other record to be taken for this one; a number may be mistyped, so it tells nothing. */
static bool agrees(struct arena *arena, const struct field *field, struct cell a, struct cell b, bool *ret_texts)
{
    const struct field_kind *kind = field_kind(field);
    if (kind->day)
        return is_same_day(field, a, b);
    if (!kind->free)
        return kind->number || cell_equal(a, b);
    if (a.kind != CELL_TEXT || b.kind != CELL_TEXT)
        return true;
    *ret_texts = true;
    return entry_twin_says_same(arena, a.text, b.text);
}

enum entry_twin entry_twin_of(struct arena *arena, const struct record_type *type, const struct cell *a, const struct cell *b)
{
    const struct field *id = record_key_id(type);
    bool texts = false, dated = false;
    if (!id)
        return ENTRY_TWIN_NONE;
    if (is_same(type, a, b))
        return ENTRY_TWIN_SAME;
    for (size_t pass = 0; pass < 2; pass++) /* words are the dearest to compare, and most pairs differ before them */
        for (size_t i = 0; i < type->field_count; i++) {
            const struct field *field = &type->fields[i];
            if (field == id || field_kind(field)->free != (pass == 1))
                continue;
            if (!agrees(arena, field, a[i], b[i], &texts))
                return ENTRY_TWIN_NONE;
            dated = dated || (field_kind(field)->day && a[i].kind == CELL_NUMBER);
        }
    return texts && dated ? ENTRY_TWIN_NEAR : ENTRY_TWIN_NONE;
}
