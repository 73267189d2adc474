/* routes.ini: who is told what, by which way and when. Lives in the package's arena. Which kinds of messages there are is contest/'s (message_kind.h). */
#ifndef PACKAGE_MESSAGE_ROUTE_H
#define PACKAGE_MESSAGE_ROUTE_H

#include "package/contest.h"

#include <stdbool.h>
#include <stddef.h>

struct package;
struct setting;

struct message_route {
    const char *name;
    int line;
    const char *const *kinds; /* alert.opened … */
    size_t kind_count;
    const char *const *about; /* kinds of alerts or of documents; none: all */
    size_t about_count;
    const char *const *units; /* ids; none: all */
    size_t unit_count;
    period_kinds periods; /* only what is about periods of these kinds; 0: all, and what is about none */
    const char *const *to; /* a role's name (whoever holds it for the unit), unit (its own address), named (those of whom the paper names), next, person:NAME,
                           * body:NAME (the section of bodies.ini, or who acts for it that day) */
    size_t to_count;
    const char *channel; /* of the machine's channels.ini */
    bool english;
    int quiet_from, quiet_until; /* minutes of a day; equal: there are no quiet hours */
    bool working_days;           /* other days are quiet */
    bool grouped;                /* what is about one unit on one day is one message, at … */
    int group_minute;            /* … this minute of the day: a day ends with it */
    int letters;                 /* of a text at most; 0: any */
};

#define ROUTE_TO_UNIT "unit"
#define ROUTE_TO_NAMED "named"
#define ROUTE_TO_NEXT "next" /* of an alert: the office to which it goes when nobody took it */
#define ROUTE_TO_HOLDER "holder" /* of a duty: who does the work of the body that has it, and where that is reached */
#define ROUTE_TO_PERSON "person:"
#define ROUTE_TO_BODY "body:"

/* Refuses words of that key that are nobody. */
void message_route_check_to(const struct setting *setting, const char *key, const struct package *package, const char *const *words, size_t count);

#endif
