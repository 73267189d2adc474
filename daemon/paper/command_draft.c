/* Drafted documents: listed, shown, read, handed out; submitted, returned, approved, issued. */
#include "command/perform.h"

#include "agenda/agenda.h"
#include "award/certificate.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "close/duty_paper.h"
#include "command/belongs.h"
#include "contest/transition.h"
#include "contest/turn.h"
#include "document/document_setting.h"
#include "document/draft.h"
#include "document/draft_life.h"
#include "paper/draft_sign.h"
#include "document/paper_blank.h"
#include "document/signatory.h"
#include "document/signing.h"
#include "document/typed_figure.h"
#include "package/package.h"
#include "paper/cause_blank.h"
#include "paper/draft_call.h"
#include "paper/paper_difference.h"
#include "parse/parse_template.h"
#include "person/caller.h"
#include "person/person.h"
#include "proof/stamping.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"

#include <string.h>

/* The drafts, each with what it says otherwise than is known now. */
static struct value *with_differences(struct command_call *call, const struct value *drafts, struct err *err)
{
    struct value *list = value_list(call->arena);
    struct turn turn;
    if (!call_turn(call, &turn, err))
        return NULL;
    struct paper_differences *differences = paper_differences_open(call, &turn);
    for (size_t i = 0; i < value_len(drafts); i++) {
        struct value *draft = value_copy(call->arena, value_at(drafts, i));
        if (!paper_difference_set(differences, draft, err))
            return NULL;
        value_append(list, draft);
    }
    return list;
}

/* What each waits for from whoever asks: the act, or null. */
static struct value *with_waits(struct command_call *call, const struct value *drafts, struct err *err)
{
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(drafts); i++) {
        struct value *draft = value_copy(call->arena, value_at(drafts, i));
        const char *unit;
        if (!belongs_unit(call, value_get_text(draft, "subject", ""), &unit, err))
            return NULL;
        value_set_text(draft, "waits", draft_next_act(value_get_text(draft, "state", ""), caller_roles_for(call->caller, unit)));
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
    struct value *waiting = drafts && package ? with_waits(call, drafts, err) : drafts;
    return waiting && package ? with_differences(call, waiting, err) : waiting;
}

/* For whom whoever asks would approve it; false: for themselves, or not at all. */
static bool find_signing(const struct command_call *call, const char *unit, struct signing *ret_signing)
{
    const struct grant *grant = caller_grant(call->caller, ROLE_LEADER, unit);
    if (!grant || !grant->deputy_of)
        return false;
    *ret_signing = (struct signing){
        .signs = grant->signs ? grant->signs : "kt",
        .title = grant->title,
        .person = call->caller->name,
        .name = call->caller->full_name,
        .deputy_of = grant->deputy_of,
        .basis = grant->basis,
    };
    return true;
}

static const char *name_of(struct command_call *call, const char *person)
{
    return value_get_text(person_get(call->store, call->arena, person, NULL), "full_name", person);
}

/* {deputy_of, deputy_of_name, basis, lines, sign_name}: how the paper will be signed when this person approves it for another; null: as it stands. */
static bool add_signing(struct command_call *call, struct value *draft, struct err *err)
{
    struct signing signing;
    const char *unit;
    value_set(draft, "signs_as", value_null(call->arena));
    if (!belongs_unit(call, value_get_text(draft, "subject", ""), &unit, err))
        return false;
    const struct value *signatory = value_get(value_get(draft, "content"), "signatory");
    if (!signatory || value_get(signatory, "person") || !workflow_row(workflow_find("draft"), value_get_text(draft, "state", ""), "approve") || !find_signing(call, unit, &signing))
        return true;
    struct value *block = signing_block(call->arena, signatory, &signing, err);
    if (!block)
        return false;
    value_set_text(block, "deputy_of", signing.deputy_of);
    value_set_text(block, "deputy_of_name", name_of(call, signing.deputy_of));
    value_set_text(block, "basis", signing.basis);
    value_set(draft, "signs_as", block);
    return true;
}

