/* The units of the contest: their tree on a day, one of them through its changes. */
#include "command/perform.h"

#include "amendment/unit_history.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <stdlib.h>
#include <string.h>

struct tree {
    struct arena *arena;
    const struct package *package;
    const struct value *teams; /* that stand on the day */
    int32_t day;
    bool with_teams;
    struct value *rows;
};

static void set_day(struct value *row, struct arena *arena, const char *key, const struct value *day)
{
    value_set_text(row, key, value_is_null(day) ? NULL : day_text(arena, (int32_t)value_as_int(day)));
}

/* ---- the tree ---- */

/* The other ends of a unit's successions, and their names: who it followed by the day, or who follows it, whenever. */
static void add_successions(const struct tree *tree, struct value *row, const char *unit, bool before)
{
    const struct units *units = &tree->package->units;
    struct value *list = value_list(tree->arena), *names = value_list(tree->arena);
    for (size_t i = 0; i < units->succession_count; i++) {
        const struct succession *one = &units->successions[i];
        const char *other = before ? one->from : one->to;
        if (strcmp(before ? one->to : one->from, unit) != 0 || (before && one->on > tree->day))
            continue;
        struct value *end = value_map(tree->arena);
        const char *name = unit_at(units, other, before ? one->on - 1 : one->on)->name;
        value_set_text(end, "id", other);
        value_set_text(end, "name", name);
        value_set_text(end, "on", day_text(tree->arena, one->on));
        value_set_text(end, "kind", one->kind);
        value_set_bool(end, "main", one->main);
        value_set_text(end, "reference", one->reference);
        value_append(list, end);
        value_append(names, value_text(tree->arena, name));
    }
    value_set(row, before ? "predecessors" : "successors", list);
    value_set(row, before ? "predecessor_names" : "successor_names", names);
}

/* `unit`: of the package; NULL: a team. */
static struct value *add_row(const struct tree *tree, const char *id, const struct unit_fact *unit, int depth, const char *name, const char *title, const char *parent)
{
    enum level level = unit ? unit->level : LEVEL_TEAM;
    struct level_words words = unit ? unit_level_words(&tree->package->chain, unit) : tree->package->levels[LEVEL_TEAM];
    struct value *row = value_map(tree->arena);
    value_set_text(row, "tree", arena_printf(tree->arena, "%*s%s", 2 * depth, "", title));
    value_set_text(row, "id", id);
    value_set_text(row, "name", name);
    value_set_int(row, "depth", depth);
    value_set_text(row, "level", level_id(level));
    value_set_text(row, "level_name", words.vi);
    value_set_text(row, "level_name_en", words.en);
    value_set_text(row, "parent", parent);
    value_append(tree->rows, row);
    return row;
}

/* Where a team counts that day: its own ward, or whoever follows that; of one in a unit below a ward, that unit while it stands. */
static bool is_of(const struct tree *tree, const struct value *team, const char *unit)
{
    const char *parent = value_get_text(team, "parent", "");
    const struct unit_fact *above = unit_at(&tree->package->units, parent, tree->day);
    if (above && above->level == LEVEL_BELOW && unit_stands(&tree->package->units, parent, tree->day))
        return strcmp(parent, unit) == 0;
    const char *home = unit_home_of_team(&tree->package->units, value_get_text(team, "id", ""), value_get_text(team, "parent", NULL), tree->day);
    return home && strcmp(home, unit) == 0;
}

static int64_t add_teams(const struct tree *tree, const char *unit, int depth)
{
    int64_t count = 0;
    for (size_t i = 0; i < value_len(tree->teams); i++) {
        const struct value *team = value_at(tree->teams, i);
        const char *name = value_get_text(team, "name", "");
        if (!is_of(tree, team, unit))
            continue;
        count++;
        if (!tree->with_teams)
            continue;
        struct value *row = add_row(tree, value_get_text(team, "id", ""), NULL, depth, name, text_upper_first(tree->arena, name), unit);
        value_set(row, "code", value_get(team, "code"));
        set_day(row, tree->arena, "valid_from", value_get(team, "valid_from"));
        set_day(row, tree->arena, "valid_until", value_get(team, "valid_until"));
        value_set(row, "teams", value_null(tree->arena));
        add_successions(tree, row, "", true);
        add_successions(tree, row, "", false);
    }
    return count;
}

static bool stands(const struct tree *tree, const struct unit_fact *fact)
{
    return fact->from <= tree->day && tree->day < fact->until;
}

/* Those below a unit (NULL: below none that stands), and below them; levels go down, so it ends. */
static void add_below(const struct tree *tree, const char *parent, int depth)
{
    const struct units *units = &tree->package->units;
    for (size_t i = 0; i < units->fact_count; i++) {
        const struct unit_fact *fact = &units->facts[i];
        const char *above = fact->parent && unit_stands(units, fact->parent, tree->day) ? fact->parent : NULL;
        if (!stands(tree, fact) || (above ? !parent || strcmp(above, parent) != 0 : parent != NULL))
            continue;
        struct value *row = add_row(tree, fact->id, fact, depth, fact->name, unit_full_title(tree->arena, &tree->package->chain, fact), above);
        value_set_text(row, "code", fact->code);
        value_set_text(row, "valid_from", day_text(tree->arena, fact->from));
        value_set_text(row, "valid_until", fact->until == DAY_NEVER ? NULL : day_text(tree->arena, fact->until - 1));
        value_set_int(row, "teams", add_teams(tree, fact->id, depth + 1));
        add_successions(tree, row, fact->id, true);
        add_successions(tree, row, fact->id, false);
        add_below(tree, fact->id, depth + 1);
    }
}

