/* A paper that somebody asks for: of a duty, when a person decides the moment (an urging letter, minutes). */
#include "command/perform.h"

#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/duty_paper.h"
#include "contest/turn.h"
#include "document/draft.h"
#include "package/package.h"

struct value *command_drafts_make(struct command_call *call, struct err *err)
{
    struct turn turn;
    const char *id;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err) ||
        !duty_paper_make(&turn, call->command->words, call_number(call, "duty", 0), call_text(call, "kind"), call_text(call, "unit"), &id, err))
        return NULL;
    return draft_show(call->store, call->arena, turn.package, id, err);
}
