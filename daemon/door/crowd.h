/*
 * Who goes when the places at an entrance are taken: among those that send no request, one of the peer that holds most places, and of these
 * the one that has waited longest. So whoever holds few places keeps them, however many others come. Pure.
 */
#ifndef DOOR_CROWD_H
#define DOOR_CROWD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct http_connection_peer;

struct crowd_member {
    const struct http_connection_peer *peer;
    bool waits;    /* for a request's head, or the rest of one: it may go */
    int64_t since; /* on clock_steady; when it began to */
};

enum crowd_answer {
    CROWD_ROOM, /* there is a place */
    CROWD_SWAP, /* once *ret_goes has gone */
    CROWD_FULL, /* nobody may go: the newcomer is sent away */
};

/* One peer by TCP is a site (net_address.h), by the unix socket a user. */
enum crowd_answer crowd_admit(const struct crowd_member *members, size_t count, size_t places, size_t per_peer,
                              const struct http_connection_peer *newcomer, size_t *ret_goes);

#endif
