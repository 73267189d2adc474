/* For how many days is kept what nobody needs any more (thiduad.conf, [privacy]). */
#ifndef COMMAND_RETENTION_H
#define COMMAND_RETENTION_H

struct retention {
    int readings, unsent;
    int private; /* what is private in records, behind the contest's end; 0: for ever (agenda/erase_due.h) */
};

#define RETENTION {.readings = 730, .unsent = 60}

#endif
