#include "signature/signature.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "signature/signature_check.h"
#include "worker/lock_down.h"
#include "worker/worker_main.h"

struct value *signature_perform(struct arena *arena, const struct value *job, struct err *err)
{
    (void)job;
    struct buffer file = {0};
    signature_check_prepare();
    worker_lock_down_as(WORKER_SIGNATURE, NULL);
    worker_read_file(&file); /* whole: a PDF is read from its end */
    struct value *list = signature_check(arena, buffer_text(&file), file.len, err), *answer = list ? value_map(arena) : NULL;
    if (answer)
        value_set(answer, "signatures", list);
    buffer_finish(&file);
    return answer;
}
