#include "entry/entry_scope.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "store/store.h"

#include <string.h>

static void add(struct entry_scope *scope, struct arena *arena, struct value *list, const char *id, const char *name,
                enum level level)
{
    struct value *map = value_map(arena);
    value_set_text(map, "id", id);
    value_set_text(map, "name", name);
    value_set_text(map, "level", level_id(level));
    value_append(list, map);
    value_append(scope->ids, value_text(arena, id));
    value_set_text(scope->names, id, name);
}

static void add_units(struct entry_scope *scope, struct arena *arena, const struct package *package, const char *top,
                      int32_t day)
{
    const struct units *units = &package->units;
    for (size_t i = 0; i < units->fact_count; i++) {
        const struct unit_fact *unit = &units->facts[i];
        if (unit->from <= day && day < unit->until && unit_is_below(units, unit->id, top, day))
            add(scope, arena, scope->units, unit->id, unit->name, unit->level);
    }
}

static char *ids_of(struct arena *arena, const struct value *list)
{
    struct value *ids = value_list(arena);
    struct buffer text = {0};
    for (size_t i = 0; i < value_len(list); i++)
        value_append(ids, value_get(value_at(list, i), "id"));
    json_write(&text, ids);
    return buffer_take(&text, arena);
}

static bool add_rows(struct entry_scope *scope, struct arena *arena, struct value *list, const struct value *rows,
                     enum level level)
{
    for (size_t i = 0; i < value_len(rows); i++)
        add(scope, arena, list, value_get_text(value_at(rows, i), "id", ""), value_get_text(value_at(rows, i), "name", ""), level);
    return rows != NULL;
}

/* A contest may have no teams and no members. */
static bool add_people(struct entry_scope *scope, struct store *store, struct arena *arena, const struct package *package,
                       int32_t day, struct err *err)
{
    if (record_type_find(&package->types, "unit") &&
        !add_rows(scope, arena, scope->teams,
                  store_rows(store, arena, err, QUERY_BUILTIN_ROSTER_TEAMS, "tit", ids_of(arena, scope->units), (int64_t)day,
                             level_chain_id(&package->chain, LEVEL_TEAM)),
                  LEVEL_TEAM))
        return false;
    return !record_type_find(&package->types, "member") ||
           add_rows(scope, arena, scope->members,
                    store_rows(store, arena, err, QUERY_BUILTIN_ROSTER_MEMBERS, "ti", ids_of(arena, scope->teams), (int64_t)day),
                    LEVEL_NONE);
}

static bool refuse(const struct package *package, struct arena *arena, const char *unit, struct err *err)
{
    const struct units *units = &package->units;
    const char **known = arena_alloc(arena, (units->fact_count + 1) * sizeof *known);
    for (size_t i = 0; i < units->fact_count; i++)
        known[i] = units->facts[i].id;
    const char *near = text_nearest(unit, known, units->fact_count);
    return near ? err_set(err, "gói phong trào không có đơn vị “%s”; có phải là “%s”?",
                          "the package has no unit “%s”; do you mean “%s”?", unit, near)
                : err_set(err, "gói phong trào không có đơn vị “%s”; biểu nhập lập cho đơn vị trên cấp tổ",
                          "the package has no unit “%s”; a form is made for a unit above the teams", unit);
}

bool entry_scope_read(struct store *store, struct arena *arena, const struct package *package, const char *unit, int32_t day,
                      struct entry_scope *ret_scope, struct err *err)
{
    struct entry_scope scope = {.units = value_list(arena), .teams = value_list(arena), .members = value_list(arena),
                                .ids = value_list(arena), .names = value_map(arena)};
    if (unit_place(&package->units, unit) == package->units.fact_count)
        return refuse(package, arena, unit, err);
    if (!unit_stands(&package->units, unit, day))
        return err_set(err, "“%s” không có ngày nào trong kỳ này; chọn đơn vị khác hoặc kỳ khác",
                       "“%s” stands on no day of this period; choose another unit or period", unit);
    scope.title = unit_full_title(arena, &package->chain, unit_at(&package->units, unit, day));
    add_units(&scope, arena, package, unit, day);
    if (!add_people(&scope, store, arena, package, day, err))
        return false;
    *ret_scope = scope;
    return true;
}
