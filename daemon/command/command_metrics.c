/* How much of everything there is, for those who watch machines: numbers only, nothing of what records say. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/value.h"
#include "store/change.h"
#include "store/store.h"

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
