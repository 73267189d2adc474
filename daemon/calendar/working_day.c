#include "calendar/working_day.h"

#include "base/day.h"
#include "package/package.h"

#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

static bool is_among(const int32_t *days, size_t count, int32_t day)
{
    return count && bsearch(&day, days, count, sizeof *days, compare);
}

bool working_day_is(const struct package *package, int32_t day)
{
    if (day_weekday(day) >= SATURDAY)
        return is_among(package->workdays, package->workday_count, day);
    return !is_among(package->holidays, package->holiday_count, day);
}

int32_t working_day_after(const struct package *package, int32_t day, int count)
{
    while (count > 0)
        count -= working_day_is(package, ++day);
    return day;
}
