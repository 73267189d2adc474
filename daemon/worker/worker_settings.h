/* The limits and places of workers, as thiduad.conf sets them (door/settings.h). Borrowed by whoever starts one. */
#ifndef WORKER_WORKER_SETTINGS_H
#define WORKER_WORKER_SETTINGS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct byte_cache;
struct fork_server;

/* How much whoever tries something yields to who looks, as nice(1) has it. Not so much that a trial misses its deadline on a busy machine. */
enum { WORKER_GENTLE = 5 };
enum { WORKER_FOLDER_BYTES = 512, WORKER_PROGRAMS_BYTES = 4096 };

/* Of the database elsewhere that has a copy of the records (mirror/mirror.h). */
struct worker_mirror {
    char plugin[64];       /* empty: there is none */
    char connection[WORKER_FOLDER_BYTES];
    char password[WORKER_FOLDER_BYTES]; /* a file; empty = none */
    char schema[64];       /* empty = the plugin's own */
    int deadline_ms;       /* of a worker that hands over and asks; default 600,000 */
    bool counts;           /* runs are counted there */
};

struct worker_settings {
    const char *program; /* the daemon's own file: it is run again with --worker */
    struct fork_server *fork_server; /* where workers come from without exec; NULL: none */
    int deadline_ms;     /* wall clock a job; default 10,000 */
    size_t memory;       /* bytes of Lua and SQLite together; default 64 MiB */
    bool gentle;         /* of a trial: it yields to the others (WORKER_GENTLE) */
    int parallel;        /* jobs at once; default 2 */
    char plugins[WORKER_FOLDER_BYTES];    /* the folder of the plugins */
    char programs[WORKER_PROGRAMS_BYTES]; /* that the evaluator `exec` may run: paths, comma-separated */
    struct worker_mirror mirror;
    const _Atomic bool *ending; /* set when the daemon ends: who reads a file from outside waits no longer (parse/); NULL: never */
    const _Atomic bool *stop; /* set by another thread: workers are killed, what is left is answered “stopped”; NULL: never */
    /* Answers that may be taken again, of a call that decides nothing (kept_answer.h); NULL: everything is asked anew. kept_of: the only database whose answers are kept, for
     * its data versions never change. */
    struct byte_cache *kept;
    const char *kept_of;
    bool notes; /* jobs ask for what was looked at (WORKER_NOTED); kept_answer.c's own */
    size_t answer_max;   /* bytes of an answer; default 32 MiB: a month's results of 75,000 teams are 25 */
};

void worker_settings_default(struct worker_settings *settings, const char *program);

#endif
