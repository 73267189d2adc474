#include "lock/month_lock.h"

#include "base/day.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "package/package.h"

int32_t month_lock_day(const struct package *package, const struct period *month)
{
    int days = package->schedule.lock_days;
    return days ? instant_day(due_after_working_days(package, month->until - 1, days, 0)) : DAY_NEVER;
}

bool month_lock_holds(const struct package *package, const struct period *period, int32_t today)
{
    return period->kind == PERIOD_MONTH && period->until <= today && today > month_lock_day(package, period);
}
