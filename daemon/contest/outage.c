#include "contest/outage.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/working_day.h"
#include "store/change.h"
#include "store/store.h"

enum { OFFICE_OPENS = 8 * 60, OFFICE_CLOSES = 17 * 60 }; /* minutes */

bool outage_read(struct store *store, struct arena *arena, struct outage_list *ret_list, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_OUTAGE_LIST, "");
    if (!rows)
        return false;
    struct outage_list list = {arena_alloc(arena, (value_len(rows) + 1) * sizeof *list.items), value_len(rows)};
    for (size_t i = 0; i < list.len; i++)
        list.items[i] = (struct outage){value_get_int(value_at(rows, i), "began_at", 0),
                                        value_get_int(value_at(rows, i), "ended_at", 0)};
    *ret_list = list;
    return true;
}

bool outage_note(struct change *change, int64_t from, int64_t until, struct err *err)
{
    return until - from <= OUTAGE_SECONDS || store_do(change->store, err, QUERY_OUTAGE_INSERT, "ii", from, until);
}

/* Of one day's office hours. */
static int64_t lost_of(const struct outage *outage, int32_t day)
{
    int64_t opens = day_instant(day, OFFICE_OPENS), closes = day_instant(day, OFFICE_CLOSES);
    int64_t from = outage->from > opens ? outage->from : opens, until = outage->until < closes ? outage->until : closes;
    return until > from ? until - from : 0;
}

bool outage_has_working_day(const struct outage *outage, const struct package *package)
{
    int64_t lost = 0;
    for (int32_t day = instant_day(outage->from); day <= instant_day(outage->until); day++)
        if (working_day_is(package, day))
            lost += lost_of(outage, day);
    return lost >= (OFFICE_CLOSES - OFFICE_OPENS) * 60;
}
