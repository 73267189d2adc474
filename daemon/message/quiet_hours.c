#include "message/quiet_hours.h"

#include "base/day.h"
#include "calendar/working_day.h"
#include "package/package.h"
#include "package/message_route.h"

#include <stdbool.h>

static bool is_quiet_minute(const struct message_route *route, int minute)
{
    int from = route->quiet_from, until = route->quiet_until;
    return from < until ? minute >= from && minute < until : from > until && (minute >= from || minute < until);
}

static bool is_quiet_day(const struct package *package, const struct message_route *route, int32_t day)
{
    return route->working_days && !working_day_is(package, day);
}

int64_t quiet_hours_end(const struct package *package, const struct message_route *route, int64_t at)
{
    int32_t day = instant_day(at);
    int minute = instant_minute(at);
    bool quiet = is_quiet_minute(route, minute);
    if (!quiet && !is_quiet_day(package, route, day))
        return at;
    if (!(quiet && minute < route->quiet_until) || is_quiet_day(package, route, day))
        day++; /* the end is tomorrow's */
    while (is_quiet_day(package, route, day))
        day++;
    return day_instant(day, route->quiet_until);
}

int64_t quiet_hours_gather(int64_t at, int seconds)
{
    return seconds > 0 && at > 0 ? (at + seconds - 1) / seconds * seconds : at;
}

int64_t quiet_hours_group(const struct message_route *route, int64_t at)
{
    int32_t day = instant_day(at);
    if (!route->grouped)
        return at;
    return day_instant(day, route->group_minute) >= at ? day_instant(day, route->group_minute) : day_instant(day + 1, route->group_minute);
}
