/* Records of the wrong unit: one is moved to the right one; those that another unit's file took over in the past are listed. A team
 * goes to another ward, a member to another team. */
#include "command/perform.h"

#include "agenda/agenda.h"
#include "agenda/owed_run.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "contest/record_taken.h"
#include "import/life_move.h"
#include "import/record_move.h"
#include "package/package.h"
#include "record/record_key.h"
#include "store/change.h"
#include "store/record_digest.h"
#include "workflow/workflow.h"

struct value *command_records_moved(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    return call_contest(call, &package, &periods, err) ? record_taken_list(call->store, &package->types, call->arena, err) : NULL;
}

static bool commit(struct command_call *call, struct turn *turn, struct change *change, const struct record_type *type,
                   struct value *moved, const struct import_outcome *outcome, struct err *err)
{
    struct value *detail = value_map(call->arena), *records = value_map(call->arena);
    if (!record_digest_add(change->store, type, change->sequence, call->arena, records, err) ||
        !owed_run_note(turn, change, outcome->touched, (int)outcome->touched_count, err))
        return false;
    value_set_int(detail, "added", outcome->added);
    value_set_int(detail, "corrected", outcome->corrected);
    value_set(detail, "moved", moved);
    value_set(detail, "records", records);
    return change_commit(change, detail, err);
}

/* Everything between the begin and the end of the change. NULL: it was cancelled (err), nothing happened. */
static struct value *move(struct command_call *call, struct turn *turn, struct change *change, const struct record_type *type,
                          const struct cell *key, struct problems *problems, struct err *err)
{
    struct import_outcome outcome = {0};
    const char *to = NULL;
    const struct import_call asked = {.change = change, .package = turn->package, .periods = turn->periods,
                                      .roles = WORKFLOW_ADMINISTRATOR, .today = instant_day(clock_now(call->clock)),
                                      .reason = call_text(call, "reason")};
    if (!record_move(&asked, type, key, call_text(call, "to"), call->arena, problems, &to, &outcome, err))
        return NULL;
    if (problems->errors)
        return call_refuse(call, problems, err);
    struct value *moved = value_map(call->arena);
    value_set_text(moved, "type", type->name);
    value_set_text(moved, "from", record_key_show(call->arena, type, key));
    value_set_text(moved, "to", to);
    return commit(call, turn, change, type, moved, &outcome, err) && agenda_settle(turn, err) ? moved : NULL;
}

struct value *command_records_move(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct change change;
    struct cell *key;
    struct problems problems;
    problems_init(&problems, call->arena);
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    const struct record_type *type = call_type(call, turn.package, call_text(call, "type"), err);
    if (!type || !record_key_read(call->arena, type, call_text(call, "key"), &key, err) ||
        !change_begin(&change, call->store, clock_now(call->clock), call->actor, call->via, "records move", call_text(call, "reason"), err))
        return NULL;
    struct value *answer = move(call, &turn, &change, type, key, &problems, err);
    change_cancel(&change);
    if (!answer)
        return NULL;
    problems_sort(&problems);
    value_set(answer, "problems", problems_to_value(&problems, call->arena));
    return answer;
}

/* ---- a team goes to another ward, a member to another team ---- */

static struct value *life_answer(struct command_call *call, const struct import_outcome *outcome, bool written)
{
    struct value *map = value_map(call->arena);
    value_set_int(map, "read", outcome->read);
    value_set_int(map, "added", outcome->added);
    value_set_int(map, "corrected", outcome->corrected);
    value_set_int(map, "unchanged", outcome->unchanged);
    value_set_bool(map, "dry_run", call_flag(call, "dry-run"));
    value_set_bool(map, "written", written);
    return map;
}

/* Everything between the begin and the end of the change. NULL: it was cancelled (err), nothing happened. */
static struct value *change_life(struct command_call *call, struct turn *turn, struct change *change, const struct record_type *type,
                                 const struct life_move *asked, struct problems *problems, struct err *err)
{
    struct import_outcome outcome = {0};
    const struct import_call import = {.change = change, .package = turn->package, .periods = turn->periods,
                                       .roles = WORKFLOW_ADMINISTRATOR, .today = instant_day(clock_now(call->clock)),
                                       .reason = call_text(call, "reason")};
    if (!life_move(&import, asked, call->arena, problems, &outcome, err))
        return NULL;
    if (call_flag(call, "dry-run")) {
        change_cancel(change);
        return life_answer(call, &outcome, false);
    }
    if (problems->errors)
        return call_refuse(call, problems, err);
    struct value *moved = value_map(call->arena);
    value_set_text(moved, "type", type->name);
    value_set_text(moved, "subject", asked->subject);
    value_set_text(moved, "to", asked->to);
    value_set_text(moved, "on", call_text(call, "on"));
    return commit(call, turn, change, type, moved, &outcome, err) && agenda_settle(turn, err) ? life_answer(call, &outcome, true) : NULL;
}

static struct value *act(struct command_call *call, const struct life_move *asked, struct err *err)
{
    struct turn turn;
    struct change change;
    struct problems problems;
    problems_init(&problems, call->arena);
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    const struct record_type *type = call_type(call, turn.package, asked->type, err);
    if (!type || !change_begin(&change, call->store, clock_now(call->clock), call->actor, call->via, asked->source,
                               call_text(call, "reason"), err))
        return NULL;
    struct value *answer = change_life(call, &turn, &change, type, asked, &problems, err);
    change_cancel(&change);
    if (!answer)
        return NULL;
    problems_sort(&problems);
    value_set(answer, "problems", problems_to_value(&problems, call->arena));
    return answer;
}

struct value *command_units_move(struct command_call *call, struct err *err)
{
    const struct life_move asked = {.type = "unit", .subject = call_text(call, "team"), .place = "parent",
                                    .to = call_text(call, "to"), .on = call_day(call, "on"), .source = "units move"};
    return act(call, &asked, err);
}

struct value *command_members_move(struct command_call *call, struct err *err)
{
    const struct life_move asked = {.type = "member", .subject = call_text(call, "member"), .place = "team",
                                    .to = call_text(call, "to"), .on = call_day(call, "on"), .source = "members move"};
    return act(call, &asked, err);
}
