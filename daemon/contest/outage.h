/*
 * When nothing ran: the stretches of time between the last sign of life of a daemon and the next one. A seal counts its
 * waiting time by them (close/seal_wait.h).
 */
#ifndef CONTEST_OUTAGE_H
#define CONTEST_OUTAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct package;
struct store;

enum { OUTAGE_SECONDS = 3600 }; /* what is not longer is a restart, and changes nothing */

struct outage { /* [from, until): instants */
    int64_t from, until;
};

struct outage_list {
    struct outage *items;
    size_t len;
};

/* Oldest first. */
bool outage_read(struct store *store, struct arena *arena, struct outage_list *ret_list, struct err *err);
/* Inside a change; a restart leaves no row. */
bool outage_note(struct change *change, int64_t from, int64_t until, struct err *err);
/* Whether a whole working day passed in it: as many office hours (08:00 to 17:00 of working days) as one has. Pure. */
bool outage_has_working_day(const struct outage *outage, const struct package *package);

#endif
