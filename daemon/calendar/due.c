#include "calendar/due.h"

#include "base/arena.h"
#include "base/day.h"
#include "calendar/period.h"
#include "calendar/working_day.h"
#include "package/package.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

void due_append(struct due_list *list, const struct due_kind *kind, const struct period *period, int64_t at)
{
    if (list->len == list->capacity) {
        struct due *more = arena_alloc(list->arena, 2 * list->capacity * sizeof *more);
        memcpy(more, list->items, list->len * sizeof *more);
        list->items = more;
        list->capacity *= 2;
    }
    list->items[list->len++] = (struct due){kind, period, at, at};
}

void due_append_day(struct due_list *list, const struct due_kind *kind, int32_t day, int minute)
{
    struct period *own = arena_alloc(list->arena, sizeof *own);
    *own = (struct period){.id = day_text(list->arena, day), .kind = PERIOD_CONTEST, .from = day, .until = day + 1};
    due_append(list, kind, own, day_instant(day, minute));
}

struct due *due_find(const struct due_list *list, const struct due_kind *kind, const char *period)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->items[i].kind == kind && strcmp(list->items[i].period->id, period) == 0)
            return &list->items[i];
    return NULL;
}

int64_t due_after_working_days(const struct package *package, int32_t day, int count, int minute)
{
    return day_instant(working_day_after(package, day, count), minute);
}

bool due_has_type(const struct package *package, const char *type)
{
    return record_type_find(&package->types, type) != NULL;
}

/* Oldest first; on one instant by the kind's order, months, phase, contest; then as the periods come. */
static int compare(const void *left, const void *right)
{
    const struct due *a = left, *b = right;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->kind->order != b->kind->order)
        return a->kind->order < b->kind->order ? -1 : 1;
    if (a->period->kind != b->period->kind)
        return a->period->kind < b->period->kind ? -1 : 1;
    if (a->period->from != b->period->from)
        return a->period->from < b->period->from ? -1 : 1;
    int order = strcmp(a->period->id, b->period->id);
    return order ? order : strcmp(a->kind->name, b->kind->name);
}

struct due_list due_list(const struct due_kind *const *kinds, const struct package *package,
                         const struct period_list *periods, struct arena *arena)
{
    struct due_list list = {
        .items = arena_alloc(arena, FIRST_CAPACITY * sizeof *list.items), .capacity = FIRST_CAPACITY, .arena = arena};
    for (; *kinds; kinds++)
        (*kinds)->add(&list, *kinds, package, periods);
    qsort(list.items, list.len, sizeof *list.items, compare);
    return list;
}
