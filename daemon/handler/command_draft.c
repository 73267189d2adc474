/* Drafted documents: listed, shown, handed out. */
#include "command/belongs.h"
#include "command/perform.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "document/draft.h"
#include "package/package.h"
#include "run/figure.h"

#include <string.h>

/* How many figures of a phase and its months stand otherwise now than in its seal: a paper is of the seal. */
static bool count_adjusted(struct command_call *call, const struct period_list *periods, const char *phase,
                           int64_t *ret_count, struct err *err)
{
    *ret_count = 0;
    for (size_t i = 0; i < periods->len; i++) {
        const struct period *period = &periods->items[i];
        size_t count = 0;
        if (!period->phase || strcmp(period->phase->id, phase) != 0)
            continue;
        if (!figure_count_adjusted(call->store, call->arena, period, &count, err))
            return false;
        *ret_count += (int64_t)count;
    }
    return true;
}

/* The drafts, each with how many figures were adjusted after the seal of its phase. */
static struct value *with_adjusted(struct command_call *call, const struct period_list *periods,
                                   const struct value *drafts, struct err *err)
{
    struct value *list = value_list(call->arena), *counts = value_map(call->arena);
    for (size_t i = 0; i < value_len(drafts); i++) {
        struct value *draft = value_copy(call->arena, value_at(drafts, i));
        const char *phase = value_get_text(draft, "phase", "");
        int64_t count = value_get_int(counts, phase, -1);
        if (count < 0 && !count_adjusted(call, periods, phase, &count, err))
            return NULL;
        value_set_int(counts, phase, count);
        value_set_int(draft, "adjusted", count);
        value_append(list, draft);
    }
    return list;
}

struct value *command_drafts(struct command_call *call, struct err *err)
{
    const char *phase = call_text(call, "phase");
    const struct package *package;
    const struct period_list *periods;
    if (phase ? !call_contest(call, &package, &periods, err) : !call_package(call, &package, &periods, err))
        return NULL;
    struct value *made = draft_list(call->store, call->arena, package, phase, err);
    struct value *drafts = made ? belongs_visible(call, made, "subject", err) : NULL;
    return drafts && package ? with_adjusted(call, periods, drafts, err) : drafts;
}

struct value *command_drafts_show(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct value *one = value_list(call->arena);
    if (!call_package(call, &package, &periods, err))
        return NULL;
    struct value *draft = draft_show(call->store, call->arena, package, call_text(call, "id"), err);
    if (!draft || !package)
        return draft;
    value_append(one, draft);
    const struct value *with = with_adjusted(call, periods, one, err);
    return with ? value_copy(call->arena, value_at(with, 0)) : NULL;
}

struct value *command_drafts_export(struct command_call *call, struct err *err)
{
    const char *id = call_text(call, "id");
    if (!draft_export(call->store, call->arena, id, &call->bytes, &call->bytes_len, err))
        return NULL;
    return value_printf(call->arena, "%s.docx", id);
}
