#include "run/roster.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "run/result.h"
#include "store/store.h"

#include <string.h>

/* What every part needs. */
struct roster {
    struct store *store;
    struct arena *arena;
    const struct package *package;
    const struct period_list *periods;
    int32_t day;
};

static void set_day(struct value *map, struct arena *arena, const char *key, const struct value *day)
{
    value_set_text(map, key, value_is_null(day) ? NULL : day_text(arena, (int32_t)value_as_int(day)));
}

static char *json_list(struct arena *arena, const struct value *list)
{
    struct buffer text = {0};
    json_write(&text, list);
    return buffer_take(&text, arena);
}

/* ---- the unit itself ---- */

static void set_level(struct value *answer, enum level level, struct level_words words)
{
    value_set_text(answer, "level", level_id(level));
    value_set_text(answer, "level_name", words.vi);
    value_set_text(answer, "level_name_en", words.en);
}

static void set_parent(struct value *answer, const struct roster *roster, const char *parent)
{
    const struct unit_fact *unit = parent ? unit_at(&roster->package->units, parent, roster->day) : NULL;
    value_set_text(answer, "parent", parent);
    value_set_text(answer, "parent_name", unit ? unit->name : parent);
}

/* The other ends of the successions that this unit is one end of. */
static struct value *succession_list(const struct roster *roster, const char *subject, bool before)
{
    const struct units *units = &roster->package->units;
    struct value *list = value_list(roster->arena);
    for (size_t i = 0; i < units->succession_count; i++) {
        const struct succession *succession = &units->successions[i];
        const char *own = before ? succession->to : succession->from, *other = before ? succession->from : succession->to;
        const struct unit_fact *unit = other ? unit_at(units, other, succession->on - before) : NULL;
        if (!own || !unit || strcmp(own, subject) != 0)
            continue;
        struct value *entry = value_map(roster->arena);
        value_set_text(entry, "id", other);
        value_set_text(entry, "name", unit->name);
        value_set_text(entry, "on", day_text(roster->arena, succession->on));
        /* A day is not told of an act of later: what ends the unit is cited from its last day on. */
        value_set_text(entry, "reference", succession->on <= roster->day + 1 ? succession->reference : NULL);
        value_append(list, entry);
    }
    return list;
}

static void set_package_unit(struct value *answer, const struct roster *roster, const struct unit_fact *unit)
{
    value_set_text(answer, "name", unit->name);
    set_level(answer, unit->level, unit_level_words(&roster->package->chain, unit));
    set_parent(answer, roster, unit->parent);
    value_set_text(answer, "code", unit->code);
    value_set_text(answer, "valid_from", day_text(roster->arena, unit->from));
    value_set_text(answer, "valid_until", unit->until == DAY_NEVER ? NULL : day_text(roster->arena, unit->until - 1));
}

static void set_team(struct value *answer, const struct roster *roster, const struct value *team)
{
    value_set(answer, "name", value_get(team, "name"));
    set_level(answer, LEVEL_TEAM, roster->package->levels[LEVEL_TEAM]);
    set_parent(answer, roster, value_get_text(team, "parent", NULL));
    value_set_text(answer, "code", NULL);
    set_day(answer, roster->arena, "valid_from", value_get(team, "valid_from"));
    set_day(answer, roster->arena, "valid_until", value_get(team, "valid_until"));
}

/* What a level is called, of a person what the record type is: the contest's words. */
static void set_member(struct value *answer, const struct roster *roster, const struct record_type *type, const struct value *member)
{
    value_set(answer, "name", value_get(member, "name"));
    value_set_text(answer, "level", level_id(LEVEL_MEMBER));
    value_set_text(answer, "level_name", type->title);
    value_set_text(answer, "level_name_en", type->title);
    value_set(answer, "parent", value_get(member, "parent"));
    value_set(answer, "parent_name", value_get(member, "parent_name"));
    value_set_text(answer, "code", NULL);
    set_day(answer, roster->arena, "valid_from", value_get(member, "valid_from"));
    set_day(answer, roster->arena, "valid_until", value_get(member, "valid_until"));
}

static bool refuse(const struct roster *roster, const char *subject, struct err *err)
{
    const struct units *units = &roster->package->units;
    const char **known = arena_alloc(roster->arena, (units->fact_count + 1) * sizeof *known);
    for (size_t i = 0; i < units->fact_count; i++)
        known[i] = units->facts[i].id;
    const char *near = text_nearest(subject, known, units->fact_count);
    return near ? err_set(err, "không có đơn vị “%s”; có phải là “%s”?", "there is no unit “%s”; do you mean “%s”?",
                          subject, near)
                : err_set(err, "không có đơn vị “%s”; xem các đơn vị trong board", "there is no unit “%s”; see those of board",
                          subject);
}

