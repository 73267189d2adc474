/*
 * The state folder as a place: made when missing, taken by one daemon at a time, with the socket people come
 * through. What is in its database is store/'s.
 */
#ifndef DOOR_STATE_H
#define DOOR_STATE_H

#include <stdbool.h>

struct err;

#define STATE_SOCKET "thidua.sock"

struct state {
    char *folder;  /* absolute */
    int folder_fd; /* for socket paths that are longer than an address holds */
    int lock_fd;
};

/* Makes the folder (0711: others may pass to the socket) and takes its lock; refuses when another daemon has it. */
bool state_open(const char *folder, struct state *ret_state, struct err *err);
/* A socket bound to <folder>/thidua.sock; what a dead daemon left there is removed first. */
bool state_bind(const struct state *state, int *ret_fd, struct err *err);
void state_close(struct state *state); /* removes the socket, then lets the lock go; zeroed is harmless */

#endif
