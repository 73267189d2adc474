/* What thiduad.conf says of messages ([messages]). Borrowed by whoever plans or sends them. */
#ifndef MESSAGE_MESSAGE_SETTINGS_H
#define MESSAGE_MESSAGE_SETTINGS_H

#include <stdbool.h>

struct message_settings {
    char link[256];  /* with which links to pages begin: https://thidua.phuong.vn; empty = messages have no links */
    bool set_clock;  /* a daemon with a set clock sends them too */
    int keep_trying; /* seconds after which a message is given up */
    int late;        /* seconds after which /healthz says that messages do not get through */
    int gather;      /* seconds: what comes within so many of each other is one message */
};

#define MESSAGE_SETTINGS {.keep_trying = 72 * 3600, .late = 3600, .gather = 60}

#endif
