/*
 * One worker process and the exchange with it: the job goes out and the answer comes in piece by piece, as poll says,
 * so that one thread serves several. The end of what it writes to standard error is kept, for the sentence about how
 * it ended. Internal to the room.
 */
#ifndef WORKER_CHILD_H
#define WORKER_CHILD_H

#include "base/buffer.h"
#include "worker/answer_count.h"
#include "worker/worker_kind.h"

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct arena;
struct err;
struct value;
struct worker_settings;

enum child_state {
    CHILD_TALKING,
    CHILD_ANSWERED, /* child_answer has it, or a part */
    CHILD_TOO_LONG, /* the answer would be longer than it may */
    CHILD_TOO_MUCH, /* it holds more than it may; `count` tells what */
    CHILD_LATE,     /* past the deadline */
    CHILD_ENDED,    /* without a whole answer; `status` tells how */
};

struct child {
    pid_t pid; /* 0 = none */
    enum worker_kind kind;
    int socket, complaints;
    int64_t deadline; /* on clock_steady */
    int status;       /* of waitpid, when it ended by itself */
    struct buffer job, answer, complaint;
    struct answer_count count; /* of the answer so far, with its parts */
    size_t gathered;           /* bytes of the parts */
    size_t sent;
};

/* The text of a value that many jobs hold: it stays as long as the next job has the same one. */
struct child_share {
    const struct value *value;
    struct buffer text;
};

void child_share_finish(struct child_share *share);

enum { CHILD_POLLS = 2 };

/* Starts a worker, in the fork server or from settings->program; the deadline runs from here. `file`: what it is handed as
 * WORKER_FILE; -1 = nothing. */
bool child_start(struct child *child, struct child_share *share, const struct worker_settings *settings,
                 const struct value *job, int file, struct err *err);
/* What to poll for; an entry's fd is -1 when there is nothing to wait for. */
void child_polls(const struct child *child, struct pollfd polls[CHILD_POLLS]);
/* Goes on after a poll (with any outcome). */
enum child_state child_go_on(struct child *child, size_t answer_max);
struct value *child_answer(const struct child *child, struct arena *arena, struct err *err);
/* After a part of a stream: the next frame is waited for, until the deadline. */
enum child_state child_listen_on(struct child *child);
/* The same after a part of an answer, which counts for it. */
enum child_state child_gather_on(struct child *child);
/* Kills what still runs; the process is gone for good afterwards. Takes no memory, and leaves the buffers alone. */
void child_end(struct child *child);
/* The same, and frees all. */
void child_finish(struct child *child);

#endif
