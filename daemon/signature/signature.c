#include "signature/signature.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "signature/signature_check.h"
#include "worker/lock_down.h"
#include "worker/worker_main.h"

#include <errno.h>
#include <unistd.h>

/* Whole: a PDF is read from its end. The daemon has bounded it. */
static void read_whole(struct buffer *file)
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

struct value *signature_perform(struct arena *arena, const struct value *job, struct err *err)
{
    (void)job;
    struct buffer file = {0};
    signature_check_prepare();
    worker_lock_down_as(WORKER_SIGNATURE, NULL);
    read_whole(&file);
    struct value *list = signature_check(arena, buffer_text(&file), file.len, err), *answer = list ? value_map(arena) : NULL;
    if (answer)
        value_set(answer, "signatures", list);
    buffer_finish(&file);
    return answer;
}
