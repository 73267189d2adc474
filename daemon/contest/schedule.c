#include "contest/schedule.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "store/store.h"

#include <string.h>

const struct value *schedule_row(const struct value *performed, const struct due *due)
{
    for (size_t i = 0; i < value_len(performed); i++) {
        const struct value *row = value_at(performed, i);
        if (strcmp(value_get_text(row, "period", ""), due->period->id) == 0 &&
            strcmp(value_get_text(row, "kind", ""), due->kind->name) == 0)
            return row;
    }
    return NULL;
}

/* Of what may be performed on one instant the kinds' order decides, then the list's. */
static bool is_before(const struct due *a, const struct due *b)
{
    return a->waits_until != b->waits_until ? a->waits_until < b->waits_until : a->kind->order < b->kind->order;
}

const struct due *schedule_next(const struct due_list *due, const struct value *performed, int64_t loaded_at,
                                int64_t now, int64_t *ret_next)
{
    const struct due *next = NULL;
    for (size_t i = 0; i < due->len; i++) {
        const struct due *item = &due->items[i];
        if (item->at >= loaded_at && (!next || is_before(item, next)) && !schedule_row(performed, item))
            next = item;
    }
    *ret_next = next ? next->waits_until : INT64_MAX;
    return next && next->waits_until <= now ? next : NULL;
}

const char *schedule_state(const struct due *due, bool performed, int64_t loaded_at, int64_t now)
{
    if (performed)
        return "done";
    if (due->at < loaded_at)
        return "before_load";
    return due->at <= now ? "due" : "planned";
}

struct value *schedule_performed(struct store *store, struct arena *arena, struct err *err)
{
    return store_rows(store, arena, err, QUERY_PERFORMED_LIST, "");
}

bool schedule_loaded_at(struct store *store, struct arena *arena, int64_t *ret_instant, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_ACTIVATION_FIRST, "");
    if (!row)
        return false;
    if (value_is_null(row))
        return err_set(err, "chưa có phong trào nào được nạp; nạp bằng contest load",
                       "no contest was loaded yet; load one with contest load");
    *ret_instant = value_get_int(row, "at", 0);
    return true;
}

static struct value *entry(struct arena *arena, const struct due *due, const struct value *row,
                           int64_t loaded_at, int64_t now)
{
    struct value *map = value_map(arena);
    value_set_text(map, "kind", due->kind->name);
    value_set_text(map, "period", due->period->id);
    value_set_text(map, "due_at", instant_text(arena, row ? value_get_int(row, "due_at", due->at) : due->at)); /* its day may have moved since */
    value_set_text(map, "performed_at", row ? instant_text(arena, value_get_int(row, "at", 0)) : NULL);
    value_set_text(map, "state", schedule_state(due, row != NULL, loaded_at, now));
    return map;
}

struct value *schedule_list(struct store *store, struct arena *arena, const struct due_list *due, int64_t now,
                            struct err *err)
{
    int64_t loaded_at;
    const struct value *performed = schedule_performed(store, arena, err);
    if (!performed || !schedule_loaded_at(store, arena, &loaded_at, err))
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < due->len; i++)
        value_append(list, entry(arena, &due->items[i], schedule_row(performed, &due->items[i]), loaded_at, now));
    return list;
}
