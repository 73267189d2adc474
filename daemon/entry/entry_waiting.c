#include "entry/entry_waiting.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/text_index.h"
#include "base/value.h"
#include "calendar/period.h"
#include "entry/entry_page.h"
#include "entry/entry_rows.h"
#include "entry/entry_scope.h"
#include "entry/entry_unusual.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct group {
    const struct entry_waiting_asked *asked;
    struct entry_about about;
    struct store *store;
    struct entry_rows all, waiting;
    struct entry_unusual unusual;
};

/* ---- one group ---- */

static const struct entry_row *row_of(const struct group *group, const char *key)
{
    for (size_t i = 0; i < group->waiting.len; i++)
        if (strcmp(record_key_show(group->about.arena, group->about.type, group->waiting.items[i].cells), key) == 0)
            return &group->waiting.items[i];
    return NULL;
}

/* What is unusual as one text; null: nothing is. */
static struct value *joined(struct arena *arena, const struct value *said, const char *language)
{
    const char *text = NULL;
    for (size_t i = 0; i < value_len(said); i++) {
        const char *word = value_get_text(value_at(said, i), language, "");
        text = text ? arena_printf(arena, "%s; %s", text, word) : word;
    }
    return value_text(arena, text);
}

static bool add_record(const struct group *group, const struct value *record, struct value *list, int64_t *unusual, int64_t *oldest,
                       struct err *err)
{
    struct arena *arena = group->about.arena;
    struct value *map = value_copy(arena, record);
    const struct entry_row *row = row_of(group, value_get_text(record, "key", ""));
    const struct value *act = store_row(group->store, arena, err, QUERY_AUDIT_ACT, "i", row->sequence);
    if (!act)
        return false;
    int64_t at = value_get_int(act, "at", 0);
    struct value *said = entry_unusual_row(&group->unusual, row, at, err);
    if (!said)
        return false;
    value_set_text(map, "at", instant_text(arena, at));
    value_set(map, "actor", value_get(act, "actor"));
    value_set(map, "unusual", said);
    value_set(map, "unusual_text", joined(arena, said, "vi"));
    value_set(map, "unusual_text_en", joined(arena, said, "en"));
    value_append(list, map);
    *unusual += value_len(said) > 0;
    *oldest = at < *oldest ? at : *oldest;
    return true;
}

static bool add_group(const struct group *group, const char *unit, struct value *groups, struct err *err)
{
    struct arena *arena = group->about.arena;
    struct value *map = value_map(arena), *list = value_list(arena), *records = entry_page_records(&group->about, &group->waiting);
    struct value *months = entry_unusual_months(&group->unusual);
    int64_t unusual = 0, oldest = INT64_MAX;
    for (size_t i = value_len(records); i-- > 0;) /* what waits longest first */
        if (!add_record(group, value_at(records, i), list, &unusual, &oldest, err))
            return false;
    value_set_text(map, "unit", unit);
    value_set_text(map, "unit_title", group->about.scope->title);
    value_set_text(map, "type", group->about.type->name);
    value_set_text(map, "title", group->about.type->title);
    value_set_int(map, "count", (int64_t)value_len(list));
    value_set_int(map, "unusual", unusual);
    value_set_text(map, "oldest_at", instant_text(arena, oldest));
    value_set(map, "months", months);
    value_set(map, "months_text", joined(arena, months, "vi"));
    value_set(map, "months_text_en", joined(arena, months, "en"));
    value_set(map, "records", list);
    value_append(groups, map);
    return true;
}

static void keep_waiting(struct group *group)
{
    group->waiting = (struct entry_rows){.items = arena_alloc(group->about.arena, (group->all.len + 1) * sizeof(struct entry_row))};
    for (size_t i = 0; i < group->all.len; i++)
        if (workflow_is("record", group->all.items[i].state, WORKFLOW_PENDING))
            group->waiting.items[group->waiting.len++] = group->all.items[i];
}

/* ---- all of them ---- */

/* A type of which records wait, and whose: ids of units, teams, members. */
struct pending {
    const struct record_type *type;
    struct text_index owners;
};

static bool read_owners(struct store *store, struct arena *arena, const struct record_type *type, struct text_index *owners, struct err *err)
{
    const struct field *owner = record_key_whose(type);
    const char *sql = owner ? record_sql_pending(arena, type, owner->name, false) : NULL;
    struct statement *statement = sql ? store_prepare(store, sql, err) : NULL;
    bool row = statement != NULL, good = !sql || statement;
    while (row && (good = statement_step(statement, &row, err)) && row)
        *text_index_place(owners, arena, arena_strdup(arena, statement_text(statement, 0))) = (void *)type;
    statement_finish(statement);
    return good;
}

