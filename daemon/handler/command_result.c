/* Results read back: as a list, as boards, ranked and side by side; what open periods say so far. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/belongs.h"
#include "command/dispatch.h"
#include "document/draft.h"
#include "package/package.h"
#include "record/level.h"
#include "run/brief.h"
#include "run/comparison.h"
#include "run/live.h"
#include "run/ranking.h"
#include "run/result.h"
#include "run/roster.h"
#include "run/stored_run.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <inttypes.h>

/* What rows are marked with: a level that the package calls its own way, by its role. */
static const char *level_role(const struct package *package, const char *level)
{
    enum level role = level ? level_chain_parse(&package->chain, level) : LEVEL_NONE;
    return role ? level_id(role) : level;
}

struct value *command_results(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const char *stage = call_text(call, "stage");
    struct result_filter filter = {
        .period = call_text(call, "period"),
        .stage = stage ? stage : "final",
        .criterion = call_text(call, "criterion"),
        .subject = call_text(call, "subject"),
        .today = instant_day(clock_now(call->clock)),
    };
    if (!call_package(call, &package, &periods, err))
        return NULL;
    if (!package && !filter.period && !filter.criterion && !filter.subject)
        return value_list(call->arena);
    if (!call_contest(call, &package, &periods, err)) /* without a contest nothing can be named */
        return NULL;
    filter.level = level_role(package, call_text(call, "level"));
    return result_list(call->store, call->arena, package, periods, &filter, err);
}

/* Which board: the period and stage asked for, what is not said by the run made last. */
static bool choose_board(struct command_call *call, const char **ret_period, const char **ret_stage,
                         struct err *err)
{
    const char *period = call_text(call, "period"), *stage = call_text(call, "stage");
    const struct value *newest =
        store_row(call->store, call->arena, err, QUERY_RUN_NEWEST, "tt", period, stage);
    if (!newest)
        return false;
    if (value_is_null(newest))
        return err_set(err, "chưa có lần tính nào như thế; hãy tính bằng “thiduactl evaluate KỲ”",
                       "there is no such run yet; make one with “thiduactl evaluate PERIOD”");
    *ret_period = value_get_text(newest, "period", "");
    *ret_stage = value_get_text(newest, "stage", "");
    return true;
}

/* The period of its kind that came before and has a run; NULL: there is none. */
static bool find_previous(struct command_call *call, const struct period_list *periods, const char *id, const struct period **ret_previous, struct err *err)
{
    const struct period *own = period_find(periods, id);
    *ret_previous = NULL;
    for (const struct period *period = own; period && period-- > periods->items;) {
        const struct value *run = period->kind == own->kind ? stored_run_head(call->store, call->arena, period->id, err) : value_null(call->arena);
        if (!run)
            return false;
        if (value_is_null(run))
            continue;
        *ret_previous = period;
        return true;
    }
    return true;
}

static struct value *previous_value(struct command_call *call, const struct period *previous)
{
    struct value *map = value_map(call->arena);
    if (!previous)
        return value_null(call->arena);
    value_set_text(map, "period", previous->id);
    value_set_text(map, "title", period_title(previous, call->arena));
    return map;
}

/* against NULL: as it is. */
static struct value *board_against(struct command_call *call, const struct package *package, const struct period_list *periods,
                                   const struct value *board, const char *against, struct err *err)
{
    const struct value *run = stored_run_head(call->store, call->arena, against, err);
    if (!run)
        return NULL;
    if (value_is_null(run)) {
        err_set(err, "kỳ “%s” chưa có lần tính nào để so; chọn kỳ khác, xem contest show", "period “%s” has no run to compare with yet; choose another, see contest show", against);
        return NULL;
    }
    const struct value *before = result_board(call->store, call->arena, package, periods, against, value_get_text(run, "stage", ""), err);
    return before ? comparison_against(call->arena, board, before) : NULL;
}

static struct value *asked_value(const struct command_call *call)
{
    static const char *const names[] = {"units", "period", "stage", "against", "find", "sort"};
    struct value *asked = value_map(call->arena);
    for (size_t i = 0; i < LEN(names); i++)
        if (call_text(call, names[i]))
            value_set_text(asked, names[i], call_text(call, names[i]));
    return asked;
}

