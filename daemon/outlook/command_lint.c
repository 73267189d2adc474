/* rules lint: rules of the running contest that say nothing (silent_rule.h). */
#include "command/perform.h"

#include "outlook/silent_rule.h"

struct value *command_rules_lint(struct command_call *call, struct err *err)
{
    struct turn turn;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    return silent_rule_list(&turn, err);
}
