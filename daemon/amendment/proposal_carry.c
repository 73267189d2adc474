#include "amendment/proposal_carry.h"

#include "amendment/proposal_file.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "package/package.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

static const char *first_error(struct arena *arena, const struct problems *problems)
{
    for (size_t i = 0; i < problems->len; i++) {
        const struct problem *problem = &problems->items[i];
        if (problem->level == PROBLEM_ERROR)
            return problem->line ? arena_printf(arena, "%s:%d: %s", problem->file, problem->line, problem->vi)
                                 : arena_printf(arena, "%s: %s", problem->file ? problem->file : "–", problem->vi);
    }
    return "";
}

/* The proposal's own change, of the files that come in force; false: why not. */
static bool carry_over(struct turn *turn, const struct package *own, struct proposal_carry_plan *plan, struct proposal_carry *carry)
{
    struct arena *arena = turn->arena;
    struct err err = {0};
    struct problems problems;
    const struct package *before = turn->package;
    const char *touched = proposal_touched(arena, &before->files, &own->files, &plan->now->files);
    if (touched) {
        carry->why = arena_printf(arena, "bản quy tắc vừa áp dụng cũng sửa %s", touched);
        return false;
    }
    const struct file_list files = proposal_carried(arena, &before->files, &own->files, &plan->now->files);
    problems_init(&problems, arena);
    bool sound = proposal_check(turn->store, instant_day(clock_now(turn->clock)), plan->now, &files, turn->worker, arena, &problems, &carry->candidate, &err);
    carry->why = sound             ? arena_printf(arena, "bản %.12s đã áp dụng và không sửa tệp nào của đề xuất", plan->now->hash)
                 : problems.errors ? arena_printf(arena, "không còn đúng cùng bản quy tắc vừa áp dụng: %s", first_error(arena, &problems))
                                   : arena_strdup(arena, err.vi ? err.vi : "");
    err_clear(&err);
    return sound;
}

static void look_at(struct turn *turn, const struct value *row, struct proposal_carry_plan *plan)
{
    struct proposal_carry *carry = &plan->items[plan->len++];
    int64_t id = value_get_int(row, "id", 0);
    *carry = (struct proposal_carry){.proposal = row, .why = "đề xuất cho một bản quy tắc khác"};
    const struct package *own = strcmp(value_get_text(row, "base", ""), turn->package->hash) == 0
                                    ? snapshot_package(turn->store, turn->arena, value_get_text(row, "package", ""), NULL)
                                    : NULL;
    turn_progress(turn, "đang kiểm tra lại đề xuất số %" PRId64 " đang chờ", "checking proposal %" PRId64 ", which waits, again", id);
    if (!own || !carry_over(turn, own, plan, carry))
        carry->candidate = (struct proposal_candidate){0};
}

bool proposal_carry_plan(struct turn *turn, int64_t activated, const struct package *now, struct proposal_carry_plan *ret_plan,
                         struct err *err)
{
    const struct value *rows = proposal_list(turn->store, turn->arena, true, err);
    if (!rows)
        return false;
    struct proposal_carry_plan plan = {now, arena_alloc(turn->arena, (value_len(rows) + 1) * sizeof *plan.items), 0};
    for (size_t i = 0; i < value_len(rows); i++)
        if (value_get_int(value_at(rows, i), "id", 0) != activated)
            look_at(turn, value_at(rows, i), &plan);
    *ret_plan = plan;
    return true;
}

bool proposal_carry_apply(struct change *change, struct arena *arena, const struct proposal_carry_plan *plan, struct err *err)
{
    bool good = true;
    for (size_t i = 0; good && i < plan->len; i++) {
        const struct proposal_carry *carry = &plan->items[i];
        good = carry->candidate.package ? proposal_move(change, arena, carry->proposal, plan->now, &carry->candidate, carry->why, err)
                                        : proposal_supersede(change, arena, carry->proposal, carry->why, err);
    }
    return good;
}

struct value *proposal_carry_answer(struct arena *arena, const struct proposal_carry_plan *plan)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < plan->len; i++) {
        const struct proposal_carry *carry = &plan->items[i];
        struct value *row = value_map(arena);
        value_set(row, "proposal", value_get(carry->proposal, "id"));
        value_set_text(row, "event", workflow_event("proposal", carry->candidate.package ? "carry" : "supersede"));
        value_set_text(row, "why", carry->why);
        value_append(list, row);
    }
    return list;
}
