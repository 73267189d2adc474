/* When a message may go: pure functions of a route and the calendar. */
#ifndef MESSAGE_QUIET_HOURS_H
#define MESSAGE_QUIET_HOURS_H

#include <stdint.h>

struct package;
struct message_route;

/* The instant itself, or the end of the quiet hours (and days) that it lies in. */
int64_t quiet_hours_end(const struct package *package, const struct message_route *route, int64_t at);
/* The next whole multiple of `seconds`, so that what comes together goes together; at itself with 0. */
int64_t quiet_hours_gather(int64_t at, int seconds);
/* Of a route that gathers a day (group = unit day): that day's group_at, or the next day's. */
int64_t quiet_hours_group(const struct message_route *route, int64_t at);

#endif