struct value *command_units_tree(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    int32_t day = call_text(call, "on") ? call_day(call, "on") : instant_day(clock_now(call->clock));
    struct tree tree = {.arena = call->arena, .package = package, .day = day, .with_teams = call_flag(call, "teams"), .rows = value_list(call->arena)};
    tree.teams = store_rows(call->store, call->arena, err, QUERY_BUILTIN_TEAMS_ON, "it", (int64_t)day, level_chain_id(&package->chain, LEVEL_TEAM));
    if (!tree.teams)
        return NULL;
    add_below(&tree, NULL, 0);
    return tree.rows;
}

/* ---- a team through its rows ---- */

static bool add_event(struct command_call *call, struct value *list, const char *happened, const struct value *day, const struct value *row, const char *detail,
                      struct err *err)
{
    const struct value *act = store_row(call->store, call->arena, err, QUERY_AUDIT_ACT, "i", value_get_int(row, "from_seq", 0));
    struct value *event = value_map(call->arena);
    if (!act)
        return false;
    value_set_text(event, "happened", happened);
    set_day(event, call->arena, "day", day);
    value_set(event, "name", value_get(row, "name"));
    value_set_text(event, "detail", detail);
    static const char *const absent[] = {"other", "other_name", "reference", "proposed_by", "cause", "proposal", "undone", "undone_at", "undone_reason"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        value_set(event, absent[i], value_null(call->arena));
    value_set_bool(event, "main", false);
    value_set(event, "sequence", value_get(act, "sequence"));
    value_set_text(event, "at", instant_text(call->arena, value_get_int(act, "at", 0)));
    value_set(event, "actor", value_get(act, "actor"));
    value_set(event, "reason", value_get(act, "reason"));
    value_append(list, event);
    return true;
}

static bool add_change(struct command_call *call, struct value *list, const char *happened, const char *key, const struct value *before, const struct value *row,
                       struct err *err)
{
    const char *old = value_get_text(before, key, "–"), *new = value_get_text(row, key, "–");
    return strcmp(old, new) == 0 ||
           add_event(call, list, happened, value_get(row, "valid_from"), row, arena_printf(call->arena, "%s → %s", old, new), err);
}

/* Whether one row ends the day before the other begins. */
static bool follows(const struct value *before, const struct value *row)
{
    return before && value_get_int(before, "valid_until", DAY_NEVER) + 1 == value_get_int(row, "valid_from", 0);
}

static bool add_team_rows(struct command_call *call, const struct value *rows, struct value *list, struct err *err)
{
    const struct value *before = NULL;
    bool good = true;
    for (size_t i = 0; good && i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (!workflow_is("record", value_get_text(row, "state", ""), WORKFLOW_CLAIMS))
            continue;
        bool again = follows(before, row);
        if (before && !again)
            good = add_event(call, list, "ended", value_get(before, "valid_until"), before, NULL, err);
        good = good && (again ? add_change(call, list, "renamed", "name", before, row, err) && add_change(call, list, "moved", "parent", before, row, err)
                              : add_event(call, list, "began", value_get(row, "valid_from"), row, value_get_text(row, "parent", NULL), err));
        before = row;
    }
    return good && (!before || value_is_null(value_get(before, "valid_until")) ||
                    add_event(call, list, "ended", value_get(before, "valid_until"), before, NULL, err));
}

/* ---- a unit through its changes ---- */

static int by_day(const void *left, const void *right)
{
    const struct value *a = *(const struct value *const *)left, *b = *(const struct value *const *)right;
    int order = strcmp(value_get_text(a, "day", ""), value_get_text(b, "day", ""));
    int64_t x = value_get_int(a, "sequence", 0), y = value_get_int(b, "sequence", 0);
    return order ? order : (x > y) - (x < y);
}

/* What its rows say of a team, and what successions say that name it. */
static struct value *ordered(struct arena *arena, const struct value *list)
{
    size_t len = value_len(list);
    const struct value **events = arena_alloc(arena, (len + 1) * sizeof *events);
    struct value *result = value_list(arena);
    for (size_t i = 0; i < len; i++)
        events[i] = value_at(list, i);
    if (len)
        qsort(events, len, sizeof *events, by_day);
    for (size_t i = 0; i < len; i++)
        value_append(result, events[i]);
    return result;
}

static struct value *refuse_unknown(struct command_call *call, const struct package *package, const char *id, struct err *err)
{
    const struct units *units = &package->units;
    const char **known = arena_alloc(call->arena, (units->fact_count + 1) * sizeof *known);
    for (size_t i = 0; i < units->fact_count; i++)
        known[i] = units->facts[i].id;
    const char *near = text_nearest(id, known, units->fact_count);
    if (near)
        err_set(err, "chưa bao giờ có đơn vị hay tổ “%s”; có phải là “%s”?", "there never was a unit or team “%s”; do you mean “%s”?", id, near);
    else
        err_set(err, "chưa bao giờ có đơn vị hay tổ “%s”; xem units tree --teams", "there never was a unit or team “%s”; see units tree --teams", id);
    return NULL;
}

struct value *command_units_history(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const char *id = call_text(call, "unit");
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    struct value *list = unit_history(call->store, call->arena, id, err);
    if (!list || unit_place(&package->units, id) < package->units.fact_count)
        return list;
    const struct value *rows = store_rows(call->store, call->arena, err, QUERY_BUILTIN_UNIT_ROWS, "t", id);
    if (!rows || !add_team_rows(call, rows, list, err))
        return NULL;
    return value_len(list) ? ordered(call->arena, list) : refuse_unknown(call, package, id, err);
}
