/* The versions of a paper: listed, handed out; edited ones come in, compared, their figures confirmed. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "contest/transition.h"
#include "document/draft.h"
#include "document/draft_life.h"
#include "document/draft_version.h"
#include "edit/draft_edit.h"
#include "paper/draft_call.h"
#include "store/change.h"
#include "workflow/workflow.h"

#include <inttypes.h>

struct value *command_drafts_versions(struct command_call *call, struct err *err)
{
    const char *id = call_text(call, "id");
    const struct value *versions = draft_find(call->store, call->arena, id, err) ? draft_version_list(call->store, call->arena, id, err) : NULL;
    return versions ? call_actors(call, versions, err) : NULL;
}

struct value *command_drafts_export(struct command_call *call, struct err *err)
{
    const char *id = call_text(call, "id");
    int64_t number = call_number(call, "number", 0);
    if (number ? !draft_version_bytes(call->store, call->arena, id, number, &call->bytes, &call->bytes_len, err)
               : !draft_export(call->store, call->arena, id, &call->bytes, &call->bytes_len, err))
        return NULL;
    return number ? value_printf(call->arena, "%s-v%" PRId64 ".docx", id, number) : value_printf(call->arena, "%s.docx", id);
}

struct value *command_drafts_changes(struct command_call *call, struct err *err)
{
    const struct value *changes = draft_edit_changes(call->store, call->arena, call->worker, call_text(call, "id"), call_number(call, "number", 0), err);
    return changes ? call_actors(call, changes, err) : NULL;
}

/* An edited version: another act of the paper's life, and what comes with it, in one change. */
static struct value *store_edit(struct command_call *call, const struct draft_edit *edit, const struct draft_step *step, struct err *err)
{
    struct change change;
    struct value *detail = value_map(call->arena);
    int64_t number;
    if (!draft_call_begin(call, &change, err))
        return NULL;
    bool good = draft_step(&change, call->arena, step, err) && draft_edit_store(&change, call->arena, edit, &number, err);
    if (good) {
        value_set_text(detail, "draft", edit->draft);
        value_set_int(detail, "version", number);
        value_set_text(detail, "received", edit->received);
        value_set_int(detail, "figures", (int64_t)value_len(value_get(edit->difference, "figures")));
        good = change_commit(&change, detail, err);
    }
    change_cancel(&change);
    struct value *answer = good ? draft_call_show(call, err) : NULL;
    if (answer) {
        value_set_int(answer, "changes", (int64_t)value_len(value_get(edit->difference, "changes")));
        value_set_int(answer, "figures", (int64_t)value_len(value_get(edit->difference, "figures")));
        value_set_text(answer, "received", edit->received);
    }
    return answer;
}

/* Refused before the file is read, where the paper's life does not allow it. */
static bool may_edit(struct command_call *call, const struct draft_step *step, const struct value *draft, struct err *err)
{
    const struct transition made = {
        .kind = "draft", .object = step->id, .state = value_get_text(draft, "state", ""), .act = step->act, .roles = step->roles, .given = WORKFLOW_FILE};
    const struct workflow_row *row;
    if (call->files.len != 1)
        return err_set(err, "chọn một tệp .docx đã sửa", "choose one edited .docx file");
    return transition_check(call->store, &made, call->actor, &row, err);
}

struct value *command_drafts_upload(struct command_call *call, struct err *err)
{
    struct draft_step step = {.id = call_text(call, "id"), .act = "edit", .reason = call_text(call, "reason"), .file = true, .day = DAY_NEVER};
    struct draft_edit edit = {.draft = step.id, .note = step.reason};
    struct problems problems;
    const struct value *draft = draft_find(call->store, call->arena, step.id, err);
    problems_init(&problems, call->arena);
    if (!draft || !draft_call_roles(call, draft, &step.roles, err) || !may_edit(call, &step, draft, err))
        return NULL;
    if (draft_edit_read(call->store, call->arena, call->worker, &call->files.items[0], &edit, &problems, err))
        return store_edit(call, &edit, &step, err);
    return problems.errors ? call_refuse(call, &problems, err) : NULL;
}

struct value *command_drafts_correct(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct value *detail = value_map(call->arena);
    struct change change;
    const char *id = call_text(call, "id"), *made = NULL;
    struct draft_step step = {.id = id, .act = "correct", .reason = call_text(call, "reason"), .day = DAY_NEVER};
    const struct value *draft = draft_find(call->store, call->arena, id, err);
    if (!draft || !draft_call_roles(call, draft, &step.roles, err) || !call_contest(call, &package, &periods, err) || !draft_call_begin(call, &change, err))
        return NULL;
    bool good = draft_step(&change, call->arena, &step, err) && draft_correct(&change, call->arena, package, id, &made, err);
    if (good) {
        value_set_text(detail, "draft", id);
        value_set_text(detail, "correction", made);
        good = change_commit(&change, detail, err);
    }
    change_cancel(&change);
    return good ? draft_show(call->store, call->arena, package, made, err) : NULL;
}

struct value *command_drafts_confirm(struct command_call *call, struct err *err)
{
    struct draft_step step = {.id = call_text(call, "id"), .act = "confirm", .reason = call_text(call, "reason"), .day = DAY_NEVER};
    int64_t figure = call_number(call, "figure", 0);
    struct value *detail = value_map(call->arena);
    struct change change;
    const struct value *draft = draft_find(call->store, call->arena, step.id, err);
    if (!draft || !draft_call_roles(call, draft, &step.roles, err) || !draft_call_begin(call, &change, err))
        return NULL;
    value_set_text(detail, "draft", step.id);
    value_set_int(detail, "figure", figure);
    bool good = draft_step(&change, call->arena, &step, err) && draft_edit_confirm(&change, call->arena, step.id, figure, err) && change_commit(&change, detail, err);
    change_cancel(&change);
    return good ? draft_call_show(call, err) : NULL;
}
