/* Work that waits or is under way: the door's, asked and cancelled through the call (call.h). */
#include "command/perform.h"

#include "base/err.h"
#include "base/value.h"
#include "command/actor.h"

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
