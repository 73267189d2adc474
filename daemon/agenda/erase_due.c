#include "agenda/erase_due.h"

#include "agenda/clock_watch.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/seal.h"
#include "contest/turn.h"
#include "package/package.h"
#include "store/change.h"
#include "contest/erasure.h"

#include <inttypes.h>

/* Figures and papers that are still to be made need the records whole. */
static bool is_sealed(const struct turn *turn, bool *ret_sealed, struct err *err)
{
    bool sealed = true;
    for (size_t i = 0; i < turn->periods->len && sealed; i++) {
        if (!period_is_closed(&turn->periods->items[i]))
            continue;
        const struct value *seal = seal_latest_head(turn->store, turn->arena, turn->periods->items[i].id, err);
        if (!seal)
            return false;
        sealed = !value_is_null(seal);
    }
    *ret_sealed = sealed;
    return true;
}

static bool is_over(const struct turn *turn)
{
    int32_t last = 0;
    for (size_t i = 0; i < turn->periods->len; i++)
        if (turn->periods->items[i].until - 1 > last)
            last = turn->periods->items[i].until - 1;
    return last && instant_day(clock_now(turn->clock)) > last + turn->keep_private;
}

static bool erase(const struct turn *turn, struct err *err)
{
    struct change change;
    struct turn own = *turn;
    struct value *detail = value_map(turn->arena);
    own.actor = "thiduad"; /* whoever's act moved the clock */
    own.via = "timer";
    if (!turn_begin(&own, &change, "erase", err) ||
        !turn_end(&own, &change, erasure_perform(&change, &turn->package->types, turn->arena, detail, err), detail, err))
        return false;
    int64_t versions = value_get_int(detail, "versions", 0), files = value_get_int(detail, "files", 0);
    turn_progress(turn,
                  "%1$s  đã xóa theo thời hạn lưu ([privacy] keep_private): dữ liệu riêng trong %2$" PRId64 " phiên bản của bản ghi, nội dung %3$" PRId64 " tệp",
                  "%1$s  erased, for its time is over ([privacy] keep_private): what is private in %2$" PRId64 " versions of records, the content of %3$" PRId64 " files",
                  instant_text(turn->arena, change.at), versions, files);
    return true;
}

bool erase_due_settle(struct turn *turn, struct err *err)
{
    bool believed, sealed, owed;
    if (!turn->package || !turn->keep_private || !is_over(turn))
        return true;
    if (!clock_watch_believes(turn, &believed, err) || !believed)
        return !err->vi;
    if (!is_sealed(turn, &sealed, err) || !sealed)
        return !err->vi;
    return erasure_is_owed(turn->store, &turn->package->types, turn->arena, &owed, err) && (!owed || erase(turn, err));
}
