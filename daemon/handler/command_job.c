/* What the daemon has to do and has done: work that waits or is under way, the door's, asked and cancelled through the call
 * (call.h); how much of everything there is. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/value.h"
#include "display/actor.h"
#include "store/change.h"
#include "store/store.h"

#include <inttypes.h>

struct value *command_jobs(struct command_call *call, struct err *err)
{
    (void)err;
    return actor_named(call->arena, call->jobs.list(call->jobs.owner, call->arena));
}

struct value *command_jobs_cancel(struct command_call *call, struct err *err)
{
    int64_t id = call_number(call, "id", 0);
    if (!call->jobs.cancel(call->jobs.owner, id)) {
        err_set(err,
                "không có việc %" PRId64 " nào hủy được: đã xong, hoặc là việc ghi dữ liệu; xem “thiduactl jobs”",
                "there is no job %" PRId64 " that can be cancelled: it is done, or it changes the data; see “thiduactl jobs”",
                id);
        return NULL;
    }
    struct value *answer = value_map(call->arena);
    value_set_int(answer, "id", id);
    value_set_text(answer, "state", "cancelled");
    return answer;
}

/* For those who watch machines: numbers only, nothing of what records say. */
struct value *command_metrics(struct command_call *call, struct err *err)
{
    static const struct {
        const char *name;
        enum query query;
    } lists[] = {{"runs", QUERY_METRICS_RUNS},
                 {"alerts", QUERY_METRICS_ALERTS},
                 {"drafts", QUERY_METRICS_DRAFTS},
                 {"performed", QUERY_METRICS_PERFORMED},
                 {"owed", QUERY_RERUN_LIST}};
    struct value *metrics = value_map(call->arena);
    value_set_int(metrics, "clock", clock_now(call->clock));
    value_set_int(metrics, "sequence", change_latest(call->store));
    for (size_t i = 0; i < LEN(lists); i++) {
        const struct value *rows = store_rows(call->store, call->arena, err, lists[i].query, "");
        if (!rows)
            return NULL;
        value_set(metrics, lists[i].name, rows);
    }
    return metrics;
}
