/* How much of the disk the files of records may take; thiduad.conf says it (door/settings.h). */
#ifndef ATTACHMENT_ATTACHMENT_LIMITS_H
#define ATTACHMENT_ATTACHMENT_LIMITS_H

struct attachment_limits {
    int file;   /* bytes of one, as it comes */
    int record; /* files of a record */
    int total;  /* MiB of all that are kept, detached ones too */
};

#define ATTACHMENT_LIMITS {.file = 10 << 20, .record = 10, .total = 2048}

#endif
