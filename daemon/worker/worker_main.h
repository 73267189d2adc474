/* The worker's own side: one job, one answer, and the end of the process. */
#ifndef WORKER_WORKER_MAIN_H
#define WORKER_WORKER_MAIN_H

#include <stdbool.h>

struct arena;
struct buffer;
struct err;
struct value;

/* The key of a job under which stands what it has in common with others (evaluate.h); in a country nearly all of a job. It
 * goes over once, not with each of them: make it one value for all jobs of a run. */
#define WORKER_SHARED "contest"

/* The key of a job whose answer is to say there, too, which of the contest's parameters were looked at: [name…] (kept_answer.h). */
#define WORKER_NOTED "noted"

/* The key of a frame that holds a part instead of the answer. */
#define WORKER_PART "part"

enum {
    WORKER_FD = 3,
    WORKER_FILE = 4, /* what the job was handed (worker_stream), read only */
};

/* `perform` fills the answer's "ok"; it runs under the limits. */
typedef struct value *worker_perform(struct arena *arena, const struct value *job, struct err *err);
/* The file that the job was handed, whole; the daemon has bounded it. One that cannot be read ends the worker. */
void worker_read_file(struct buffer *file);
/* Sends a part of what worker_stream takes, before the answer. False with err when nobody hears it any more. */
bool worker_send_part(const struct value *part, struct err *err);
/* Reads the job from `fd`, answers on it. */
void worker_main(int fd, worker_perform *perform) __attribute__((noreturn));
/* The same where `shared` (NULL: nothing) is in memory already and the job lacks it. */
void worker_serve(int fd, const struct value *shared, worker_perform *perform) __attribute__((noreturn));

#endif
