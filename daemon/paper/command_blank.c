/* What only people know of a paper: asked, given; the paper is then made anew with it. */
#include "command/perform.h"

#include "agenda/agenda.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/turn.h"
#include "document/document_setting.h"
#include "document/draft.h"
#include "document/paper_blank.h"
#include "package/package.h"
#include "paper/cause_blank.h"
#include "paper/draft_call.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

/* A paper with its dossier and its kind. */
struct asked_paper {
    const struct package *package;
    struct value *draft;
    const struct document_kind *kind;
};

static bool find(struct command_call *call, struct asked_paper *ret_paper, struct err *err)
{
    const struct period_list *periods;
    struct asked_paper paper = {0};
    if (!call_contest(call, &paper.package, &periods, err))
        return false;
    paper.draft = draft_show(call->store, call->arena, paper.package, call_text(call, "id"), err);
    paper.kind = paper.draft ? document_kind_of(paper.package, value_get_text(paper.draft, "kind", ""), err) : NULL;
    *ret_paper = paper;
    return paper.kind && draft_call_signers(call, paper.package, paper.kind, paper.draft, err);
}

struct value *command_drafts_blanks(struct command_call *call, struct err *err)
{
    struct asked_paper paper;
    int64_t seen;
    struct value *list = find(call, &paper, err) ? paper_blank_list(call->store, call->arena, paper.kind, paper.draft, &seen, err) : NULL;
    return list && cause_blank_add(call, paper.kind, paper.draft, list, err) ? call_actors(call, list, err) : NULL;
}

/* What was submitted is what a leader reads: it is returned first. */
static bool check_open(const struct value *draft, struct err *err)
{
    const char *id = value_get_text(draft, "id", ""), *state = value_get_text(draft, "state", "");
    return (workflow_is("draft", state, WORKFLOW_COUNTS) && workflow_row(workflow_find("draft"), state, "submit")) ||
           err_set(err, "“%s” không còn ở chỗ điền được (đã trình, đã ban hành, hoặc đã cũ); lãnh đạo trả lại thì điền tiếp, bản mới hơn thì điền ở bản ấy",
                   "“%s” can no longer be filled in (it was submitted or issued, or is stale); a leader returns it first, or fill in the newer one", id);
}

/* {key: text} of all rows: a form sends one. */
static struct value *given_of(struct command_call *call)
{
    const struct value *rows = value_get(call->arguments, "cells");
    struct value *given = value_map(call->arena);
    for (size_t i = 0; i < value_len(rows); i++)
        for (size_t k = 0; k < value_len(value_at(rows, i)); k++)
            value_set(given, value_key(value_at(rows, i), k), value_item(value_at(rows, i), k));
    return given;
}

static struct value *keys_of(struct arena *arena, const struct value *given)
{
    struct value *keys = value_list(arena);
    for (size_t i = 0; i < value_len(given); i++)
        value_append(keys, value_text(arena, value_key(given, i)));
    return keys;
}

/* Kept, and the settling of papers owed for it: in one transaction, so a daemon that ends in between makes the paper when it starts. */
static bool give(struct command_call *call, struct turn *turn, const struct asked_paper *paper, struct err *err)
{
    struct change change;
    struct value *given, *detail = value_map(call->arena);
    bool any = false;
    int64_t cause;
    if (!cause_blank_give(call, turn, paper->kind, paper->draft, given_of(call), &given, &cause, err))
        return false;
    value_set(detail, "draft", value_get(paper->draft, "id"));
    value_set(detail, "blanks", keys_of(call->arena, given)); /* what they say is in its table, which is erased when its time is over; the log never is */
    if (!turn_begin(turn, &change, call->command->words, err))
        return false;
    bool good = paper_blank_give(&change, call->arena, paper->package, paper->kind, paper->draft, given, call_number(call, "seen", -1), &any, err) &&
                (!cause || paper_blank_mark(&change, call->arena, paper->draft, cause, err));
    if (good && !any && !cause) {
        change_cancel(&change);
        return true;
    }
    return turn_end(turn, &change, good && store_do(call->store, err, QUERY_META_SET, "ti", "settle", change.sequence), detail, err) &&
           agenda_settle(turn, err);
}

struct value *command_drafts_fill(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct asked_paper paper;
    if (!call_turn(call, &turn, err) || !find(call, &paper, err) || !check_open(paper.draft, err) || !give(call, &turn, &paper, err))
        return NULL;
    const struct value *now = draft_current(call->store, call->arena, paper.kind->kind, value_get_text(paper.draft, "subject", ""),
                                            value_get_text(paper.draft, "phase", ""), err);
    return now ? draft_show(call->store, call->arena, paper.package, value_get_text(now, "id", call_text(call, "id")), err) : NULL;
}
