#include "worker/worker_main.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/frame.h"
#include "base/text.h"
#include "base/value.h"
#include "worker/lock_down.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum {
    JOB_MAX = 256 << 20,   /* it comes from the daemon; this only stops nonsense */
    SENTENCE_MAX = 8 << 10 /* bytes; a rule may call a thing by a name of a megabyte */
};

/* Whole letters of it. */
static struct value *sentence(struct arena *arena, const char *text)
{
    return value_text(arena, text_shorten(arena, text, SENTENCE_MAX));
}

static void set_error(struct value *answer, struct arena *arena, const struct err *err)
{
    const struct fault *fault = fault_of_err(err->kind);
    struct value *error = value_map(arena);
    value_set_text(error, "kind", fault->kind);
    value_set_text(error, "fault", fault->name);
    value_set(error, "vi", sentence(arena, err->vi));
    value_set(error, "en", sentence(arena, err->en));
    value_set(answer, "error", error);
}

bool worker_send_part(const struct value *part, struct err *err)
{
    struct arena *arena = arena_create();
    struct value *frame = value_map(arena);
    value_set(frame, WORKER_PART, part);
    bool sent = frame_send(WORKER_FD, frame, INT64_MAX, err);
    arena_destroy(arena);
    return sent;
}

void worker_read_file(struct buffer *file)
{
    char piece[64 << 10];
    for (;;) {
        ssize_t got = pread(WORKER_FILE, piece, sizeof piece, (off_t)file->len);
        if (got < 0 && errno != EINTR)
            die("the file cannot be read");
        if (got == 0)
            return;
        if (got > 0)
            buffer_add(file, piece, (size_t)got);
    }
}

/*
 * Ends by _exit in every case: a rule's state is hostile, and closing it (finalizers, exit handlers) would
 * give it a last turn.
 */
void worker_serve(int fd, const struct value *shared, worker_perform *perform)
{
    struct arena *arena = arena_create();
    struct err err = {0};
    lock_down_process();
    struct value *job = frame_receive(arena, fd, JOB_MAX, INT64_MAX, &err);
    if (!job)
        die("no job: %s", err.en);
    if (shared)
        value_set(job, WORKER_SHARED, shared);
    struct value *answer = value_map(arena);
    struct value *ok = perform(arena, job, &err);
    if (ok)
        value_set(answer, "ok", ok);
    else
        set_error(answer, arena, &err);
    _exit(frame_send(fd, answer, INT64_MAX, NULL) ? 0 : 1);
}

void worker_main(int fd, worker_perform *perform)
{
    worker_serve(fd, NULL, perform);
}
