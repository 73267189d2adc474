#include "amendment/period_move.h"

#include "alert/gone_period.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/period.h"
#include "store/change.h"
#include "store/store.h"

static void note(struct arena *arena, struct value *list, const struct period *before, const struct period *after)
{
    const struct period *either = after ? after : before;
    struct value *row = value_map(arena);
    value_set_text(row, "period", either->id);
    value_set_text(row, "title", period_title(either, arena));
    value_set_text(row, "from", before ? day_text(arena, before->from) : NULL);
    value_set_text(row, "last", before ? day_text(arena, before->until - 1) : NULL);
    value_set_text(row, "new_from", after ? day_text(arena, after->from) : NULL);
    value_set_text(row, "new_last", after ? day_text(arena, after->until - 1) : NULL);
    value_append(list, row);
}

struct value *period_move_list(struct arena *arena, const struct period_list *before, const struct period_list *after)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < after->len; i++) {
        const struct period *now = &after->items[i], *was = period_find(before, now->id);
        if (!was || was->from != now->from || was->until != now->until)
            note(arena, list, was, now);
    }
    for (size_t i = 0; i < before->len; i++)
        if (!period_find(after, before->items[i].id))
            note(arena, list, &before->items[i], NULL);
    return list;
}

/* A run that was owed by records of a period that is no more is nobody's to make. */
static bool forget_owed(struct change *change, struct arena *arena, const struct period_list *after, struct err *err)
{
    const struct value *owed = store_rows(change->store, arena, err, QUERY_RERUN_LIST, "");
    for (size_t i = 0; i < value_len(owed); i++) {
        const struct value *row = value_at(owed, i);
        if (!period_find(after, value_get_text(row, "period", "")) &&
            !store_do(change->store, err, QUERY_RERUN_PAID, "tt", value_get_text(row, "period", ""), value_get_text(row, "stage", "")))
            return false;
    }
    return owed != NULL;
}

bool period_move_apply(struct change *change, struct arena *arena, const struct period_list *before, const struct period_list *after, struct err *err)
{
    return forget_owed(change, arena, after, err) && gone_period_end(change, arena, before, after, err);
}