/* list: with room for all types. */
static bool read_pending(const struct entry_waiting_asked *asked, struct store *store, struct arena *arena, struct pending *list, size_t *ret_count,
                         struct err *err)
{
    *ret_count = 0;
    for (size_t i = 0; i < asked->package->types.len; i++) {
        struct pending *pending = &list[*ret_count];
        *pending = (struct pending){.type = &asked->package->types.items[i]};
        if (asked->type && strcmp(asked->type, pending->type->name) != 0)
            continue;
        if (!read_owners(store, arena, pending->type, &pending->owners, err))
            return false;
        *ret_count += pending->owners.len > 0;
    }
    return true;
}

static bool has_owner(struct text_index *owners, const struct entry_scope *scope)
{
    for (size_t i = 0; i < value_len(scope->ids); i++)
        if (text_index_find(owners, value_as_text(value_at(scope->ids, i))))
            return true;
    return false;
}

/* The unit on the last day on which it stood, or today. */
static int32_t standing_day(const struct entry_waiting_asked *asked, const char *unit)
{
    const struct unit_fact *fact = unit_at(&asked->package->units, unit, asked->today);
    int32_t day = asked->today < fact->until ? asked->today : fact->until - 1;
    return day < fact->from ? fact->from : day;
}

static bool add_type(const struct entry_waiting_asked *asked, struct store *store, struct arena *arena, struct pending *pending,
                     const char *const *units, size_t unit_count, struct entry_scope *scopes, struct value *groups, struct err *err)
{
    const struct record_type *type = pending->type;
    for (size_t i = 0; i < unit_count; i++) {
        if (!has_owner(&pending->owners, &scopes[i]))
            continue;
        struct group group = {.asked = asked, .store = store,
                              .about = {arena, asked->package, asked->periods, &asked->periods->items[asked->periods->len - 1], &scopes[i], type}};
        if (!entry_rows_read(store, arena, type, asked->periods, NULL, &scopes[i], ENTRY_ROWS_ALL, &group.all, err))
            return false;
        keep_waiting(&group);
        group.unusual = (struct entry_unusual){.about = &group.about, .unit = units[i], .rows = &group.all, .due_at = asked->due_at, .store = store};
        group.unusual.months = entry_unusual_months_of(&group.unusual);
        if (group.waiting.len && !add_group(&group, units[i], groups, err))
            return false;
    }
    return true;
}

static int by_oldest(const void *a, const void *b)
{
    const struct value *x = *(const struct value *const *)a, *y = *(const struct value *const *)b;
    int order = strcmp(value_get_text(x, "oldest_at", ""), value_get_text(y, "oldest_at", ""));
    order = order ? order : strcmp(value_get_text(x, "unit", ""), value_get_text(y, "unit", ""));
    return order ? order : strcmp(value_get_text(x, "type", ""), value_get_text(y, "type", ""));
}

static struct value *sorted(struct arena *arena, const struct value *groups)
{
    size_t count = value_len(groups);
    const struct value **items = arena_alloc(arena, (count + 1) * sizeof *items);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < count; i++)
        items[i] = value_at(groups, i);
    qsort(items, count, sizeof *items, by_oldest);
    for (size_t i = 0; i < count; i++)
        value_append(list, items[i]);
    return list;
}

bool entry_waiting_groups(const struct entry_waiting_asked *asked, struct store *store, struct arena *arena, struct value **ret_groups,
                          struct err *err)
{
    size_t all, count = 0, pending_count;
    struct pending *pending = arena_alloc(arena, (asked->package->types.len + 1) * sizeof *pending);
    const char **wards = unit_of_level(&asked->package->units, LEVEL_WARD, arena, &all);
    const char **units = arena_alloc(arena, (all + 1) * sizeof *units);
    struct entry_scope *scopes = arena_alloc(arena, (all + 1) * sizeof *scopes);
    struct value *groups = value_list(arena);
    if (!read_pending(asked, store, arena, pending, &pending_count, err))
        return false;
    for (size_t i = 0; pending_count && i < all; i++) { /* what a unit is made of is read only where something waits */
        if ((asked->unit && strcmp(asked->unit, wards[i]) != 0) || (asked->may && !asked->may(asked->whom, wards[i])))
            continue;
        units[count] = wards[i];
        if (!entry_scope_read(store, arena, asked->package, wards[i], standing_day(asked, wards[i]), &scopes[count++], err))
            return false;
    }
    for (size_t i = 0; i < pending_count; i++)
        if (!add_type(asked, store, arena, &pending[i], units, count, scopes, groups, err))
            return false;
    *ret_groups = sorted(arena, groups);
    return true;
}
