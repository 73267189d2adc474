/*
 * A calendar as a file that phones subscribe to (iCalendar, RFC 5545 and 7986), written by libical: the same events are the same bytes. Days are dates, without a zone; instants are
 * local times of Vietnam. Pure.
 */
#ifndef ICAL_ICAL_FEED_H
#define ICAL_ICAL_FEED_H

#include <stddef.h>
#include <stdint.h>

struct arena;

enum { ICAL_NO_ALARM = -1, ICAL_REFRESH_HOURS = 6 }; /* how often a phone asks again */

struct ical_event {
    const char *uid;         /* the same for as long as it is the same thing, in the whole world */
    const char *title;       /* of one line: what would break it is a blank */
    const char *description; /* NULL: none; its lines end with LF */
    const char *url;         /* of its page; NULL: none */
    int32_t from, until;     /* of whole days, half-open; or */
    int64_t at;              /* an instant, where from is until */
    int64_t changed;         /* instant: when it became what it is */
    int sequence;            /* how often it became another one */
    int alarm_minute;        /* of the day on which the alarm rings, … */
    int alarm_days;          /* … so many days before; ICAL_NO_ALARM */
};

/* The file's text; the events stand in their order. name: how the calendar is called, made_by: by what program (PRODID). */
char *ical_feed_write(struct arena *arena, const char *name, const char *made_by, const struct ical_event *events, size_t count);

#endif
