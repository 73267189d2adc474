/*
 * thiduad.conf and the certificate that it names, put in force: all of it, or nothing of it and the settings before stay. Also what an
 * administrator should know of them. On the loop's thread.
 */
#ifndef DOOR_CONFIGURE_H
#define DOOR_CONFIGURE_H

#include <stdbool.h>

struct arena;
struct door;
struct err;
struct value;

/* At the start, and again on HUP: what the daemon itself holds stays. */
bool configure_read(struct door *door, struct err *err);
/* Logs what in it deserves a warning. */
void configure_warn(const struct door *door);

/* {path, names, until, days: left, below 0 when it is over, vi, en: what is to be done, null when nothing is}; NULL when the door speaks no
 * TLS. By the machine's clock, as browsers see it. */
struct value *configure_certificate(const struct door *door, struct arena *arena);

#endif
