#include "outlook/month_rows.h"

#include "base/arena.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "run/stored_run.h"

bool month_rows_heads(struct turn *turn, int32_t day, struct month_rows *ret_rows, struct err *err)
{
    const struct period_list *periods = turn->periods;
    struct month_rows all = {.months = arena_alloc(turn->arena, (periods->len + 1) * sizeof *all.months),
                             .runs = arena_alloc(turn->arena, (periods->len + 1) * sizeof *all.runs)};
    for (size_t i = 0; i < periods->len; i++) {
        const struct period *period = &periods->items[i];
        if (period->kind != PERIOD_MONTH || period->until > day)
            continue;
        const struct value *run = stored_run_head(turn->store, turn->arena, period->id, err);
        if (!run)
            return false;
        if (value_is_null(run))
            continue;
        all.months[all.len] = period;
        all.runs[all.len++] = value_get_int(run, "id", 0);
    }
    *ret_rows = all;
    return true;
}

bool month_rows_read(struct turn *turn, int32_t day, struct month_rows *ret_rows, struct err *err)
{
    struct month_rows all;
    if (!month_rows_heads(turn, day, &all, err))
        return false;
    all.rows = arena_alloc(turn->arena, (all.len + 1) * sizeof *all.rows);
    for (size_t i = 0; i < all.len; i++)
        if (!(all.rows[i] = stored_run_rows(turn->store, turn->arena, all.runs[i], true, err)))
            return false;
    *ret_rows = all;
    return true;
}
