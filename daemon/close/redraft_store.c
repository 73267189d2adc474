/* What was planned is stored, inside a change: drafts with what follows from their steps. */
#include "close/redraft.h"

#include "alert/alert.h"
#include "base/array.h"
#include "calendar/period.h"
#include "contest/transition.h"
#include "contest/turn.h"
#include "document/draft.h"
#include "package/package.h"
#include "store/change.h"

/* A draft that was stored or is stale now, for what follows. */
struct told {
    struct turn *turn;
    struct change *change;
    const struct period *phase;
    const struct draft *draft;
};

static bool raise_alert(void *room, struct err *err)
{
    const struct told *told = room;
    const struct draft *draft = told->draft;
    char *text;
    return draft_refusal_text(told->turn->arena, told->turn->package, told->phase, draft, &text, err) &&
           alert_set(told->change, told->turn->arena, "draft", draft->kind->kind, draft->subject, told->phase->id, text, err);
}

static bool resolve_alert(void *room, struct err *err)
{
    const struct told *told = room;
    return alert_set(told->change, told->turn->arena, "draft", told->draft->kind->kind, told->draft->subject, told->phase->id, NULL, err);
}

static const struct transition_effect effects[] = {{"raise_alert", raise_alert}, {"resolve_alert", resolve_alert}};

bool redraft_store(struct turn *turn, struct change *change, const struct period *phase,
                   const struct redraft *redraft, struct err *err)
{
    const struct workflow_row *row;
    struct told told = {turn, change, phase, NULL};
    for (size_t i = 0; i < redraft->len; i++) {
        told.draft = &redraft->drafts[i];
        if (!draft_store(change, turn->arena, turn->package, told.draft, &row, err) ||
            !transition_follow(row, effects, LEN(effects), &told, err))
            return false;
    }
    for (size_t i = 0; i < redraft->stale_len; i++) {
        told.draft = &redraft->stale[i];
        if (!draft_retire(change, turn->arena, told.draft->replaces, &row, err) ||
            !transition_follow(row, effects, LEN(effects), &told, err))
            return false;
    }
    return true;
}
