#include "agenda/due_move.h"

#include "agenda/due_task.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "contest/schedule.h"
#include "contest/turn.h"

struct moves {
    const struct turn *turn;
    int64_t loaded_at;
    const struct value *performed;
    struct value *list;
};

static void put_instant(struct arena *arena, struct value *row, const char *key, const struct due *due)
{
    value_set_text(row, key, due ? instant_text(arena, due->at) : NULL);
}

/* NULL for what is performed already, or was before the contest was loaded and is made by nobody. */
static const struct due *to_come(const struct moves *moves, const struct due *due)
{
    return due && due->at >= moves->loaded_at && !schedule_row(moves->performed, due) ? due : NULL;
}

static void note(struct moves *moves, const struct due *from, const struct due *to)
{
    struct arena *arena = moves->turn->arena;
    const struct due *either = to ? to : from;
    if (!either || (from && to && from->at == to->at))
        return;
    struct value *row = value_map(arena);
    value_set_text(row, "kind", either->kind->name);
    value_set_text(row, "period", either->period->id);
    put_instant(arena, row, "from", from);
    put_instant(arena, row, "to", to);
    value_set_bool(row, "at_once", to && to->at <= clock_now(moves->turn->clock));
    value_append(moves->list, row);
}

bool due_move_add(const struct turn *turn, const struct turn *after, struct value *list, struct err *err)
{
    const struct due_list before = due_task_list(turn->package, turn->periods, turn->arena), then = due_task_list(after->package, after->periods, turn->arena);
    struct moves moves = {.turn = turn, .performed = schedule_performed(turn->store, turn->arena, err), .list = list};
    if (!moves.performed || !schedule_loaded_at(turn->store, turn->arena, &moves.loaded_at, err))
        return false;
    for (size_t i = 0; i < then.len; i++)
        note(&moves, to_come(&moves, due_find(&before, then.items[i].kind, then.items[i].period->id)), to_come(&moves, &then.items[i]));
    for (size_t i = 0; i < before.len; i++)
        if (!due_find(&then, before.items[i].kind, before.items[i].period->id))
            note(&moves, to_come(&moves, &before.items[i]), NULL);
    return true;
}
