/*
 * Who comes while the daemon does not take requests yet is told so: 503 with how far it is and when to come again, and nothing else. A thread of its own,
 * for the daemon's loop does not run yet. Takes no memory, reads no request.
 */
#ifndef UPGRADE_WAITING_ROOM_H
#define UPGRADE_WAITING_ROOM_H

#include <stdbool.h>

struct err;
struct waiting_room;

enum { WAITING_ROOM_DOORS = 2, WAITING_ROOM_SECONDS = 2 };

/* doors: sockets that are bound, not blocking, and stay the caller's, -1: none; it listens on them. silent: who comes there expects TLS and could not read it. */
bool waiting_room_open(const int doors[WAITING_ROOM_DOORS], const bool silent[WAITING_ROOM_DOORS], struct waiting_room **ret_room, struct err *err);
void waiting_room_say(struct waiting_room *room, const char *vi, const char *en);
/* Who has come by then and was not answered waits for the caller. */
void waiting_room_close(struct waiting_room *room);

#endif
