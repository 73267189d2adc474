/*
 * Worker processes, seen from the daemon: a job (a value) goes over, an answer (a value) comes back or a
 * sentence why not. One process a job; it is killed at the deadline; a crash, a hang, too much memory or
 * garbage is an answer of its own and never harms the daemon. Blocks its thread; not for the loop.
 *
 * The answer is {"ok": …} as the job's kind defines it, or {"error": {"kind", "vi", "en"}} with kind one of
 * rule (it failed or was refused), deadline, memory, crash, garbage, start.
 *
 * A worker is a fork of the fork_server (fork_server.h) or, without one, the program started as `PROGRAM --worker` with the job's
 * socket as descriptor WORKER_FD; it should call worker_main(WORKER_FD, …) at once. The job that `perform` gets has four
 * more keys: `plugins` and `programs` of the settings; `deadline_ms` (from the start of `perform`) and `memory` (bytes) for
 * its own counting: what it finds itself it can say with file and line. The supervisor kills half a second later, the
 * worker and whatever it started. The job's key `kind` selects the row of rights (worker_kind.h), its key `rights`, where
 * there is one, instead.
 */
#ifndef WORKER_WORKER_H
#define WORKER_WORKER_H

#include "worker/worker_kind.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct fork_server;
struct value;

/* The key of a job under which stands what it has in common with others (evaluate.h); in a country nearly all of a job. It
 * goes over once, not with each of them: make it one value for all jobs of a run. */
#define WORKER_SHARED "contest"

enum { WORKER_FD = 3, WORKER_START_FAILED = 127, WORKER_FOLDER_BYTES = 512, WORKER_PROGRAMS_BYTES = 4096 };

struct worker_settings {
    const char *program; /* the daemon's own file: it is run again with --worker */
    struct fork_server *fork_server; /* where workers come from without exec (fork_server.h); NULL: none */
    int deadline_ms;     /* wall clock a job; default 10,000 */
    size_t memory;       /* bytes of Lua and SQLite together; default 64 MiB */
    int parallel;        /* jobs at once; default 2 */
    char plugins[WORKER_FOLDER_BYTES];    /* the folder of the plugins */
    char programs[WORKER_PROGRAMS_BYTES]; /* that the evaluator `exec` may run: paths, comma-separated */
    size_t answer_max;   /* bytes of an answer; default 64 MiB: a month's results of 75,000 teams are 25 */
};

void worker_settings_default(struct worker_settings *settings, const char *program);

/* Runs the jobs, `parallel` at a time; answers[i] belongs to jobs[i] and lives in the arena. */
void worker_run(const struct worker_settings *settings, struct arena *arena, const struct value *const *jobs,
                size_t count, const struct value **answers);

/* The child's side. `perform` fills the answer's "ok"; it runs under the limits. Never returns. */
struct err;
typedef struct value *worker_perform(struct arena *arena, const struct value *job, struct err *err);
void worker_main(int fd, worker_perform *perform) __attribute__((noreturn));
/* The same as a fork_server: the program was started as `PROGRAM --fork-server`. */
void fork_server_main(int fd, worker_perform *perform) __attribute__((noreturn));

/*
 * Called by `perform`, in this order. A reader in WAL mode opens -wal and -shm for writing even when it only
 * reads, so first the folder is made read-only for this process (false: the kernel has no Landlock, go on
 * without), then the database is opened and answers one query, and then the process is locked down: no file,
 * no socket, no other program; any system call out of the ordinary ends it.
 */
bool worker_confine_to(const char *folder);
void worker_lock_down(void); /* as WORKER_EVALUATE */
/* The same for any row of worker_kind.h. `path`: a file or folder that may be read (and started, where the kind starts
 * programs) beside the kind's own folders; NULL = none. */
void worker_lock_down_as(enum worker_kind kind, const char *path);

/* Whether this kernel can keep files from a process; without it the other layers hold alone. */
bool worker_has_landlock(void);

#endif
