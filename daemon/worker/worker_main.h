/* The worker's own side: one job, one answer, and the end of the process. */
#ifndef WORKER_WORKER_MAIN_H
#define WORKER_WORKER_MAIN_H

struct arena;
struct err;
struct value;

/* The key of a job under which stands what it has in common with others (evaluate.h); in a country nearly all of a job. It
 * goes over once, not with each of them: make it one value for all jobs of a run. */
#define WORKER_SHARED "contest"

enum { WORKER_FD = 3 };

/* `perform` fills the answer's "ok"; it runs under the limits. */
typedef struct value *worker_perform(struct arena *arena, const struct value *job, struct err *err);
/* Reads the job from `fd`, answers on it. */
void worker_main(int fd, worker_perform *perform) __attribute__((noreturn));
/* The same where `shared` (NULL: nothing) is in memory already and the job lacks it. */
void worker_serve(int fd, const struct value *shared, worker_perform *perform) __attribute__((noreturn));

#endif
