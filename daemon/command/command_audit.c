/* The log of all changes: followed from its first row to its last. */
#include "command/perform.h"

#include "base/value.h"
#include "store/change.h"

struct value *command_audit_verify(struct command_call *call, struct err *err)
{
    int64_t rows;
    if (!change_verify(call->store, call->arena, &rows, err))
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set_int(answer, "rows", rows);
    value_set_int(answer, "sequence", change_latest(call->store));
    return answer;
}