static bool add_unit(struct value *answer, const struct roster *roster, const char *subject, struct err *err)
{
    const struct unit_fact *unit = unit_at(&roster->package->units, subject, roster->day);
    value_set_text(answer, "subject", subject);
    value_set(answer, "predecessors", succession_list(roster, subject, true));
    value_set(answer, "successors", succession_list(roster, subject, false));
    value_set_text(answer, "day", day_text(roster->arena, roster->day));
    if (unit) {
        set_package_unit(answer, roster, unit);
        return true;
    }
    const struct value *team = store_row(roster->store, roster->arena, err, QUERY_BUILTIN_ROSTER_UNIT, "tit", subject,
                                         (int64_t)roster->day, level_chain_id(&roster->package->chain, LEVEL_TEAM));
    if (!team)
        return false;
    if (!value_is_null(team)) {
        set_team(answer, roster, team);
        return true;
    }
    const struct record_type *type = record_type_find(&roster->package->types, "member");
    const struct value *member = type ? store_row(roster->store, roster->arena, err, QUERY_BUILTIN_ROSTER_MEMBER, "ti", subject, (int64_t)roster->day) : team;
    if (!member || value_is_null(member))
        return member && refuse(roster, subject, err);
    set_member(answer, roster, type, member);
    return true;
}

/* ---- members ---- */

/* The rows of HOUSE_ROSTER_MEMBERS; none in a contest without members. */
static const struct value *read_members(const struct roster *roster, const struct value *teams, struct err *err)
{
    if (!record_type_find(&roster->package->types, "member"))
        return value_list(roster->arena);
    return store_rows(roster->store, roster->arena, err, QUERY_BUILTIN_ROSTER_MEMBERS, "ti",
                      json_list(roster->arena, teams), (int64_t)roster->day);
}

/* Whether there are results of members at all, so that a page leads to each. */
static bool add_persons(struct value *answer, const struct roster *roster, struct err *err)
{
    bool any = false;
    const struct value *criteria = snapshot_criteria(roster->store, roster->arena, roster->package, err);
    for (size_t i = 0; i < value_len(criteria); i++)
        any = any || strcmp(value_get_text(value_get(value_at(criteria, i), "facts"), "subject", ""), LEVEL_MEMBER_ID) == 0;
    value_set_bool(answer, "persons", any);
    return criteria != NULL;
}

static bool add_members(struct value *answer, const struct roster *roster, const char *subject, struct err *err)
{
    struct value *teams = value_list(roster->arena), *list = value_list(roster->arena);
    value_append(teams, value_text(roster->arena, subject));
    const struct value *rows = read_members(roster, teams, err);
    const struct record_type *type = record_type_find(&roster->package->types, "member");
    const struct field *role = type ? record_field(type, "role") : NULL;
    const struct value *titles = role ? field_word_titles(role, roster->arena) : NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        struct value *member = value_map(roster->arena);
        const char *word = value_get_text(row, "role", NULL);
        value_set(member, "id", value_get(row, "id"));
        value_set(member, "name", value_get(row, "name"));
        value_set_text(member, "role", word);
        value_set_text(member, "role_title", word ? value_get_text(titles, word, word) : NULL);
        set_day(member, roster->arena, "valid_from", value_get(row, "valid_from"));
        set_day(member, roster->arena, "valid_until", value_get(row, "valid_until"));
        value_append(list, member);
    }
    value_set(answer, "members", list);
    return rows && add_persons(answer, roster, err);
}

/* ---- teams ---- */

static void add_origin(struct value *list, const struct roster *roster, const char *unit)
{
    const struct units *units = &roster->package->units;
    value_append(list, value_text(roster->arena, unit));
    for (size_t i = 0; i < units->fact_count; i++)
        if (units->facts[i].level == LEVEL_BELOW && text_same(units->facts[i].parent, unit))
            add_origin(list, roster, units->facts[i].id);
}

/* Itself and its predecessors, and what ever was a unit below one of them. */
static struct value *origins_of(const struct roster *roster, const char *subject)
{
    struct value *list = value_list(roster->arena);
    for (const char **origins = unit_origins(&roster->package->units, subject, roster->day, roster->arena); *origins; origins++)
        add_origin(list, roster, *origins);
    return list;
}

