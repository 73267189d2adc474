#include "ical/ical_feed.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/memory.h"
#include "base/text.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#define ZONE "Asia/Ho_Chi_Minh"

static icalproperty *made(icalproperty *property)
{
    if (!property)
        memory_out();
    return property;
}

static icalcomponent *made_component(icalcomponent *component)
{
    if (!component)
        memory_out();
    return component;
}

static void add(icalcomponent *component, icalproperty *property)
{
    icalcomponent_add_property(component, made(property));
}

static void add_named(icalcomponent *component, const char *name, const char *text)
{
    icalproperty *property = made(icalproperty_new_x(""));
    icalproperty_set_x_name(property, name);
    icalproperty_set_value(property, icalvalue_new_text(text)); /* escaped, which an X value is not */
    add(component, property);
}

static struct icaltimetype date_of(int32_t day)
{
    struct icaltimetype time = {.is_date = 1};
    day_split(day, &time.year, &time.month, &time.day);
    return time;
}

static struct icaltimetype local_of(int64_t instant)
{
    struct icaltimetype time = date_of(instant_day(instant));
    time.is_date = 0;
    time.hour = instant_minute(instant) / 60;
    time.minute = instant_minute(instant) % 60;
    return time;
}

static struct icaltimetype utc_of(int64_t instant)
{
    return icaltime_from_timet_with_zone((time_t)instant, 0, icaltimezone_get_utc_timezone());
}

/* The whole country's, without summer time (docs/decisions/0003). */
static void add_zone(icalcomponent *calendar)
{
    icalcomponent *zone = made_component(icalcomponent_new(ICAL_VTIMEZONE_COMPONENT)), *standard = made_component(icalcomponent_new(ICAL_XSTANDARD_COMPONENT));
    struct icaltimetype begin = {.year = 1975, .month = 6, .day = 13};
    add(zone, icalproperty_new_tzid(ZONE));
    add(standard, icalproperty_new_dtstart(begin));
    add(standard, icalproperty_new_tzoffsetfrom(DAY_ZONE));
    add(standard, icalproperty_new_tzoffsetto(DAY_ZONE));
    add(standard, icalproperty_new_tzname("+07"));
    icalcomponent_add_component(zone, standard);
    icalcomponent_add_component(calendar, zone);
}

/* One line: what a person does not see, and line ends, are a blank. */
static char *line_of(struct arena *arena, const char *text)
{
    char *line = text_clean(arena, text, strlen(text));
    for (char *at = line; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = ' ';
    return line;
}

/* Several lines; nothing else that is a control character. */
static char *lines_of(struct arena *arena, const char *text)
{
    char *lines = text_line_ends(text_clean(arena, text, strlen(text)));
    for (char *at = lines; *at; at++)
        if (((unsigned char)*at < ' ' && *at != '\n') || *at == 0x7f)
            *at = ' ';
    return lines;
}

static void add_when(icalcomponent *event, const struct ical_event *what)
{
    if (what->from < what->until) {
        add(event, icalproperty_new_dtstart(date_of(what->from)));
        add(event, icalproperty_new_dtend(date_of(what->until)));
        return;
    }
    icalproperty *start = made(icalproperty_new_dtstart(local_of(what->at)));
    icalproperty_add_parameter(start, icalparameter_new_tzid(ZONE));
    add(event, start);
}

/* Counted from the midnight with which the event begins. */
static void add_alarm(struct arena *arena, icalcomponent *event, const struct ical_event *what)
{
    if (what->alarm_days == ICAL_NO_ALARM)
        return;
    icalcomponent *alarm = made_component(icalcomponent_new(ICAL_VALARM_COMPONENT));
    int seconds = what->alarm_minute * 60 - what->alarm_days * DAY_SECONDS;
    const struct icaltriggertype trigger = {.time = icaltime_null_time(), .duration = icaldurationtype_from_int(seconds)};
    add(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
    add(alarm, icalproperty_new_trigger(trigger));
    add(alarm, icalproperty_new_description(line_of(arena, what->title)));
    icalcomponent_add_component(event, alarm);
}

static void add_event(struct arena *arena, icalcomponent *calendar, const struct ical_event *what)
{
    icalcomponent *event = made_component(icalcomponent_new(ICAL_VEVENT_COMPONENT));
    add(event, icalproperty_new_uid(what->uid));
    add(event, icalproperty_new_dtstamp(utc_of(what->changed)));
    add(event, icalproperty_new_lastmodified(utc_of(what->changed)));
    add(event, icalproperty_new_sequence(what->sequence));
    add_when(event, what);
    add(event, icalproperty_new_summary(line_of(arena, what->title)));
    if (what->description)
        add(event, icalproperty_new_description(lines_of(arena, what->description)));
    if (what->url)
        add(event, icalproperty_new_url(what->url));
    add(event, icalproperty_new_status(ICAL_STATUS_CONFIRMED));
    add(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT)); /* a day on which something is due is not a day on which nobody has time */
    add_alarm(arena, event, what);
    icalcomponent_add_component(calendar, event);
}

static icalcomponent *calendar_of(struct arena *arena, const char *name, const char *made_by)
{
    icalcomponent *calendar = made_component(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
    const struct icaldurationtype refresh = icaldurationtype_from_int(ICAL_REFRESH_HOURS * 3600);
    char *line = line_of(arena, name);
    add(calendar, icalproperty_new_prodid(made_by));
    add(calendar, icalproperty_new_version("2.0"));
    add(calendar, icalproperty_new_calscale("GREGORIAN"));
    add(calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH));
    add(calendar, icalproperty_new_name(line));
    add_named(calendar, "X-WR-CALNAME", line);
    add_named(calendar, "X-WR-TIMEZONE", ZONE);
    icalproperty *interval = made(icalproperty_new_refreshinterval(refresh));
    icalproperty_set_parameter(interval, icalparameter_new_value(ICAL_VALUE_DURATION));
    add(calendar, interval);
    add_named(calendar, "X-PUBLISHED-TTL", icaldurationtype_as_ical_string(refresh));
    add_zone(calendar);
    return calendar;
}

char *ical_feed_write(struct arena *arena, const char *name, const char *made_by, const struct ical_event *events, size_t count)
{
    icalcomponent *calendar = calendar_of(arena, name, made_by);
    for (size_t i = 0; i < count; i++)
        add_event(arena, calendar, &events[i]);
    char *text = icalcomponent_as_ical_string_r(calendar), *kept = text ? arena_strdup(arena, text) : NULL;
    free(text);
    icalcomponent_free(calendar);
    if (!kept)
        memory_out();
    return kept;
}
