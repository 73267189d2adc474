#include "amendment/proposal.h"

#include "amendment/package_trial.h"
#include "amendment/period_change.h"
#include "amendment/proposal_rule.h"
#include "amendment/record_limit.h"
#include "amendment/unit_change.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "contest/transition.h"
#include "package/package.h"
#include "parse/parse_package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

bool proposal_allowed(struct store *store, int32_t today, const struct package *base, const struct package *candidate,
                      struct problems *problems, struct err *err)
{
    proposal_compare(base, candidate, problems);
    return (problems->errors || unit_change_check(store, base, candidate, problems, err)) && period_change_check(store, today, base, candidate, problems, err) &&
           (problems->errors || record_limit_check(store, &base->types, &candidate->types, today, problems, err));
}

bool proposal_check(struct store *store, int32_t today, const struct package *base, const struct file_list *files,
                    const struct worker_settings *worker, struct arena *arena, struct problems *problems, struct proposal_candidate *ret_candidate,
                    struct err *err)
{
    struct value *facts = NULL;
    const struct package *candidate = parse_package(worker, files, arena, problems, err);
    if (!candidate)
        return false;
    if (strcmp(candidate->hash, base->hash) == 0)
        return err_set(err, "không có gì thay đổi: các tệp này đang được áp dụng",
                       "nothing changed: these files are what is in force");
    if (!problems->errors && !proposal_allowed(store, today, base, candidate, problems, err))
        return false;
    const struct package_trial_known known = {base, snapshot_criteria(store, arena, base, err)};
    if (!known.criteria)
        return false;
    package_trial(candidate, &known, worker, arena, problems, &facts);
    *ret_candidate = (struct proposal_candidate){candidate, facts};
    return problems->errors == 0;
}

static const char *id_text(struct arena *arena, int64_t id)
{
    return arena_printf(arena, "%" PRId64, id);
}

bool proposal_store(struct change *change, const struct package *base, const struct proposal_candidate *candidate,
                    const char *kind, unsigned roles, struct arena *arena, int64_t *ret_id, struct err *err)
{
    struct transition made = {.kind = "proposal", .state = WORKFLOW_NEW, .act = "propose", .roles = roles, .note = change->reason};
    if (!snapshot_keep(change, candidate->package, candidate->facts, arena, err) ||
        !store_do(change->store, err, QUERY_PROPOSAL_INSERT, "ttttitt", kind, candidate->package->hash, base->hash,
                  change->actor, change->at, change->reason, workflow_to("proposal", "propose")))
        return false;
    int64_t id = store_last_id(change->store);
    made.object = id_text(arena, id);
    if (!transition_make(change, &made, NULL, err))
        return false;
    *ret_id = id;
    return true;
}

/* The step that ends a proposal, as the table of life cycles asks for it. */
static struct transition step_of(struct arena *arena, const struct value *proposal, const char *act, unsigned roles, const char *reason)
{
    return (struct transition){.kind = "proposal",
                               .object = id_text(arena, value_get_int(proposal, "id", 0)),
                               .state = value_get_text(proposal, "state", ""),
                               .act = act,
                               .roles = roles,
                               .earlier = value_get_text(proposal, "proposed_by", NULL),
                               .note = reason};
}

bool proposal_comment(struct change *change, struct arena *arena, const struct value *proposal, unsigned roles, struct err *err)
{
    struct transition made = step_of(arena, proposal, "comment", roles, change->reason);
    return transition_make(change, &made, NULL, err);
}

bool proposal_decide(struct change *change, struct arena *arena, const struct value *proposal, const char *act, unsigned roles,
                     const struct workflow_row **ret_row, struct err *err)
{
    struct transition made = step_of(arena, proposal, act, roles, change->reason);
    return transition_make(change, &made, ret_row, err) &&
           store_do(change->store, err, QUERY_PROPOSAL_DECIDE, "ittit", value_get_int(proposal, "id", 0), workflow_to("proposal", act),
                    change->actor, change->at, change->reason);
}

bool proposal_move(struct change *change, struct arena *arena, const struct value *proposal, const struct package *base,
                   const struct proposal_candidate *candidate, const char *why, struct err *err)
{
    struct transition made = step_of(arena, proposal, "carry", ROLE_MACHINE, why);
    return transition_make(change, &made, NULL, err) && snapshot_keep(change, candidate->package, candidate->facts, arena, err) &&
           store_do(change->store, err, QUERY_PROPOSAL_MOVE, "itt", value_get_int(proposal, "id", 0), candidate->package->hash, base->hash);
}

bool proposal_supersede(struct change *change, struct arena *arena, const struct value *proposal, const char *why, struct err *err)
{
    struct transition made = step_of(arena, proposal, "supersede", ROLE_MACHINE, why);
    return transition_make(change, &made, NULL, err) &&
           store_do(change->store, err, QUERY_PROPOSAL_DECIDE, "ittit", value_get_int(proposal, "id", 0),
                    workflow_to("proposal", "supersede"), change->actor, change->at, why);
}

static struct value *for_people(struct arena *arena, const struct value *row)
{
    static const char *const instants[] = {"proposed_at", "decided_at", "carried_at"};
    struct value *proposal = value_copy(arena, row);
    for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
        const struct value *instant = value_get(row, instants[i]);
        value_set_text(proposal, instants[i],
                       value_is_null(instant) ? NULL : instant_text(arena, value_as_int(instant)));
    }
    return proposal;
}

struct value *proposal_get(struct store *store, struct arena *arena, int64_t id, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_PROPOSAL_GET, "it", id, workflow_event("proposal", "carry"));
    if (row && value_is_null(row)) {
        err_set(err, "không có đề xuất số %" PRId64 "; xem các đề xuất bằng rules list --all",
                "there is no proposal %" PRId64 "; see them with rules list --all", id);
        return NULL;
    }
    return row ? for_people(arena, row) : NULL;
}

struct value *proposal_to_decide(struct store *store, struct arena *arena, int64_t id, const char *act, unsigned roles,
                                 const char *actor, const char *reason, struct err *err)
{
    const struct workflow_row *unused;
    struct value *proposal = proposal_get(store, arena, id, err);
    if (!proposal)
        return NULL;
    struct transition step = step_of(arena, proposal, act, roles, reason);
    return transition_check(store, &step, actor, &unused, err) ? proposal : NULL;
}

struct value *proposal_list(struct store *store, struct arena *arena, bool open_only, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_PROPOSAL_LIST, "it", (int64_t)open_only, workflow_event("proposal", "carry"));
    if (!rows)
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, for_people(arena, value_at(rows, i)));
    return list;
}
