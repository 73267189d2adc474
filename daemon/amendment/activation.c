#include "amendment/activation.h"

#include "alert/missing_return.h"
#include "alert/run_alert.h"
#include "amendment/period_move.h"
#include "amendment/preview.h"
#include "amendment/proposal.h"
#include "amendment/proposal_carry.h"
#include "amendment/quarantine_end.h"
#include "amendment/unit_record.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "contest/transition.h"
#include "contest/turn.h"
#include "duty/duty_move.h"
#include "duty/duty_return.h"
#include "package/package.h"
#include "run/run.h"
#include "store/change.h"
#include "store/record_written.h"
#include "store/store.h"

#include <inttypes.h>
#include <string.h>

/* The very files that the proposer compared with. That it takes two people is the table's (workflow/workflow_table.c). */
static bool check_base(const struct turn *turn, const struct value *proposal, struct err *err)
{
    int64_t id = value_get_int(proposal, "id", 0);
    if (strcmp(value_get_text(proposal, "base", ""), turn->package->hash) != 0)
        return err_set(err,
                       "quy tắc đang áp dụng đã đổi sau khi có đề xuất số %" PRId64 "; hãy xem lại rồi đề xuất lần nữa",
                       "the rules in force have changed since proposal %" PRId64 "; look again and propose once more",
                       id);
    return true;
}

static bool read_candidate(struct turn *turn, const char *hash, struct proposal_candidate *ret_candidate,
                           struct err *err)
{
    const struct package *package = snapshot_package(turn->store, turn->arena, hash, err);
    const struct value *criteria = package ? snapshot_criteria(turn->store, turn->arena, package, err) : NULL;
    if (!criteria)
        return false;
    struct value *facts = value_map(turn->arena);
    for (size_t i = 0; i < value_len(criteria); i++)
        for (const struct criterion_source *version = &package->criteria[i]; version; version = version->next)
            value_set(facts, version->name, snapshot_criterion_facts(value_at(criteria, i), version->from));
    *ret_candidate = (struct proposal_candidate){package, facts};
    return true;
}

/* What was done since it was proposed (a run, a seal, a record) may forbid what was allowed then. */
static bool check_allowed(const struct turn *turn, const struct package *candidate, struct err *err)
{
    struct problems problems;
    problems_init(&problems, turn->arena);
    if (!proposal_allowed(turn->store, instant_day(clock_now(turn->clock)), turn->package, candidate, &problems, err))
        return false;
    for (size_t i = 0; i < problems.len; i++) {
        const struct problem *problem = &problems.items[i];
        if (problem->level == PROBLEM_ERROR)
            return err_set(err, "không đưa vào áp dụng: %1$s:%2$d: %3$s: %4$s%5$.0s", "not put in force: %1$s:%2$d: %3$s: %5$s%4$.0s", problem->file,
                           problem->line, problem->column ? problem->column : "–", problem->vi, problem->en);
    }
    return true;
}

/* A bad version never replaces a good one: a criterion that gave figures must give figures again. */
static bool check_failures(const struct preview *preview, struct err *err)
{
    for (size_t i = 0; i < preview->len; i++) {
        const struct preview_run *run = &preview->runs[i];
        for (size_t j = 0; j < value_len(run->merged.receipt); j++) {
            const char *criterion = value_key(run->merged.receipt, j);
            const struct value *error = value_get(value_item(run->merged.receipt, j), "error");
            const struct value *before = value_get(run->before, criterion);
            if (error && !value_get(before, "error"))
                return err_set(err, "không đưa vào áp dụng: chỉ tiêu %1$s bị lỗi khi tính %2$s: %3$s%4$.0s",
                               "not put in force: criterion %1$s fails for %2$s: %4$s%3$.0s", criterion,
                               run->note.period->id, value_get_text(error, "vi", "?"), value_get_text(error, "en", "?"));
        }
    }
    return true;
}

static bool write_runs(struct change *change, struct preview *preview, struct err *err)
{
    for (size_t i = 0; i < preview->len; i++) {
        struct preview_run *run = &preview->runs[i];
        int64_t id;
        if (!run_write(preview->after, change, &run->note, &run->merged, &id, err) ||
            !run_alert_follow(preview->after, change, preview->criteria, &run->note, &run->merged, err))
            return false;
    }
    return true;
}

struct activation {
    struct turn *turn;
    struct change *change;
    const struct value *proposal;
    struct preview *preview;
    const struct proposal_carry_plan *carried;
    struct value *detail; /* of the audit row */
};

