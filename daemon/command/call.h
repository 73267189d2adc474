/* One call of a command: what it may use, made by the door for each call, and what it leaves beside its answer. */
#ifndef COMMAND_CALL_H
#define COMMAND_CALL_H

#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct attachment_limits;
struct byte_cache;
struct caller;
struct clock;
struct command;
struct directory;
struct login;
struct message_settings;
struct readings;
struct retention;
struct snapshot;
struct store;
struct value;
struct worker_settings;

/* The work that waits and that is under way, as the door knows it. */
struct call_jobs {
    void *owner;
    struct value *(*list)(void *owner, struct arena *arena); /* [{id, command, actor, state: running | waiting, seconds}…] */
    bool (*cancel)(void *owner, int64_t id);                 /* false: no such job, or one that changes the state */
};

/* Everything is borrowed. */
struct command_call {
    struct arena *arena;       /* this call's */
    struct store *store;       /* the calling thread's connection */
    struct snapshot *snapshot; /* the calling thread's package in force */
    struct clock *clock;
    const struct worker_settings *worker;
    const struct attachment_limits *attachments;
    const struct command *command;                                /* set by command_run */
    const struct command *first_page;                             /* what tells a person what waits for them; NULL: nobody is told that (waiting.c) */
    const struct caller *caller;                                  /* who asks; command_run adds what the units are */
    const char *unit;                                             /* to which belongs what the row's `unit` names; NULL: none */
    const char *actor;                                            /* the caller's: "person:lan", "uid:0" */
    const char *via;                                              /* socket, http, timer, start */
    bool program;                                                 /* asked over the network for itself, not as part of a page */
    const struct value *arguments;                                /* a map: texts, or what form.h read of them */
    struct file_list files;                                       /* of the body */
    void (*progress)(void *door, const char *vi, const char *en); /* NULL when nobody listens */
    void *door;
    struct call_jobs jobs; /* zero where nobody asks by the door */
    /* Hands over the people as they are after a change of them; NULL when nobody keeps them. */
    void (*people)(void *door, struct directory *directory);
    struct byte_cache *previews; /* of papers that were drawn; NULL: none are kept */
    struct login *login; /* passwords and sessions; NULL where nobody asks by the door */
    struct readings *readings; /* of private data (private_reading.h), which whoever answers writes down first; NULL: nobody does, so nothing private is shown */
    const struct retention *retention;
    const struct message_settings *messages; /* NULL where nobody asks by the door */
    int64_t session;     /* of the browser that asks; 0: none does */
    unsigned second_factor; /* the roles that need one, by the settings */
    const char *leaked;  /* a file of passwords that none may have (login/leaked.h); NULL: none */
    const char *scanner; /* the socket of who looks into files for malware (file_scan.h); NULL: nobody does */
    const char *address; /* from where, as attempts are counted */
    const struct value *certificate; /* by which the door speaks TLS: {path, names, until, days, vi, en}; NULL: it speaks none */

    const struct value *problems; /* filled beside err when a list says what is wrong (problem.h) */
    const char *field;            /* the one parameter that the refusal is about; NULL: none */
    const char *bytes;            /* filled by a command that answers with a file */
    size_t bytes_len;
};

#endif
