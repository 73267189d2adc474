/* Rules changed while the contest runs: proposed, previewed, put in force, withdrawn, restored. */
#include "command/perform.h"

#include "agenda/agenda.h"
#include "agenda/due_move.h"
#include "amendment/activation.h"
#include "amendment/period_change.h"
#include "amendment/preview.h"
#include "amendment/proposal.h"
#include "amendment/proposal_file.h"
#include "amendment/quarantine_end.h"
#include "amendment/record_limit.h"
#include "amendment/type_change.h"
#include "amendment/version.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "message/message_foresee.h"
#include "package/package.h"
#include "store/change.h"
#include "studio/candidate.h"
#include "workflow/workflow.h"

#include <inttypes.h>

static void say_checked(const struct command_call *call)
{
    call_progress(call, "đang kiểm tra toàn bộ quy tắc và các mẫu văn bản", "checking all rules and templates");
}

/* The files of the call as a checked candidate; false: refused, with problems or without. */
static bool read_given(struct command_call *call, const struct package *base, struct problems *problems,
                       struct proposal_candidate *ret_candidate, struct err *err)
{
    struct file_list files;
    size_t changes;
    if (!candidate_files(call, base, problems, &files, &changes, err))
        return false;
    if (!changes)
        return err_set(err, "không có gì thay đổi: các giá trị này đang được áp dụng", "nothing changed: these values are in force");
    if (proposal_check(call->store, instant_day(clock_now(call->clock)), base, &files, call->worker, call->arena, problems, ret_candidate, err))
        return true;
    if (problems->errors)
        call_refuse(call, problems, err);
    return false;
}

static bool withdraw(struct change *change, struct arena *arena, const struct value *proposal, unsigned roles, struct err *err)
{
    return proposal_decide(change, arena, proposal, "withdraw", roles, NULL, err);
}

/* The proposal that this one goes on from is not decided any more. */
static bool end_former(struct command_call *call, struct change *change, struct err *err)
{
    int64_t onto = call_number(call, "onto", 0);
    const struct value *former = onto ? proposal_to_decide(call->store, call->arena, onto, "withdraw", call_roles(call), call->actor, change->reason, err) : NULL;
    return !onto || (former && withdraw(change, call->arena, former, call_roles(call), err));
}

/* Keeps the candidate and its proposal; the answer for people. */
static struct value *keep(struct command_call *call, const struct package *base,
                          const struct proposal_candidate *candidate, const char *kind, const char *action,
                          const struct problems *problems, struct err *err)
{
    struct change change;
    int64_t id;
    if (!change_begin(&change, call->store, clock_now(call->clock), call->actor, call->via, action,
                      call_text(call, "reason"), err))
        return NULL;
    struct value *detail = value_map(call->arena);
    value_set_text(detail, "package", candidate->package->hash);
    value_set_text(detail, "base", base->hash);
    bool good = proposal_store(&change, base, candidate, kind, call_roles(call), call->arena, &id, err) && end_former(call, &change, err);
    if (good)
        value_set_int(detail, "proposal", id);
    if (!good || !change_commit(&change, detail, err)) {
        change_cancel(&change);
        return NULL;
    }
    struct value *answer = value_copy(call->arena, detail);
    value_set(answer, "changed", proposal_changed(call->arena, &base->files, &candidate->package->files));
    value_set(answer, "params", version_params(call->arena, base, candidate->package));
    value_set(answer, "record_types", type_change_values(&base->types, &candidate->package->types, call->arena));
    value_set(answer, "problems", problems_to_value(problems, call->arena));
    return answer;
}

struct value *command_rules_propose(struct command_call *call, struct err *err)
{
    const struct package *base;
    const struct period_list *periods;
    struct proposal_candidate candidate;
    struct problems problems;
    problems_init(&problems, call->arena);
    if (!call_contest(call, &base, &periods, err))
        return NULL;
    say_checked(call);
    if (!read_given(call, base, &problems, &candidate, err))
        return NULL;
    return keep(call, base, &candidate, "proposal", "rules propose", &problems, err);
}

/* The file stays as it is in force when something was refused of the earlier one. */
static void keep_file(const struct package *base, const char *name, const struct problems *refused, struct problems *problems, struct file_list *files)
{
    if (!refused->errors)
        return;
    *files = proposal_overlay(problems->arena, files, file_find(&base->files, name), 1);
    problem_note(problems, name, 0, NULL, "giữ tệp đang áp dụng, vì không quay lại được: %1$s%2$.0s",
                 "stays as it is in force, for it cannot go back: %2$s%1$.0s", refused->items[0].vi, refused->items[0].en);
}

/* The files of an earlier version; records.ini as it is in force where stored records do not let it go back, contest.ini where days do not that were counted. */
static bool earlier_files(struct command_call *call, const struct package *base, const struct package *earlier, struct problems *problems,
                          struct file_list *ret_files, struct err *err)
{
    struct problems types, days;
    int32_t today = instant_day(clock_now(call->clock));
    problems_init(&types, call->arena);
    problems_init(&days, call->arena);
    type_change_refuse(&base->types, &earlier->types, &types);
    if (!types.errors && !record_limit_check(call->store, &base->types, &earlier->types, today, &types, err))
        return false;
    if (!period_change_check(call->store, today, base, earlier, &days, err))
        return false;
    *ret_files = earlier->files;
    keep_file(base, "records.ini", &types, problems, ret_files);
    keep_file(base, "contest.ini", &days, problems, ret_files);
    return true;
}

