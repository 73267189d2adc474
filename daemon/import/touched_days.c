#include "import/touched_days.h"

#include "base/arena.h"
#include "base/day.h"
#include "calendar/period.h"
#include "package/package.h"
#include "record/field_kind.h"
#include "record/record_type.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

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

static bool overlaps(const struct touched_days_list *days, const struct period *period)
{
    for (size_t i = 0; i < days->len; i++)
        if (days->items[i].from < period->until && period->from < days->items[i].until)
            return true;
    return false;
}

/* Of a record that decides no result: by its phase, else by its first required day; else it is of all. */
static bool is_of(const struct record_type *type, const struct cell *cells, const struct period *period)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (field->type == FIELD_PHASE && cells[i].kind == CELL_TEXT)
            return period->kind == PERIOD_CONTEST || strcmp(cells[i].text, period->phase->id) == 0;
        if (!field->required || !field_kind(field)->day || cells[i].kind != CELL_NUMBER)
            continue;
        int32_t day = field_kind(field)->day(cells[i].number);
        return period->from <= day && day < period->until;
    }
    return true;
}

/* Of a record that begins to count on a day which is not known yet (a model without recognition): it has begun by the period's
 * end and has not ended before, for that day may be written in the period. */
static bool is_waiting(const struct record_type *type, const struct cell *cells, const struct period *period)
{
    struct cell end = type->touches_until ? cell_of(type, cells, type->touches_until) : (struct cell){.kind = CELL_EMPTY};
    if (end.kind == CELL_NUMBER && end.number < period->from)
        return false;
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].required && field_kind(&type->fields[i])->day && cells[i].kind == CELL_NUMBER)
            return field_kind(&type->fields[i])->day(cells[i].number) < period->until;
    return true;
}

bool touched_days_are_of(struct arena *arena, const struct record_type *type, const struct period_list *periods,
                         const struct period *period, const struct cell *cells)
{
    struct touched_days_list days = {0};
    if (type->touches_from && cell_of(type, cells, type->touches_from).kind != CELL_NUMBER)
        return is_waiting(type, cells, period);
    touched_days_add(&days, arena, type, periods, cells);
    return type->touches_on || type->touches_from ? overlaps(&days, period) : is_of(type, cells, period);
}
