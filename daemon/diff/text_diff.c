#include "diff/text_diff.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "diff/sequence.h"

#include <stdbool.h>
#include <string.h>

enum { CONTEXT = 3 };

struct line {
    const char *text;
    size_t len;
};

struct text {
    struct line *lines;
    size_t len;
};

struct both {
    struct text from, to;
};

static struct text split(struct arena *arena, const char *bytes, size_t len)
{
    size_t count = 1;
    for (size_t i = 0; i < len; i++)
        count += bytes[i] == '\n';
    struct text text = {arena_alloc(arena, count * sizeof *text.lines), 0};
    for (size_t at = 0; at < len;) {
        const char *end = memchr(bytes + at, '\n', len - at);
        size_t width = end ? (size_t)(end - (bytes + at)) : len - at;
        text.lines[text.len++] = (struct line){bytes + at, width};
        at += width + 1;
    }
    return text;
}

static bool same(const void *context, size_t from, size_t to)
{
    const struct both *both = context;
    const struct line *a = &both->from.lines[from], *b = &both->to.lines[to];
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

struct result {
    const struct both *both;
    const struct sequence_step *steps;
    size_t len;
};

static void write_line(struct buffer *out, const struct result *result, size_t i)
{
    static const char signs[] = {[SEQUENCE_BOTH] = ' ', [SEQUENCE_FIRST] = '-', [SEQUENCE_SECOND] = '+'};
    const struct sequence_step *step = &result->steps[i];
    const struct line *line = step->side == SEQUENCE_SECOND ? &result->both->to.lines[step->to] : &result->both->from.lines[step->from];
    buffer_printf(out, "%c%.*s\n", signs[step->side], (int)line->len, line->text);
}

/* Lines from..to of the result as one hunk. A range of no lines is written by the line before it, as diff does. */
static void write_hunk(struct buffer *out, const struct result *result, size_t first, size_t end)
{
    const struct sequence_step *steps = result->steps;
    size_t from = 0, to = 0;
    for (size_t i = first; i < end; i++) {
        from += steps[i].side != SEQUENCE_SECOND;
        to += steps[i].side != SEQUENCE_FIRST;
    }
    buffer_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", steps[first].from + (from > 0), from, steps[first].to + (to > 0), to);
    for (size_t i = first; i < end; i++)
        write_line(out, result, i);
}

char *text_diff_lines(struct arena *arena, const char *from, size_t from_len, const char *to, size_t to_len)
{
    const struct both both = {split(arena, from, from_len), split(arena, to, to_len)};
    const struct sequence_pair pair = {both.from.len, both.to.len, same, &both};
    struct result result = {.both = &both};
    struct buffer out = {0};
    const struct sequence_step *steps = result.steps = sequence_diff(arena, &pair, &result.len);
    for (size_t i = 0; i < result.len; i++) {
        if (steps[i].side == SEQUENCE_BOTH)
            continue;
        size_t first = i > CONTEXT ? i - CONTEXT : 0, last = i;
        for (size_t j = i; j < result.len && j <= last + 2 * CONTEXT + 1; j++)
            if (steps[j].side != SEQUENCE_BOTH)
                last = j;
        size_t end = last + CONTEXT + 1 < result.len ? last + CONTEXT + 1 : result.len;
        write_hunk(&out, &result, first, end);
        i = end - 1;
    }
    return buffer_take(&out, arena);
}
