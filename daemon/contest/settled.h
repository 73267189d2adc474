/*
 * Until when a room found that nothing follows by itself: it looks again only when what it rests on is another. In memory, one a thread, kept by its snapshot.
 */
#ifndef CONTEST_SETTLED_H
#define CONTEST_SETTLED_H

#include "base/digest.h"

#include <stdbool.h>
#include <stdint.h>

struct settled {
    char package[2 * DIGEST_BYTES + 1]; /* its hash; "": never looked */
    int32_t day;
    bool foreseen;           /* alarm_at is known: what comes next (duty/duty_alarm.h, alert/alert_tend.c) */
    int64_t alarm_at;
    int64_t sequence, event; /* the newest change and the newest step of a life cycle that were seen */
};

#endif