struct value *command_rules_restore(struct command_call *call, struct err *err)
{
    const struct package *base;
    const struct period_list *periods;
    struct version version;
    struct proposal_candidate candidate;
    struct problems problems;
    problems_init(&problems, call->arena);
    struct file_list files;
    if (!call_contest(call, &base, &periods, err) ||
        !version_find(call->store, call->arena, call_text(call, "version"), &version, err) ||
        !earlier_files(call, base, version.package, &problems, &files, err))
        return NULL;
    if (!proposal_check(call->store, instant_day(clock_now(call->clock)), base, &files, call->worker, call->arena, &problems, &candidate, err))
        return problems.errors ? call_refuse(call, &problems, err) : NULL;
    return keep(call, base, &candidate, "restore", "rules restore", &problems, err);
}

/* A proposal by its number, or files that nobody has proposed yet. */
static bool read_candidate(struct command_call *call, const struct package *base, struct proposal_candidate *ret_candidate,
                           struct err *err)
{
    struct problems problems;
    struct version version;
    problems_init(&problems, call->arena);
    int64_t proposal = call_number(call, "proposal", 0);
    say_checked(call);
    if (!proposal)
        return read_given(call, base, &problems, ret_candidate, err);
    if (!version_find(call->store, call->arena, arena_printf(call->arena, "%" PRId64, proposal), &version, err))
        return false;
    if (proposal_check(call->store, instant_day(clock_now(call->clock)), base, &version.package->files, call->worker, call->arena, &problems, ret_candidate, err))
        return true;
    if (problems.errors)
        call_refuse(call, &problems, err);
    return false;
}

struct value *command_rules_preview(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct preview preview;
    struct proposal_candidate candidate;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err) ||
        !read_candidate(call, turn.package, &candidate, err) || !preview_make(&turn, &candidate, true, &preview, err))
        return NULL;
    struct value *answer = preview_answer(call->arena, &preview);
    int64_t number = call_number(call, "proposal", 0);
    const struct value *proposal = number ? proposal_get(call->store, call->arena, number, err) : value_null(call->arena);
    if (!proposal)
        return NULL;
    value_set(answer, "carried_at", value_get(proposal, "carried_at"));
    if (!due_move_add(&turn, preview.after, preview.due_days, err))
        return NULL;
    const struct value *alerts = message_foresee_alerts(preview.after, preview.alerts, err);
    const struct value *messages = alerts ? message_foresee_routes(&turn, preview.after, err) : NULL;
    value_set(answer, "alerts", alerts);
    value_set(answer, "messages", messages);
    return messages ? answer : NULL;
}

/* The rules are in force and stay so; what decisions follow is tried again by the daemon's timer. before: the turn as it was. */
static void settle(struct turn *turn, const struct turn *before, struct value *answer)
{
    struct err err = {0};
    struct problems problems;
    struct value *due_days = value_copy(turn->arena, value_get(answer, "due_days"));
    problems_init(&problems, turn->arena);
    if (!due_move_add(before, turn, due_days, &err))
        problem_warn(&problems, NULL, 0, NULL, "đã áp dụng, nhưng không liệt kê được các hạn đã dời; xem bằng schedule: %1$s%2$.0s",
                     "in force, but the due days that moved cannot be listed; see them with schedule: %1$.0s%2$s", err.vi, err.en);
    err_clear(&err);
    value_set(answer, "due_days", due_days);
    if (!agenda_settle(turn, &err))
        problem_warn(&problems, NULL, 0, NULL,
                     "đã áp dụng, nhưng chưa dự thảo lại được văn bản, máy chủ sẽ thử lại: %1$s%2$.0s",
                     "in force, but documents could not be drafted again yet, the daemon will try again: %1$.0s%2$s",
                     err.vi, err.en);
    err_clear(&err);
    value_set(answer, "problems", problems_to_value(&problems, turn->arena));
}

struct value *command_rules_activate(struct command_call *call, struct err *err)
{
    struct turn turn, before;
    struct value *answer;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    before = turn;
    if (!activation_perform(&turn, call_number(call, "proposal", 0), call_roles(call), call_text(call, "reason"), &answer, err))
        return NULL;
    settle(&turn, &before, answer);
    return answer;
}

struct value *command_rules_release(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct value *answer;
    return call_turn(call, &turn, err) && call_contest(call, &turn.package, &turn.periods, err) &&
                   quarantine_lift(&turn, call_text(call, "criterion"), call_roles(call), call_text(call, "reason"), &answer, err)
               ? answer
               : NULL;
}

typedef bool step_make(struct change *change, struct arena *arena, const struct value *proposal, unsigned roles, struct err *err);

/* An act on a waiting proposal that asks for nothing but the reason; the proposal as it stands then. */
static struct value *take_step(struct command_call *call, const char *act, const char *action, step_make *make, struct err *err)
{
    struct change change;
    int64_t id = call_number(call, "proposal", 0);
    const char *reason = call_text(call, "reason");
    const struct value *proposal = proposal_to_decide(call->store, call->arena, id, act, call_roles(call), call->actor, reason, err);
    if (!proposal || !change_begin(&change, call->store, clock_now(call->clock), call->actor, call->via, action, reason, err))
        return NULL;
    struct value *detail = value_map(call->arena);
    value_set_int(detail, "proposal", id);
    if (!make(&change, call->arena, proposal, call_roles(call), err) || !change_commit(&change, detail, err)) {
        change_cancel(&change);
        return NULL;
    }
    return proposal_get(call->store, call->arena, id, err);
}

struct value *command_rules_comment(struct command_call *call, struct err *err)
{
    return take_step(call, "comment", "rules comment", proposal_comment, err);
}

struct value *command_rules_withdraw(struct command_call *call, struct err *err)
{
    return take_step(call, "withdraw", "rules withdraw", withdraw, err);
}
