#include "import/touched_days.h"

#include "base/arena.h"
#include "base/day.h"
#include "calendar/period.h"
#include "record/field_kind.h"
#include "record/record_type.h"

#include <stdbool.h>
#include <stdlib.h>

enum { JOIN_AT = 4096 }; /* a list that has grown so long is joined on the way: most rows share their days */

static int compare(const void *left, const void *right)
{
    const struct touched *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->until > b->until) - (a->until < b->until);
}

void touched_days_join(struct touched_days_list *list)
{
    if (!list->len)
        return;
    qsort(list->items, list->len, sizeof *list->items, compare);
    size_t kept = 0;
    for (size_t i = 1; i < list->len; i++) {
        struct touched *last = &list->items[kept], next = list->items[i];
        if (next.from > last->until)
            list->items[++kept] = next;
        else if (next.until > last->until)
            last->until = next.until;
    }
    list->len = kept + 1;
}

static void make_room(struct touched_days_list *list, struct arena *arena)
{
    if (list->len >= JOIN_AT)
        touched_days_join(list);
    if (2 * list->len < list->size)
        return;
    size_t size = list->size ? 2 * list->size : 64;
    list->items = arena_grow(arena, list->items, list->len * sizeof *list->items, size * sizeof *list->items);
    list->size = size;
}

static void append(struct touched_days_list *list, struct arena *arena, int32_t from, int32_t until)
{
    struct touched *last = list->len ? &list->items[list->len - 1] : NULL;
    if (last && last->from <= from && until <= last->until)
        return;
    if (list->len == list->size)
        make_room(list, arena);
    list->items[list->len++] = (struct touched){from, until};
}

static struct cell cell_of(const struct record_type *type, const struct cell *cells, const char *field)
{
    return cells[record_field(type, field) - type->fields];
}

static void add_stretch(struct touched_days_list *list, struct arena *arena, struct cell from, struct cell until)
{
    if (from.kind != CELL_NUMBER)
        return;
    int32_t first = (int32_t)from.number;
    int32_t end = until.kind == CELL_NUMBER ? (int32_t)until.number + 1 : DAY_NEVER;
    append(list, arena, first, end > first ? end : first + 1);
}

void touched_days_add(struct touched_days_list *list, struct arena *arena, const struct record_type *type,
                      const struct period_list *periods, const struct cell *cells)
{
    if (type->touches_from) {
        struct cell open = {.kind = CELL_EMPTY};
        add_stretch(list, arena, cell_of(type, cells, type->touches_from),
                    type->touches_until ? cell_of(type, cells, type->touches_until) : open);
        return;
    }
    if (!type->touches_on)
        return;
    const struct field *field = record_field(type, type->touches_on);
    struct cell cell = cells[field - type->fields];
    if (cell.kind == CELL_TEXT) {
        const struct period *period = period_find(periods, cell.text);
        if (period)
            append(list, arena, period->from, period->until);
    } else if (cell.kind == CELL_NUMBER) {
        int32_t day = field_kind(field)->day(cell.number);
        append(list, arena, day, day + 1);
    }
}