/* What people are asked, and whether this person may answer now: before it is submitted, whoever may submit it. */
static bool add_blanks(struct command_call *call, const struct package *package, struct value *draft, struct err *err)
{
    unsigned roles;
    int64_t seen = 0;
    const struct document_kind *kind = package ? document_kind_of(package, value_get_text(draft, "kind", ""), NULL) : NULL;
    const char *state = value_get_text(draft, "state", "");
    const struct workflow_row *submits = workflow_row(workflow_find("draft"), state, "submit");
    if (kind && !draft_call_signers(call, package, kind, draft, err))
        return false;
    struct value *blanks = kind ? paper_blank_list(call->store, call->arena, kind, draft, &seen, err) : value_list(call->arena);
    struct value *named = blanks && (!kind || cause_blank_add(call, kind, draft, blanks, err)) && draft_call_roles(call, draft, &roles, err) ? call_actors(call, blanks, err) : NULL;
    if (!named)
        return false;
    const struct value *conflicts = kind ? typed_figure_conflicts(call->arena, kind, value_get(draft, "content"), err) : value_list(call->arena);
    if (!conflicts)
        return false;
    value_set(draft, "conflicts", conflicts);
    value_set_bool(draft, "certificates", kind && workflow_is("draft", state, WORKFLOW_ISSUED) && workflow_is("draft", state, WORKFLOW_STANDS) && certificate_is_for(package, kind));
    value_set(draft, "blanks", named);
    value_set_int(draft, "blanks_seen", seen);
    value_set_bool(draft, "fills", workflow_is("draft", state, WORKFLOW_COUNTS) && submits && (submits->roles & roles));
    return true;
}

/* What became of it, and what this person may do with it now. */
static bool add_life(struct command_call *call, struct value *draft, struct err *err)
{
    unsigned roles;
    const struct value *events = transition_history(call->store, call->arena, "draft", value_get_text(draft, "id", ""), err);
    if (!events || !draft_call_roles(call, draft, &roles, err) || !add_signing(call, draft, err))
        return false;
    struct value *named = call_actors(call, events, err);
    if (!named)
        return false;
    value_set(draft, "events", named);
    value_set(draft, "choices", workflow_choices(call->arena, workflow_find("draft"), value_get_text(draft, "state", ""), roles));
    return true;
}

struct value *command_drafts_show(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct value *one = value_list(call->arena);
    if (!call_package(call, &package, &periods, err))
        return NULL;
    struct value *draft = draft_show(call->store, call->arena, package, call_text(call, "id"), err);
    if (!draft || !add_blanks(call, package, draft, err) || !add_life(call, draft, err) || !package)
        return draft && value_get(draft, "choices") ? draft : NULL;
    value_append(one, draft);
    const struct value *with = with_differences(call, one, err);
    return with ? value_copy(call->arena, value_at(with, 0)) : NULL;
}

struct value *command_drafts_read(struct command_call *call, struct err *err)
{
    const char *bytes;
    size_t len;
    if (!draft_export(call->store, call->arena, call_text(call, "id"), &bytes, &len, err))
        return NULL;
    const struct value *read = parse_paper(call->worker, bytes, len, call->arena, err);
    return read ? value_copy(call->arena, read) : NULL;
}

/* Whoever was chosen to sign approves it, and may sign it so today. */
static bool check_chosen(const struct command_call *call, const struct value *content, const struct value *signers, struct err *err)
{
    const struct value *signatory = value_get(content, "signatory");
    const char *chosen = value_get_text(signatory, "person", ""), *name = value_get_text(signatory, "sign_name", chosen);
    return (call->caller->name && strcmp(call->caller->name, chosen) == 0 && signatory_may(signers, content)) || err_set(err, "văn bản này đã chọn người ký là %1$s, còn người đang duyệt không phải người ấy, hoặc không còn được giao làm thay; %1$s duyệt, hoặc trả lại để chọn lại người ký",
                          "%1$s was chosen to sign this paper, and whoever approves it is not, or is a deputy no more; %1$s approves it, or return it and choose another", name);
}

/* A deputy's approval puts the deputy's block on it. */
static bool sign(struct command_call *call, struct change *change, const struct value *draft, const char *act, struct value *detail, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct signing signing;
    const char *unit;
    if (strcmp(act, "approve") != 0)
        return true;
    if (!belongs_unit(call, value_get_text(draft, "subject", ""), &unit, err))
        return false;
    if (!call_contest(call, &package, &periods, err))
        return false;
    struct value *shown = draft_show(call->store, call->arena, package, value_get_text(draft, "id", ""), err);
    const struct document_kind *kind = shown ? document_kind_of(package, value_get_text(shown, "kind", ""), err) : NULL;
    if (!kind || !draft_call_signers(call, package, kind, shown, err))
        return false;
    const struct value *content = value_get(shown, "content");
    bool chosen = value_get_text(value_get(content, "signatory"), "person", NULL);
    if (chosen && !check_chosen(call, content, value_get(shown, "signers"), err))
        return false;
    if (!find_signing(call, unit, &signing))
        return true;
    value_set_text(detail, "signs", signing.signs);
    value_set_text(detail, "deputy_of", signing.deputy_of);
    value_set_text(detail, "basis", signing.basis);
    return chosen || draft_sign(change, call->arena, package, call->worker, value_get_text(draft, "id", ""), &signing, err);
}

