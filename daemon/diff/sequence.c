#include "diff/sequence.h"

#include "base/arena.h"

#include <stdint.h>

enum { CELLS_MAX = 4 * 1024 * 1024 }; /* of the table below: two middles of 2,000 things each */

/* The middles, after equal heads and tails were cut. */
struct middle {
    const struct sequence_pair *pair;
    size_t head, from_end, to_end;
    const uint16_t *table; /* cell (i, j): how much what follows thing i of the first and thing j of the second have in common; NULL: too large */
};

struct steps {
    struct sequence_step *items;
    size_t len, from, to;
};

static void step(struct steps *steps, enum sequence_side side)
{
    steps->items[steps->len++] = (struct sequence_step){side, steps->from, steps->to};
    steps->from += side != SEQUENCE_SECOND;
    steps->to += side != SEQUENCE_FIRST;
}

static bool same(const struct sequence_pair *pair, size_t from, size_t to)
{
    return pair->same(pair->context, from, to);
}

static size_t width(const struct middle *middle)
{
    return middle->to_end - middle->head + 1;
}

static const uint16_t *make_table(struct arena *arena, const struct middle *middle)
{
    size_t rows = middle->from_end - middle->head, columns = middle->to_end - middle->head, wide = width(middle);
    if (rows >= UINT16_MAX || columns >= UINT16_MAX || rows * columns > CELLS_MAX)
        return NULL;
    uint16_t *table = arena_alloc(arena, (rows + 1) * wide * sizeof *table);
    for (size_t i = rows; i-- > 0;)
        for (size_t j = columns; j-- > 0;) {
            uint16_t down = table[(i + 1) * wide + j], right = table[i * wide + j + 1];
            uint16_t both = (uint16_t)(table[(i + 1) * wide + j + 1] + 1);
            table[i * wide + j] = same(middle->pair, middle->head + i, middle->head + j) ? both : down > right ? down : right;
        }
    return table;
}

/* Whether the first goes on alone, where both differ. */
static bool is_first(const struct middle *middle, size_t from, size_t to)
{
    size_t i = from - middle->head, j = to - middle->head;
    if (from == middle->from_end || to == middle->to_end || !middle->table)
        return from < middle->from_end;
    return middle->table[(i + 1) * width(middle) + j] >= middle->table[i * width(middle) + j + 1];
}

static void walk(const struct middle *middle, struct steps *steps)
{
    while (steps->from < middle->from_end || steps->to < middle->to_end) {
        bool inside = middle->table && steps->from < middle->from_end && steps->to < middle->to_end;
        if (inside && same(middle->pair, steps->from, steps->to))
            step(steps, SEQUENCE_BOTH);
        else
            step(steps, is_first(middle, steps->from, steps->to) ? SEQUENCE_FIRST : SEQUENCE_SECOND);
    }
}

struct sequence_step *sequence_diff(struct arena *arena, const struct sequence_pair *pair, size_t *ret_len)
{
    struct middle middle = {.pair = pair, .from_end = pair->from_len, .to_end = pair->to_len};
    struct steps steps = {.items = arena_alloc(arena, (pair->from_len + pair->to_len + 1) * sizeof *steps.items)};
    while (middle.head < pair->from_len && middle.head < pair->to_len && same(pair, middle.head, middle.head))
        middle.head++;
    while (middle.from_end > middle.head && middle.to_end > middle.head && same(pair, middle.from_end - 1, middle.to_end - 1)) {
        middle.from_end--;
        middle.to_end--;
    }
    while (steps.from < middle.head)
        step(&steps, SEQUENCE_BOTH);
    middle.table = make_table(arena, &middle);
    walk(&middle, &steps);
    while (steps.from < pair->from_len)
        step(&steps, SEQUENCE_BOTH);
    *ret_len = steps.len;
    return steps.items;
}