/* The rows of units.csv are records, and hashed as an import's are. */
static bool write_units(const struct activation *activation, struct err *err)
{
    struct turn *turn = activation->turn;
    const struct package *package = activation->preview->after->package;
    int64_t count;
    if (!unit_record_write(activation->change, turn->package, package, turn->arena, &count, err))
        return false;
    struct value *records = count ? record_written(turn->store, &package->types, activation->change->sequence, turn->arena, err) : NULL;
    if (records)
        value_set(activation->detail, "records", records);
    return !count || records;
}

/* What follows the act “activate”. */
static bool put_in_force(void *room, struct err *err)
{
    const struct activation *activation = room;
    struct turn *turn = activation->turn;
    struct change *change = activation->change;
    struct preview *preview = activation->preview;
    const struct package *package = preview->after->package;
    const struct snapshot_cause cause = {.name = value_get_text(activation->proposal, "kind", "proposal"),
                                         .previous = turn->package->hash,
                                         .proposal = value_get_int(activation->proposal, "id", 0),
                                         .reason = change->reason};
    return snapshot_enforce(change, package, &cause, turn->arena, err) && write_units(activation, err) &&
           proposal_carry_apply(change, turn->arena, activation->carried, err) && write_runs(change, preview, err) &&
           quarantine_release(preview->after, change, package, err) &&
           period_move_apply(change, turn->arena, turn->periods, preview->after->periods, err) &&
           duty_move_apply(change, preview->after, preview->due_days, err) && duty_return_apply(change, preview->after, turn->package, err) &&
           missing_return_follow(preview->after, change, err) &&
           store_do(turn->store, err, QUERY_META_SET, "ti", "settle", change->sequence);
}

static const struct transition_effect effects[] = {{"put_in_force", put_in_force}};

static bool write_all(struct activation *activation, unsigned roles, struct err *err)
{
    const struct workflow_row *row;
    return proposal_decide(activation->change, activation->turn->arena, activation->proposal, "activate", roles, &row, err) &&
           transition_follow(row, effects, LEN(effects), activation, err);
}

static struct value *detail_of(struct turn *turn, const struct value *proposal, const struct preview *preview)
{
    struct value *detail = value_map(turn->arena);
    value_set_int(detail, "proposal", value_get_int(proposal, "id", 0));
    value_set_text(detail, "proposed_by", value_get_text(proposal, "proposed_by", ""));
    value_set_text(detail, "package", preview->after->package->hash);
    value_set_text(detail, "previous", turn->package->hash);
    value_set_int(detail, "runs", (int64_t)preview->len);
    value_set_int(detail, "flips", (int64_t)preview->flips);
    value_set_int(detail, "alerts", (int64_t)value_len(preview->alerts));
    return detail;
}

bool activation_perform(struct turn *turn, int64_t id, unsigned roles, const char *reason, struct value **ret_answer,
                        struct err *err)
{
    struct proposal_candidate candidate;
    struct preview preview;
    struct proposal_carry_plan carried;
    struct change change;
    const struct value *proposal = proposal_to_decide(turn->store, turn->arena, id, "activate", roles, turn->actor, reason, err);
    if (!proposal || !check_base(turn, proposal, err) ||
        !read_candidate(turn, value_get_text(proposal, "package", ""), &candidate, err) ||
        !check_allowed(turn, candidate.package, err) || !preview_make(turn, &candidate, false, &preview, err) || !check_failures(&preview, err) ||
        !proposal_carry_plan(turn, id, candidate.package, &carried, err) ||
        !change_begin(&change, turn->store, clock_now(turn->clock), turn->actor, turn->via, "rules activate",
                      reason ? reason : value_get_text(proposal, "reason", NULL), err))
        return false;
    struct value *answer = preview_answer(turn->arena, &preview), *detail = detail_of(turn, proposal, &preview);
    value_set_int(answer, "proposal", id);
    value_set_int(answer, "sequence", change.sequence);
    value_set(answer, "waiting", proposal_carry_answer(turn->arena, &carried));
    bool good = write_all(&(struct activation){turn, &change, proposal, &preview, &carried, detail}, roles, err);
    if (!turn_end(turn, &change, good, detail, err))
        return false;
    turn->package = preview.after->package;
    turn->periods = preview.after->periods;
    *ret_answer = answer;
    return true;
}

struct value *activation_list(struct store *store, struct arena *arena, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_ACTIVATION_LIST, "");
    if (!rows)
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(arena, value_at(rows, i));
        value_set_text(row, "at", instant_text(arena, value_get_int(row, "at", 0)));
        value_append(list, row);
    }
    return list;
}