/* What a nomination names and the records count otherwise is decided before a leader reads it. */
static bool check_typed(struct command_call *call, const char *id, const char *act, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (strcmp(act, "submit") != 0)
        return true;
    if (!call_contest(call, &package, &periods, err))
        return false;
    const struct value *draft = draft_show(call->store, call->arena, package, id, err);
    const struct document_kind *kind = draft ? document_kind_of(package, value_get_text(draft, "kind", ""), err) : NULL;
    return kind && typed_figure_check(call->arena, kind, value_get(draft, "content"), err);
}

/* Whether papers of the kind cite by number and day those by which their proposers asked, and this is one. */
static bool is_request(const struct package *package, const char *kind)
{
    for (size_t i = 0; i < value_len(package->bodies); i++)
        for (size_t j = 0; j < value_len(value_item(package->bodies, i)); j++)
            if (strcmp(value_get_text(value_at(value_item(package->bodies, i), j), "request", ""), kind) == 0)
                return true;
    return false;
}

/* Papers that cite the issued one take up its number; owed in the change that issues it. */
static bool owe_citing(struct command_call *call, struct change *change, const struct value *draft, const char *act, bool *ret_owed, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (strcmp(act, "issue") != 0)
        return true;
    if (!call_contest(call, &package, &periods, err))
        return false;
    *ret_owed = is_request(package, value_get_text(draft, "kind", ""));
    return !*ret_owed || store_do(call->store, err, QUERY_META_SET, "ti", "settle", change->sequence);
}

/* The duty that asked for the issued paper is done by it. */
static bool fulfil(struct command_call *call, struct change *change, const struct value *draft, const char *act, bool *owed, struct err *err)
{
    struct turn turn;
    bool done = false;
    if (strcmp(act, "issue") != 0)
        return true;
    if (!call_turn(call, &turn, err) || !duty_paper_issued(&turn, change, draft, &done, err))
        return false;
    *owed |= done;
    return true;
}

static bool settle(struct command_call *call, struct err *err)
{
    struct turn turn;
    return call_turn(call, &turn, err) && agenda_settle(&turn, err);
}

/* One step of its life. */
static struct value *step(struct command_call *call, const char *act, struct err *err)
{
    const char *id = call_text(call, "id"), *reason = call_text(call, "reason");
    struct draft_step made = {.id = id, .act = act, .reason = reason, .number = call_number(call, "number", 0), .day = DAY_NEVER};
    const struct value *draft = draft_find(call->store, call->arena, id, err);
    struct change change;
    bool owed = false;
    if (!draft || !draft_call_roles(call, draft, &made.roles, err) || !check_typed(call, id, act, err))
        return NULL;
    made.decision = call_text(call, "decision");
    if (call_text(call, "day"))
        made.day = call_day(call, "day");
    struct value *detail = value_map(call->arena);
    value_set_text(detail, "draft", id);
    if (!draft_call_begin(call, &change, err))
        return NULL;
    if (!draft_step(&change, call->arena, &made, err) || !sign(call, &change, draft, act, detail, err) || !owe_citing(call, &change, draft, act, &owed, err) || !fulfil(call, &change, draft, act, &owed, err) ||
        (strcmp(act, "approve") == 0 && !stamping_do(call, &change, id, detail, err)) || !change_commit(&change, detail, err)) {
        change_cancel(&change);
        return NULL;
    }
    return owed && !settle(call, err) ? NULL : draft_call_show(call, err);
}

struct value *command_drafts_submit(struct command_call *call, struct err *err)
{
    return step(call, "submit", err);
}

struct value *command_drafts_return(struct command_call *call, struct err *err)
{
    return step(call, "return", err);
}

struct value *command_drafts_approve(struct command_call *call, struct err *err)
{
    return step(call, "approve", err);
}

struct value *command_drafts_revoke(struct command_call *call, struct err *err)
{
    return step(call, "revoke", err);
}

struct value *command_drafts_issue(struct command_call *call, struct err *err)
{
    return step(call, "issue", err);
}

