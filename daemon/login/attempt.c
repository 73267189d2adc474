#include "login/attempt.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/value.h"
#include "store/store.h"

static bool count(struct store *store, enum query query, const char *whose, const struct clock_mark *now, int64_t *ret_count,
                  struct err *err)
{
    struct arena *arena = arena_create();
    const struct value *row = store_row(store, arena, err, query, "tti", whose, now->boot, now->steady - ATTEMPT_WINDOW);
    *ret_count = value_get_int(row, "count", 0);
    arena_destroy(arena);
    return row != NULL;
}

bool attempt_begin(struct store *store, const char *person, const char *address, const struct clock_mark *now, bool *ret_allowed,
                   int64_t *ret_id, struct err *err)
{
    int64_t by_person, by_address;
    if (!store_do(store, err, QUERY_ATTEMPT_FORGET_OLD, "ti", now->boot, now->steady - ATTEMPT_WINDOW) ||
        !count(store, QUERY_ATTEMPT_COUNT_PERSON, person, now, &by_person, err) ||
        !count(store, QUERY_ATTEMPT_COUNT_ADDRESS, address, now, &by_address, err))
        return false;
    *ret_allowed = by_person < ATTEMPT_PERSON && by_address < ATTEMPT_ADDRESS;
    if (!*ret_allowed)
        return true;
    if (!store_do(store, err, QUERY_ATTEMPT_INSERT, "ttti", person, address, now->boot, now->steady))
        return false;
    *ret_id = store_last_id(store);
    return true;
}

bool attempt_succeed(struct store *store, int64_t id, const char *person, struct err *err)
{
    return store_do(store, err, QUERY_ATTEMPT_DELETE, "i", id) && store_do(store, err, QUERY_ATTEMPT_FORGET_PERSON, "t", person);
}
