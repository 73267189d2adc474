/* rules sweep: a target tried with many values (run/sweep.h). */
#include "command/perform.h"

#include "run/sweep.h"

struct value *command_rules_sweep(struct command_call *call, struct err *err)
{
    struct turn turn;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    const struct sweep_question question = {.param = call_text(call, "name"), .criterion = call_text(call, "criterion"), .period = call_text(call, "period"),
                                            .from = call_text(call, "from"), .to = call_text(call, "to"), .step = call_text(call, "step")};
    return sweep_make(&turn, &question, err);
}
