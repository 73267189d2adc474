#include "paper/draft_call.h"

#include "base/clock.h"
#include "base/value.h"
#include "command/belongs.h"
#include "command/perform.h"
#include "document/draft.h"
#include "person/caller.h"
#include "store/change.h"

bool draft_call_roles(struct command_call *call, const struct value *draft, unsigned *ret_roles, struct err *err)
{
    const char *unit;
    if (!belongs_unit(call, value_get_text(draft, "subject", ""), &unit, err))
        return false;
    *ret_roles = caller_roles_for(call->caller, unit);
    return true;
}

bool draft_call_begin(struct command_call *call, struct change *change, struct err *err)
{
    return change_begin(change, call->store, clock_now(call->clock), call->actor, call->via, call->command->words, call_text(call, "reason"), err);
}

struct value *draft_call_show(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    return call_package(call, &package, &periods, err) ? draft_show(call->store, call->arena, package, call_text(call, "id"), err) : NULL;
}
