/* What a phase's close left: seals and drafts. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/seal.h"
#include "document/draft.h"
#include "package/package.h"

struct value *command_seals(struct command_call *call, struct err *err)
{
    return seal_list(call->store, call->arena, err);
}

struct value *command_drafts(struct command_call *call, struct err *err)
{
    const char *phase = call_text(call, "phase");
    const struct package *package;
    const struct period_list *periods;
    if (phase ? !call_contest(call, &package, &periods, err) : !call_package(call, &package, &periods, err))
        return NULL;
    return draft_list(call->store, call->arena, package, phase, err);
}

struct value *command_drafts_show(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    return call_package(call, &package, &periods, err)
               ? draft_show(call->store, call->arena, package, call_text(call, "id"), err)
               : NULL;
}

struct value *command_drafts_export(struct command_call *call, struct err *err)
{
    const char *id = call_text(call, "id");
    if (!draft_export(call->store, call->arena, id, &call->bytes, &call->bytes_len, err))
        return NULL;
    return value_printf(call->arena, "%s.docx", id);
}
