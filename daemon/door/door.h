/*
 * What can wake the daemon: people (HTTP on the state folder's unix socket and, when asked for, on a TCP
 * address), the clock, signals. One loop thread that never waits for a database or a worker; the work queues
 * (threads with a connection of their own, work_queue.h) do the work and hand their answers back.
 */
#ifndef DOOR_DOOR_H
#define DOOR_DOOR_H

#include <stdbool.h>
#include <stdint.h>

struct door_options {
    const char *state;   /* the state folder; made, 0700, when missing */
    const char *config;  /* settings file; NULL = /etc/thidua/thiduad.conf when there is one */
    const char *listen;  /* "127.0.0.1:8799"; NULL = no TCP */
    int64_t clock;       /* --clock; INT64_MIN = not given */
    const char *program; /* this program's own file: workers are it, run again */
    bool english;        /* language of what is logged */
};

/* Runs until TERM or INT; the process's exit status. */
int door_run(const struct door_options *options);

#endif
