#include "amendment/text_diff.h"

#include "base/arena.h"
#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    CONTEXT = 3,
    CELLS_MAX = 4 * 1024 * 1024, /* of the table below: two middles of 2,000 lines each */
};

struct line {
    const char *text;
    size_t len;
};

struct text {
    struct line *lines;
    size_t len;
};

/* One line of the result: ' ' in both, '-' only in the first, '+' only in the second. */
struct step {
    char sign;
    struct line line;
    size_t from, to; /* lines of either text before it */
};

struct steps {
    struct step *items;
    size_t len;
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

static bool same(const struct line *a, const struct line *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

static void step(struct steps *steps, char sign, const struct line *line, size_t *from, size_t *to)
{
    steps->items[steps->len++] = (struct step){sign, *line, *from, *to};
    *from += sign != '+';
    *to += sign != '-';
}

/*
 * The middles, after equal heads and tails were cut, by the table of longest common subsequences: cell (i, j) is that
 * of what follows line i of the first and line j of the second.
 */
static void walk(struct arena *arena, const struct text *a, const struct text *b, size_t head, size_t a_end, size_t b_end,
                 struct steps *steps)
{
    size_t rows = a_end - head, columns = b_end - head, from = head, to = head;
    uint16_t *table = NULL;
    if (rows < UINT16_MAX && columns < UINT16_MAX && rows * columns <= CELLS_MAX)
        table = arena_alloc(arena, (rows + 1) * (columns + 1) * sizeof *table);
    for (size_t i = rows; table && i-- > 0;)
        for (size_t j = columns; j-- > 0;) {
            uint16_t down = table[(i + 1) * (columns + 1) + j], right = table[i * (columns + 1) + j + 1];
            uint16_t both = (uint16_t)(table[(i + 1) * (columns + 1) + j + 1] + 1);
            bool equal = same(&a->lines[head + i], &b->lines[head + j]);
            table[i * (columns + 1) + j] = equal ? both : down > right ? down : right;
        }
    while (from < a_end || to < b_end) {
        size_t i = from - head, j = to - head;
        if (table && from < a_end && to < b_end && same(&a->lines[from], &b->lines[to]))
            step(steps, ' ', &a->lines[from], &from, &to);
        else if (from < a_end && (!table || to == b_end || table[(i + 1) * (columns + 1) + j] >=
                                                               table[i * (columns + 1) + j + 1]))
            step(steps, '-', &a->lines[from], &from, &to);
        else
            step(steps, '+', &b->lines[to], &from, &to);
    }
}

static struct steps compare(struct arena *arena, const struct text *a, const struct text *b)
{
    struct steps steps = {arena_alloc(arena, (a->len + b->len + 1) * sizeof *steps.items), 0};
    size_t head = 0, a_end = a->len, b_end = b->len, from = 0, to = 0;
    while (head < a->len && head < b->len && same(&a->lines[head], &b->lines[head]))
        head++;
    while (a_end > head && b_end > head && same(&a->lines[a_end - 1], &b->lines[b_end - 1])) {
        a_end--;
        b_end--;
    }
    for (size_t i = 0; i < head; i++)
        step(&steps, ' ', &a->lines[i], &from, &to);
    walk(arena, a, b, head, a_end, b_end, &steps);
    from = a_end;
    to = b_end;
    while (from < a->len)
        step(&steps, ' ', &a->lines[from], &from, &to);
    return steps;
}

/* Lines from..to of the result as one hunk. A range of no lines is written by the line before it, as diff does. */
static void write_hunk(struct buffer *out, const struct steps *steps, size_t first, size_t end)
{
    size_t from = 0, to = 0;
    for (size_t i = first; i < end; i++) {
        from += steps->items[i].sign != '+';
        to += steps->items[i].sign != '-';
    }
    buffer_printf(out, "@@ -%zu,%zu +%zu,%zu @@\n", steps->items[first].from + (from > 0), from,
                  steps->items[first].to + (to > 0), to);
    for (size_t i = first; i < end; i++)
        buffer_printf(out, "%c%.*s\n", steps->items[i].sign, (int)steps->items[i].line.len,
                      steps->items[i].line.text);
}

char *text_diff_lines(struct arena *arena, const char *from, size_t from_len, const char *to, size_t to_len)
{
    struct text a = split(arena, from, from_len), b = split(arena, to, to_len);
    struct steps steps = compare(arena, &a, &b);
    struct buffer out = {0};
    for (size_t i = 0; i < steps.len; i++) {
        if (steps.items[i].sign == ' ')
            continue;
        size_t first = i > CONTEXT ? i - CONTEXT : 0, last = i;
        for (size_t j = i; j < steps.len && j <= last + 2 * CONTEXT + 1; j++)
            if (steps.items[j].sign != ' ')
                last = j;
        size_t end = last + CONTEXT + 1 < steps.len ? last + CONTEXT + 1 : steps.len;
        write_hunk(&out, &steps, first, end);
        i = end - 1;
    }
    return buffer_take(&out, arena);
}
