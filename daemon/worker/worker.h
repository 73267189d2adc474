/*
 * Worker processes, seen from the daemon: a job (a value) goes over, an answer (a value) comes back or a
 * sentence why not. One process a job; it is killed at the deadline; a crash, a hang, too much memory or
 * garbage is an answer of its own and never harms the daemon. Blocks its thread; not for the loop.
 *
 * The answer is {"ok": …} as the job's kind defines it, or {"error": {"kind", "fault", "vi", "en"}} with
 * kind one of rule (it failed or was refused), deadline, memory, crash, garbage, start, stopped; fault says it in more
 * words (base/fault.h).
 *
 * A worker is a fork of the fork server (fork_server.h) or, without one, the program started as `PROGRAM --worker` with the job's
 * socket as descriptor WORKER_FD; it should call worker_main(WORKER_FD, …) at once. The job that `perform` gets has four
 * more keys: `plugins` and `programs` of the settings; `deadline_ms` (from the start of `perform`) and `memory` (bytes) for
 * its own counting: what it finds itself it can say with file and line. The supervisor kills half a second later, the
 * worker and whatever it started. The job's key `kind` selects the row of rights (worker_kind.h), its key `rights`, where
 * there is one, instead.
 */
#ifndef WORKER_WORKER_H
#define WORKER_WORKER_H

#include "worker/lock_down.h"
#include "worker/worker_main.h"
#include "worker/worker_settings.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct value;

/* Runs the jobs, `parallel` at a time; answers[i] belongs to jobs[i] and lives in the arena. */
void worker_run(const struct worker_settings *settings, struct arena *arena, const struct value *const *jobs,
                size_t count, const struct value **answers);

/* One job that is handed bytes and streams what it finds in them (worker_send_part). */
struct worker_stream {
    const void *bytes; /* read from WORKER_FILE */
    size_t len;
    /* Each part as it comes; it lives until the function returns. False with err: the worker is stopped and its answer is
     * that sentence, of the fault "garbage": what a worker says is no more trusted than the file. */
    bool (*take)(void *context, const struct value *part, struct err *err);
    void *context;
};

/* The answer that follows the parts; settings->answer_max bounds each of them. */
const struct value *worker_stream(const struct worker_settings *settings, struct arena *arena, const struct value *job,
                                  const struct worker_stream *stream);

#endif
