#include "agenda/run_packing.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/seal.h"
#include "contest/turn.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

static bool pack(struct turn *turn, int64_t run, int64_t base, struct err *err)
{
    struct change change;
    struct value *detail = value_map(turn->arena);
    value_set_int(detail, "run", run);
    value_set_int(detail, "base", base);
    return turn_begin(turn, &change, "pack run", err) &&
           turn_end(turn, &change, store_do(turn->store, err, QUERY_RESULT_DROP_SAME, "ii", run, base) && store_do(turn->store, err, QUERY_RUN_RESTS, "ii", run, base), detail, err);
}

static bool pack_period(struct turn *turn, const struct period *period, struct err *err)
{
    for (;;) {
        const struct value *run = store_row(turn->store, turn->arena, err, QUERY_RUN_TO_PACK, "t", period->id);
        if (!run || value_is_null(run))
            return run != NULL;
        if (!pack(turn, value_get_int(run, "id", 0), value_get_int(run, "base", 0), err))
            return false;
    }
}

bool run_packing_settle(struct turn *turn, struct err *err)
{
    const struct value *owed = store_row(turn->store, turn->arena, err, QUERY_META_GET, "t", "pack");
    if (!owed || value_is_null(owed))
        return owed != NULL;
    for (size_t i = 0; i < turn->periods->len; i++) {
        const struct period *period = &turn->periods->items[i];
        const struct value *seal = period->phase ? seal_latest_head(turn->store, turn->arena, period->phase->id, err) : value_null(turn->arena);
        if (!seal || (!value_is_null(seal) && !pack_period(turn, period, err)))
            return false;
    }
    struct change change;
    return turn_begin(turn, &change, "packed", err) && turn_end(turn, &change, store_do(turn->store, err, QUERY_PACK_PAID, ""), NULL, err);
}
