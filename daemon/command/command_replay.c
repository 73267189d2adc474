/* A seal or a result computed again from history (run/replay.h). */
#include "command/perform.h"

#include "run/replay.h"

struct value *command_replay(struct command_call *call, struct err *err)
{
    struct turn turn;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    return replay(&turn, call_text(call, "id"), err);
}
