#include "amendment/unit_foresee.h"

#include "amendment/unit_count.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/json.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "store/store.h"

#include <string.h>

struct foreseeing {
    struct store *store;
    struct arena *arena;
    const struct package *base, *candidate;
    struct value *units, *teams;
    struct value *counted; /* ids of those whose records are told */
};

static bool is_known(const struct units *units, const char *id)
{
    return unit_place(units, id) != units->fact_count;
}

static const char *name_on(const struct package *package, const char *id, int32_t day)
{
    const struct unit_fact *fact = id ? unit_at(&package->units, id, day) : NULL;
    return fact ? fact->name : id;
}

static struct value *add_row(struct foreseeing *f, const char *what, const struct package *package, const char *unit, int32_t day)
{
    struct value *row = value_map(f->arena);
    value_set_text(row, "what", what);
    value_set_text(row, "unit", unit);
    value_set_text(row, "name", name_on(package, unit, day));
    value_set_text(row, "day", day_text(f->arena, day));
    value_set_text(row, "before", NULL);
    value_set_text(row, "after", NULL);
    value_set_text(row, "reference", NULL);
    value_set(row, "records", value_null(f->arena));
    value_set(row, "types", value_map(f->arena));
    value_append(f->units, row);
    return row;
}

/* A row of a unit that ends, stands on or is left out: what becomes of its records is the question. */
static struct value *add_counted(struct foreseeing *f, const char *what, const struct package *package, const char *unit, int32_t day)
{
    struct value *row = add_row(f, what, package, unit, day);
    value_set_int(row, "records", 0);
    value_append(f->counted, value_text(f->arena, unit));
    return row;
}

static void set_records(struct value *row, const struct value *counts)
{
    int64_t all = 0;
    for (size_t i = 0; i < value_len(counts); i++)
        all += value_as_int(value_item(counts, i));
    value_set_int(row, "records", all);
    if (counts)
        value_set(row, "types", counts);
}

/* Of all of them at once. */
static bool count_records(struct foreseeing *f, struct err *err)
{
    const struct value *counts = unit_count(f->store, f->base, f->counted, f->arena, err);
    struct value *rows = value_list(f->arena);
    for (size_t i = 0; counts && i < value_len(f->units); i++) {
        struct value *row = value_copy(f->arena, value_at(f->units, i));
        if (!value_is_null(value_get(row, "records")))
            set_records(row, value_get(counts, value_get_text(row, "unit", "")));
        value_append(rows, row);
    }
    f->units = rows;
    return counts != NULL;
}

/* ---- the days of units ---- */

static const struct unit_fact *last_of(const struct units *units, const char *id)
{
    return unit_at(units, id, DAY_NEVER - 1);
}

/* A day that is open is no day. */
static const char *until_text(struct arena *arena, const struct unit_fact *fact)
{
    return fact->until == DAY_NEVER ? NULL : day_text(arena, fact->until - 1);
}

static void compare_days(struct foreseeing *f, const char *id)
{
    const struct unit_fact *old = &f->base->units.facts[unit_place(&f->base->units, id)], *new = &f->candidate->units.facts[unit_place(&f->candidate->units, id)];
    const struct unit_fact *old_last = last_of(&f->base->units, id), *new_last = last_of(&f->candidate->units, id);
    if (old->from != new->from) {
        struct value *row = add_row(f, "begins_otherwise", f->candidate, id, new->from);
        value_set_text(row, "before", day_text(f->arena, old->from));
        value_set_text(row, "after", day_text(f->arena, new->from));
    }
    if (old_last->until == new_last->until)
        return;
    bool ends = new_last->until < old_last->until;
    struct value *row = add_counted(f, ends ? "ends" : "stands_on", f->candidate, id, ends ? new_last->until : old_last->until);
    value_set_text(row, "before", until_text(f->arena, old_last));
    value_set_text(row, "after", until_text(f->arena, new_last));
}

/* Each stretch of the candidate on whose first day the unit was called, placed or coded otherwise. */
static void compare_names(struct foreseeing *f, const struct unit_fact *fact)
{
    const struct unit_fact *before = unit_at(&f->base->units, fact->id, fact->from);
    const struct {
        const char *old, *new;
    } words[] = {{before->name, fact->name}, {before->parent, fact->parent}, {before->code, fact->code}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!text_same(words[i].old, words[i].new)) {
            struct value *row = add_row(f, "renamed", f->candidate, fact->id, fact->from);
            value_set_text(row, "before", words[i].old);
            value_set_text(row, "after", words[i].new);
        }
}

