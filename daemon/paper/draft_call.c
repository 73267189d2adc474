#include "paper/draft_call.h"

#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "command/belongs.h"
#include "command/perform.h"
#include "document/document.h"
#include "document/draft.h"
#include "document/signatory.h"
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

bool draft_call_signers(struct command_call *call, const struct package *package, const struct document_kind *kind, struct value *draft, struct err *err)
{
    int32_t today = instant_day(clock_now(call->clock));
    const struct value *content = value_get(draft, "content");
    if (!value_get(content, "signatory"))
        return true;
    const struct value *deputies = signatory_deputies(call->store, call->arena, today, false, err);
    const struct value *given = document_given(call->arena, package, kind, value_get_text(draft, "phase", ""), value_get_text(content, "ward", value_get_text(draft, "subject", "")), today);
    struct value *now = value_copy(call->arena, given);
    value_set_text(now, "subject", value_get_text(draft, "subject", ""));
    value_set_text(now, "ward", value_get_text(content, "ward", NULL));
    if (deputies)
        value_set(draft, "signers", signatory_choices(call->arena, package, kind, now, deputies, today));
    return deputies != NULL;
}

struct value *draft_call_show(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    return call_package(call, &package, &periods, err) ? draft_show(call->store, call->arena, package, call_text(call, "id"), err) : NULL;
}
