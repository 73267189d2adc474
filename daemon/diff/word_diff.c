#include "diff/word_diff.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/value.h"
#include "diff/sequence.h"

#include <stdlib.h>
#include <string.h>

/* Word writes a no-break space where a person types a blank. */
#define NO_BREAK "\xc2\xa0"

enum { ALIKE_WORDS = 100 }; /* whoever reads these of two paragraphs knows whether they are one */

struct word {
    const char *text;
    size_t len;
};

struct words {
    struct word *items;
    size_t len;
};

struct both {
    struct words from, to;
};

/* The bytes of a blank at `at`; 0: none. */
static size_t blank(const char *at)
{
    return *at && strchr(" \t\r\n", *at) ? 1 : strncmp(at, NO_BREAK, strlen(NO_BREAK)) == 0 ? strlen(NO_BREAK) : 0;
}

static struct words split(struct arena *arena, const char *text)
{
    struct words words = {arena_alloc(arena, (strlen(text) / 2 + 1) * sizeof *words.items), 0};
    while (*text) {
        const char *begin = text;
        size_t skip = blank(text);
        while (*text && !(skip = blank(text)))
            text++;
        if (text > begin)
            words.items[words.len++] = (struct word){begin, (size_t)(text - begin)};
        text += skip;
    }
    return words;
}

static bool same(const void *context, size_t from, size_t to)
{
    const struct both *both = context;
    const struct word *a = &both->from.items[from], *b = &both->to.items[to];
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

static struct sequence_step *compare(struct arena *arena, const struct both *both, size_t *ret_len)
{
    const struct sequence_pair pair = {both->from.len, both->to.len, same, both};
    return sequence_diff(arena, &pair, ret_len);
}

static void add_piece(struct arena *arena, struct value *pieces, const char *what, struct buffer *text)
{
    if (!text->len)
        return;
    struct value *piece = value_map(arena);
    value_set_text(piece, "what", what);
    value_set_text(piece, "text", buffer_take(text, arena));
    value_append(pieces, piece);
}

static void add_word(struct buffer *text, const struct word *word)
{
    if (text->len)
        buffer_putc(text, ' ');
    buffer_add(text, word->text, word->len);
}

struct value *word_diff(struct arena *arena, const char *from, const char *to)
{
    const struct both both = {split(arena, from), split(arena, to)};
    struct value *pieces = value_list(arena);
    struct buffer kept = {0}, removed = {0}, added = {0};
    size_t len;
    const struct sequence_step *steps = compare(arena, &both, &len);
    for (size_t i = 0; i < len; i++) {
        if (steps[i].side == SEQUENCE_BOTH) {
            add_piece(arena, pieces, "removed", &removed);
            add_piece(arena, pieces, "added", &added);
        } else {
            add_piece(arena, pieces, "same", &kept);
        }
        if (steps[i].side == SEQUENCE_SECOND)
            add_word(&added, &both.to.items[steps[i].to]);
        else
            add_word(steps[i].side == SEQUENCE_BOTH ? &kept : &removed, &both.from.items[steps[i].from]);
    }
    add_piece(arena, pieces, "same", &kept);
    add_piece(arena, pieces, "removed", &removed);
    add_piece(arena, pieces, "added", &added);
    return pieces;
}

/* By spelling; which of equal ones is first does not matter. */
static int by_text(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    int order = memcmp(x->text, y->text, x->len < y->len ? x->len : y->len);
    return order ? order : (x->len > y->len) - (x->len < y->len);
}

static struct words sorted(struct arena *arena, const char *text)
{
    struct words words = split(arena, text);
    words.len = words.len < ALIKE_WORDS ? words.len : ALIKE_WORDS;
    qsort(words.items, words.len, sizeof *words.items, by_text);
    return words;
}

bool word_diff_alike(struct arena *arena, const char *from, const char *to)
{
    const struct words a = sorted(arena, from), b = sorted(arena, to);
    size_t common = 0;
    for (size_t i = 0, j = 0; i < a.len && j < b.len;) {
        int order = by_text(&a.items[i], &b.items[j]);
        common += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return common > 0 && common * 2 >= (a.len > b.len ? a.len : b.len);
}