static void compare_units(struct foreseeing *f)
{
    const struct units *old = &f->base->units, *new = &f->candidate->units;
    for (size_t i = 0; i < new->fact_count; i++) {
        const struct unit_fact *fact = &new->facts[i];
        bool first = unit_place(new, fact->id) == i, known = is_known(old, fact->id);
        if (first && !known)
            add_row(f, "begins", f->candidate, fact->id, fact->from);
        if (known)
            compare_names(f, fact);
        if (first && known)
            compare_days(f, fact->id);
    }
    for (size_t i = 0; i < old->fact_count; i++)
        if (unit_place(old, old->facts[i].id) == i && !is_known(new, old->facts[i].id))
            add_counted(f, "left_out", f->base, old->facts[i].id, old->facts[i].from);
}

/* ---- who follows whom ---- */

/* "Hải An, Đông Hải": who follows a unit on a day, the main one first; NULL: nobody. *ret_reference: of the main one. */
static const char *followers(struct foreseeing *f, const struct package *package, const struct succession *key, const char **ret_reference)
{
    const char *list = NULL;
    for (int main = 1; main >= 0; main--)
        for (size_t i = 0; i < package->units.succession_count; i++) {
            const struct succession *one = &package->units.successions[i];
            if (one->on != key->on || one->main != main || strcmp(one->from, key->from) != 0)
                continue;
            const char *name = name_on(package, one->to, one->on);
            if (!list && ret_reference)
                *ret_reference = one->reference;
            list = list ? arena_printf(f->arena, "%s, %s", list, name) : name;
        }
    return list;
}

static void add_team(struct foreseeing *f, const struct succession *key, const struct value *row)
{
    const char *id = value_get_text(row, "id", ""), *old = unit_home_of_team(&f->base->units, id, key->from, key->on);
    const char *new = unit_home_of_team(&f->candidate->units, id, key->from, key->on);
    if (text_same(old, new))
        return;
    struct value *team = value_map(f->arena);
    value_set_text(team, "team", id);
    value_set(team, "name", value_get(row, "name"));
    value_set_text(team, "from", name_on(f->base, old, key->on));
    value_set_text(team, "to", name_on(f->candidate, new, key->on));
    value_set_text(team, "day", day_text(f->arena, key->on));
    value_append(f->teams, team);
}

/* The teams of a unit that ends; where they count from that day on. */
static bool add_teams(struct foreseeing *f, const struct succession *key, struct err *err)
{
    struct value *ids = value_list(f->arena);
    struct buffer text = {0};
    value_append(ids, value_text(f->arena, key->from));
    json_write(&text, ids);
    const struct value *rows = store_rows(f->store, f->arena, err, QUERY_BUILTIN_ROSTER_TEAMS, "tit", buffer_take(&text, f->arena), (int64_t)key->on,
                                          level_chain_id(&f->base->chain, LEVEL_TEAM));
    for (size_t i = 0; i < value_len(rows); i++)
        add_team(f, key, value_at(rows, i));
    return rows != NULL;
}

/* A unit's successions of one day, once: at their first row. */
static bool is_first_of_day(const struct units *units, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (units->successions[i].on == units->successions[place].on && strcmp(units->successions[i].from, units->successions[place].from) == 0)
            return false;
    return true;
}

static bool compare_succession(struct foreseeing *f, const struct succession *key, struct err *err)
{
    const char *reference = NULL, *before = followers(f, f->base, key, NULL), *after = followers(f, f->candidate, key, &reference);
    if (text_same(before, after))
        return add_teams(f, key, err); /* the same units may get other teams */
    struct value *row = add_row(f, "succeeded", is_known(&f->candidate->units, key->from) ? f->candidate : f->base, key->from, key->on);
    value_set_text(row, "before", before);
    value_set_text(row, "after", after);
    value_set_text(row, "reference", reference);
    return add_teams(f, key, err);
}

static bool compare_successions(struct foreseeing *f, struct err *err)
{
    const struct units *old = &f->base->units, *new = &f->candidate->units;
    for (size_t i = 0; i < new->succession_count; i++)
        if (is_first_of_day(new, i) && !compare_succession(f, &new->successions[i], err))
            return false;
    for (size_t i = 0; i < old->succession_count; i++) /* those that the candidate has no more */
        if (is_first_of_day(old, i) && !followers(f, f->candidate, &old->successions[i], NULL) && !compare_succession(f, &old->successions[i], err))
            return false;
    return true;
}

bool unit_foresee(struct store *store, const struct package *base, const struct package *candidate, struct arena *arena,
                  struct value **ret_units, struct value **ret_teams, struct err *err)
{
    struct foreseeing f = {store, arena, base, candidate, value_list(arena), value_list(arena), value_list(arena)};
    compare_units(&f);
    if (!count_records(&f, err) || !compare_successions(&f, err))
        return false;
    *ret_units = f.units;
    *ret_teams = f.teams;
    return true;
}