/* Whether a team of one of them counts with the unit: it is its own, or came over with its ward. */
static bool counts_with(const struct roster *roster, const struct value *team, const char *subject)
{
    const char *parent = value_get_text(team, "parent", ""), *home = unit_home_of_team(&roster->package->units, value_get_text(team, "id", ""), parent, roster->day);
    return strcmp(parent, subject) == 0 || (home && strcmp(home, subject) == 0);
}

static const struct value *read_teams(const struct roster *roster, const char *subject, struct err *err)
{
    const struct value *rows = store_rows(roster->store, roster->arena, err, QUERY_BUILTIN_ROSTER_TEAMS, "tit",
                                          json_list(roster->arena, origins_of(roster, subject)), (int64_t)roster->day,
                                          level_chain_id(&roster->package->chain, LEVEL_TEAM));
    struct value *teams = value_list(roster->arena);
    for (size_t i = 0; i < value_len(rows); i++)
        if (counts_with(roster, value_at(rows, i), subject))
            value_append(teams, value_at(rows, i));
    return rows ? teams : NULL;
}

static int64_t count_of(const struct value *members, const char *team)
{
    int64_t count = 0;
    for (size_t i = 0; i < value_len(members); i++)
        count += strcmp(value_get_text(value_at(members, i), "team", ""), team) == 0;
    return count;
}

static void add_months(struct value *months, struct arena *arena, const struct value *criterion)
{
    static const char *const keys[] = {"period", "title", "short", "stage", "value", "verdict", "standing",
                                       "sealed", "differs", "why", "why_text", "why_text_en"};
    const struct value *points = value_get(criterion, "points");
    for (size_t i = 0; i < value_len(points); i++) {
        struct value *month = value_map(arena);
        value_set(month, "criterion", value_get(criterion, "id"));
        for (size_t k = 0; k < LEN(keys); k++)
            value_set(month, keys[k], value_get(value_at(points, i), keys[k]));
        value_append(months, month);
    }
}

static bool is_listed(const struct value *criteria, const struct value *criterion)
{
    for (size_t i = 0; i < value_len(criteria); i++)
        if (value_equal(value_get(value_at(criteria, i), "id"), value_get(criterion, "id")))
            return true;
    return false;
}

/* What a team's months were, and which criteria speak of teams. */
static struct value *months_of(const struct roster *roster, const struct value *trend, struct value *criteria)
{
    struct value *months = value_list(roster->arena);
    const struct value *lines = value_get(trend, "criteria");
    for (size_t i = 0; i < value_len(lines); i++) {
        const struct value *line = value_at(lines, i);
        if (!value_len(value_get(line, "points")))
            continue;
        add_months(months, roster->arena, line);
        if (is_listed(criteria, line))
            continue;
        struct value *entry = value_map(roster->arena);
        value_set(entry, "id", value_get(line, "id"));
        value_set(entry, "title", value_get(line, "title"));
        value_append(criteria, entry);
    }
    return months;
}

static bool add_teams(struct value *answer, const struct roster *roster, const char *subject, struct err *err)
{
    struct arena *arena = roster->arena;
    struct value *list = value_list(arena), *ids = value_list(arena), *criteria = value_list(arena);
    const struct value *teams = read_teams(roster, subject, err);
    for (size_t i = 0; i < value_len(teams); i++)
        value_append(ids, value_get(value_at(teams, i), "id"));
    const struct value *members = teams ? read_members(roster, ids, err) : NULL;
    const struct value *trends =
        members ? result_trends(roster->store, arena, roster->package, roster->periods, ids, err) : NULL;
    for (size_t i = 0; trends && i < value_len(teams); i++) {
        const struct value *row = value_at(teams, i);
        struct value *team = value_map(arena);
        value_set(team, "id", value_get(row, "id"));
        value_set(team, "name", value_get(row, "name"));
        set_day(team, arena, "valid_from", value_get(row, "valid_from"));
        set_day(team, arena, "valid_until", value_get(row, "valid_until"));
        value_set_int(team, "members", count_of(members, value_get_text(row, "id", "")));
        value_set(team, "months", months_of(roster, value_at(trends, i), criteria));
        value_append(list, team);
    }
    value_set(answer, "criteria", criteria);
    value_set(answer, "teams", list);
    return trends != NULL;
}

struct value *roster_of(struct store *store, struct arena *arena, const struct package *package,
                        const struct period_list *periods, const char *subject, int32_t day, struct err *err)
{
    struct roster roster = {store, arena, package, periods, day};
    struct value *answer = value_map(arena);
    return add_unit(answer, &roster, subject, err) && add_teams(answer, &roster, subject, err) &&
                   add_members(answer, &roster, subject, err)
               ? answer
               : NULL;
}
