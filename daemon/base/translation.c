#include "base/translation.h"

#include "base/buffer.h"

enum { HOLES = 4, DEPTH = 3 }; /* “bad argument” holds “expected”, which holds a kind of value */

struct text {
    const char *at;
    size_t len;
    bool known; /* must be translated */
};

static const struct translation *find(const struct translations *known, struct text text, struct text *ret_holes, int depth);

static bool matches(const struct translations *known, const char *en, struct text text, struct text *holes, int depth)
{
    while (*en && *en != '*' && *en != '@') {
        if (!text.len || *en != *text.at)
            return false;
        en++, text.at++, text.len--;
    }
    if (!*en)
        return text.len == 0;
    for (size_t len = 0; len <= text.len; len++) {
        struct text inner[HOLES];
        *holes = (struct text){text.at, len, *en == '@'};
        if (matches(known, en + 1, (struct text){text.at + len, text.len - len, false}, holes + 1, depth) &&
            (!holes->known || find(known, *holes, inner, depth + 1)))
            return true;
    }
    return false;
}

static const struct translation *find(const struct translations *known, struct text text, struct text *ret_holes, int depth)
{
    for (size_t i = 0; depth < DEPTH && i < known->len; i++)
        if (matches(known, known->items[i].en, text, ret_holes, depth))
            return &known->items[i];
    return NULL;
}

static bool put(struct buffer *out, const struct translations *known, struct text text, int depth)
{
    struct text holes[HOLES] = {0};
    const struct translation *found = find(known, text, holes, depth);
    for (const char *at = found ? found->vi : ""; *at; at++) {
        const struct text *hole = *at == '$' ? &holes[*++at - '1'] : NULL;
        if (!hole)
            buffer_putc(out, *at);
        else if (hole->known)
            put(out, known, *hole, depth + 1);
        else
            buffer_add(out, hole->at, hole->len);
    }
    return found != NULL;
}

bool translation_put(struct buffer *out, const struct translations *known, const char *text, size_t len)
{
    return put(out, known, (struct text){text, len, true}, 0);
}