/* The board that the call asks for, with what it asked, the period before it; against the one that is asked for, or, where so is said, against that before. */
static struct value *read_board(struct command_call *call, bool against_previous, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const struct period *previous;
    const char *period = NULL, *stage = NULL, *against = call_text(call, "against");
    if (!call_contest(call, &package, &periods, err) || !choose_board(call, &period, &stage, err) ||
        !find_previous(call, periods, period, &previous, err))
        return NULL;
    struct value *board = result_board(call->store, call->arena, package, periods, period, stage, err);
    if (!board)
        return NULL;
    value_set(board, "asked", asked_value(call));
    value_set(board, "previous", previous_value(call, previous));
    value_set(board, "against", value_null(call->arena));
    if (!against && against_previous && previous)
        against = previous->id;
    return against ? board_against(call, package, periods, board, against, err) : board;
}

struct value *command_board(struct command_call *call, struct err *err)
{
    return read_board(call, false, err);
}

struct value *command_ranking(struct command_call *call, struct err *err)
{
    const struct value *board = read_board(call, false, err);
    return board ? ranking_of(call->arena, board) : NULL;
}

struct value *command_compare(struct command_call *call, struct err *err)
{
    const struct value *board = read_board(call, false, err);
    return board ? comparison_of_units(call->arena, board, call_text(call, "units"), err) : NULL;
}

/* Papers that wait for a leader to approve them. */
static struct value *papers_asked(struct command_call *call, const struct package *package, struct err *err)
{
    static const char *const keys[] = {"id", "kind", "title", "subject", "phase"};
    const struct workflow *workflow = workflow_find("draft");
    const struct value *made = draft_list(call->store, call->arena, package, NULL, err);
    const struct value *drafts = made ? belongs_visible(call, made, "subject", err) : NULL;
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(drafts); i++) {
        const struct value *draft = value_at(drafts, i);
        if (!workflow_row(workflow, value_get_text(draft, "state", ""), "approve"))
            continue;
        struct value *paper = value_map(call->arena);
        for (size_t k = 0; k < LEN(keys); k++)
            value_set(paper, keys[k], value_get(draft, keys[k]));
        value_append(list, paper);
    }
    return drafts ? list : NULL;
}

struct value *command_brief(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const struct value *board = read_board(call, true, err);
    if (!board || !call_contest(call, &package, &periods, err))
        return NULL;
    struct value *brief = brief_of(call->arena, board);
    const struct value *papers = papers_asked(call, package, err);
    if (!papers)
        return NULL;
    value_set(brief, "papers", papers);
    return brief;
}

struct value *command_trend(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    return result_trend(call->store, call->arena, package, periods, call_text(call, "subject"), err);
}

struct value *command_unit(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    int32_t day = instant_day(clock_now(call->clock));
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    if (call_text(call, "period")) {
        const struct period *period = call_period(call, periods, "period", err);
        if (!period)
            return NULL;
        day = period->until - 1;
    }
    return roster_of(call->store, call->arena, package, periods, call_text(call, "subject"), day, err);
}

/* ---- open periods ---- */

struct value *command_live(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const struct live_filter filter = {.period = call_text(call, "period"), .unit = call_text(call, "unit"), .today = instant_day(clock_now(call->clock))};
    if (!call_contest(call, &package, &periods, err) || (filter.period && !call_period(call, periods, "period", err)))
        return NULL;
    return live_list(call->store, call->arena, package, periods, &filter, err);
}

enum { CLOCK_SECONDS = 600 }; /* what waits and is overdue is said anew so often, though no change was made */

const char *command_version(struct command_call *call, struct err *err)
{
    int64_t sequence, now = clock_now(call->clock);
    if (!change_version(call->store, &sequence, err))
        return NULL;
    const char *live = live_version(call->store, call->arena, err);
    return live ? arena_printf(call->arena, "%" PRId64 ", %s, %" PRId32 ", %" PRId64, sequence, live, instant_day(now), now / CLOCK_SECONDS) : NULL;
}
