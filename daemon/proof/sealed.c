#include "proof/sealed.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/perform.h"
#include "contest/seal.h"
#include "contest/snapshot.h"
#include "run/run_job.h"
#include "worker/worker.h"

bool sealed_find(struct command_call *call, const char *id, struct sealed *ret_sealed, struct err *err)
{
    struct sealed sealed = {.seal = seal_get(call->store, call->arena, id, err)};
    if (!sealed.seal)
        return false;
    if (value_is_null(sealed.seal))
        return err_set(err, "không có bản chốt “%s”; xem danh sách bằng seals", "there is no seal “%s”; see the list with seals", id);
    if (!value_equal(value_get(sealed.seal, "hash"), value_get(sealed.seal, "found")))
        return err_set(err, "bản chốt %s không còn khớp mã băm; xem audit verify", "the seal %s does not agree with its hash any more; see audit verify", id);
    sealed.content = value_get(sealed.seal, "content");
    sealed.package = snapshot_past(call->snapshot, call->store, value_get_text(sealed.content, "package", ""), &sealed.periods, err);
    if (!sealed.package)
        return false;
    sealed.phase = period_find(sealed.periods, value_get_text(sealed.content, "phase", ""));
    if (sealed.phase)
        sealed.package = run_package(sealed.package, sealed.phase, call->arena);
    *ret_sealed = sealed;
    return sealed.phase || err_set(err, "gói quy tắc của bản chốt %s không có đợt ấy", "the package of the seal %s has no such phase", id);
}

const struct value **sealed_ask(struct command_call *call, const struct value *const *jobs, size_t count, size_t *ret_failed, struct err *err)
{
    const struct value **answers = arena_alloc(call->arena, (count + 1) * sizeof *answers);
    worker_run(call->worker, call->arena, jobs, count, answers);
    for (size_t i = 0; i < count; i++) {
        const struct value *error = value_get(answers[i], "error");
        if (error && ret_failed)
            *ret_failed = i;
        if (error) {
            call_error(err, value_get_text(error, "vi", "?"), value_get_text(error, "en", "?"));
            return NULL;
        }
        answers[i] = value_get(answers[i], "ok");
    }
    return answers;
}
