/*
 * Why a result is what it is. The result is computed once more in a worker, on the data version that its run
 * read: so the rows are those that decided, and a result that cannot be had again says so ("replay").
 */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "engine/result.h"
#include "engine/run_job.h"
#include "store/store.h"
#include "worker/worker.h"

#include <stdlib.h>
#include <string.h>

enum { EVIDENCE_ROWS = 1000 };

static const struct value *measure(struct command_call *call, const struct package *package,
                                   const struct period_list *periods, const struct result_id *id,
                                   int64_t sequence, struct err *err)
{
    const char *limit = call_text(call, "limit");
    enum run_stage stage;
    const struct value *answer;
    run_stage_parse(id->stage, &stage);
    struct value *job =
        run_job(call->arena, "explain", package, id->criterion, store_path(call->store), sequence);
    run_job_period(call->arena, job, periods, period_find(periods, id->period), stage);
    value_set_text(job, "subject", id->subject);
    value_set_int(job, "limit", limit ? strtoll(limit, NULL, 10) : EVIDENCE_ROWS);
    worker_run(call->worker, call->arena, (const struct value *const[]){job}, 1, &answer);
    const struct value *failed = value_get(answer, "error");
    if (!failed)
        return value_get(answer, "ok");
    call_error(err, value_get_text(failed, "vi", ""), value_get_text(failed, "en", ""));
    err_prefix(err, "không tính lại được", "could not be computed again");
    return NULL;
}

/* "same", or the name of the first figure that differs. */
static const char *compare(const struct value *stored, const struct value *again)
{
    static const char *const figures[] = {"num", "den", "value", "target", "verdict"};
    for (size_t i = 0; i < LEN(figures); i++)
        if (!value_equal(value_get(stored, figures[i]), value_get(again, figures[i])))
            return figures[i];
    return "same";
}

/* The rows behind it; an error of the rule has none, its sentence is in `says`. */
static bool add_evidence(struct command_call *call, const struct package *package,
                         const struct period_list *periods, const struct result_id *id, struct value *result,
                         struct err *err)
{
    if (strcmp(value_get_text(result, "verdict", ""), "error") == 0)
        return true;
    const struct value *measured =
        measure(call, package, periods, id, value_get_int(result, "sequence", 0), err);
    if (!measured)
        return false;
    value_set(result, "targets", value_get(measured, "params"));
    value_set(result, "evidence", value_get(measured, "evidence"));
    value_set_text(result, "replay", compare(result, value_get(measured, "result")));
    return true;
}

struct value *command_explain(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct result_id id;
    if (!call_contest(call, &package, &periods, err) ||
        !result_id_parse(call->arena, call_text(call, "id"), &id, err))
        return NULL;
    struct value *result = result_get(call->store, call->arena, package, &id, err);
    if (!result)
        return NULL;
    if (value_is_null(result)) {
        err_set(err, "chưa có kết quả “%s”; xem “thiduactl results”",
                "there is no result “%s” yet; see “thiduactl results”", call_text(call, "id"));
        return NULL;
    }
    return add_evidence(call, package, periods, &id, result, err) ? result : NULL;
}
