#include "package/unit.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/text.h"
#include "base/value.h"

#include <stdlib.h>
#include <string.h>

static int compare_places(const void *left, const void *right, void *context)
{
    const struct units *units = context;
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    int order = strcmp(units->facts[a].id, units->facts[b].id);
    return order ? order : (a > b) - (a < b);
}

void units_index(struct units *units, struct arena *arena)
{
    size_t *places = arena_alloc(arena, units->fact_count * sizeof *places);
    for (size_t i = 0; i < units->fact_count; i++)
        places[i] = i;
    if (units->fact_count)
        qsort_r(places, units->fact_count, sizeof *places, compare_places, units);
    units->by_id = places;
}

/* The i-th fact in the order of the search: by id, or as they come. */
static const struct unit_fact *fact_at(const struct units *units, size_t i)
{
    return &units->facts[units->by_id ? units->by_id[i] : i];
}

/* The first that may be the id's, in that order. */
static size_t search(const struct units *units, const char *id)
{
    size_t low = 0, high = units->by_id ? units->fact_count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(fact_at(units, middle)->id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t unit_place(const struct units *units, const char *id)
{
    size_t i = search(units, id);
    while (!units->by_id && i < units->fact_count && strcmp(units->facts[i].id, id) != 0)
        i++;
    if (i == units->fact_count || strcmp(fact_at(units, i)->id, id) != 0)
        return units->fact_count;
    return units->by_id ? units->by_id[i] : i;
}

const struct unit_fact *unit_at(const struct units *units, const char *id, int32_t day)
{
    const struct unit_fact *found = NULL;
    for (size_t i = search(units, id); i < units->fact_count; i++) {
        const struct unit_fact *fact = fact_at(units, i);
        bool same = strcmp(fact->id, id) == 0;
        if (same && (!found || fact->from <= day))
            found = fact;
        if (!same && units->by_id)
            break;
    }
    return found;
}

bool unit_stands(const struct units *units, const char *id, int32_t day)
{
    const struct unit_fact *fact = unit_at(units, id, day);
    return fact && fact->from <= day && day < fact->until;
}

bool unit_is_below(const struct units *units, const char *id, const char *top, int32_t day)
{
    for (int depth = 0; id && depth < LEVEL_COUNT; depth++) {
        if (strcmp(id, top) == 0)
            return true;
        const struct unit_fact *unit = unit_at(units, id, day);
        id = unit ? unit->parent : NULL;
    }
    return false;
}

const char **unit_standing(const struct units *units, enum level level, int32_t day, struct arena *arena,
                           size_t *ret_len)
{
    const char **ids = arena_alloc(arena, (units->fact_count + 1) * sizeof *ids);
    size_t len = 0;
    for (size_t i = 0; i < units->fact_count; i++) {
        const struct unit_fact *fact = &units->facts[i];
        if (fact->level == level && fact->from <= day && day < fact->until)
            ids[len++] = fact->id;
    }
    if (ret_len)
        *ret_len = len;
    return ids;
}

const char **unit_of_level(const struct units *units, enum level level, struct arena *arena, size_t *ret_len)
{
    const char **ids = arena_alloc(arena, (units->fact_count + 1) * sizeof *ids);
    *ret_len = 0;
    for (size_t i = 0; i < units->fact_count; i++)
        if (units->facts[i].level == level && unit_place(units, units->facts[i].id) == i)
            ids[(*ret_len)++] = units->facts[i].id;
    return ids;
}

bool succession_names(const struct succession *one, const char *team)
{
    size_t len = strlen(team);
    for (const char *at = one->teams; at && (at = strstr(at, team)); at += len)
        if ((at == one->teams || at[-1] == ' ') && (!at[len] || at[len] == ' '))
            return true;
    return false;
}

/* The main successor of a unit up to a day, or the one by which a team (NULL: none is meant) goes; of several days the latest. */
static const char *successor(const struct units *units, const char *id, const char *team, int32_t day)
{
    const struct succession *found = NULL;
    bool by_name = false;
    for (size_t i = 0; i < units->succession_count; i++) {
        const struct succession *one = &units->successions[i];
        bool named = team && succession_names(one, team);
        if ((!one->main && !named) || one->on > day || strcmp(one->from, id) != 0)
            continue;
        if (!found || one->on > found->on || (one->on == found->on && named && !by_name)) {
            found = one;
            by_name = named;
        }
    }
    return found ? found->to : NULL;
}

static const char *home_of(const struct units *units, const char *id, const char *team, int32_t day)
{
    /* A chain is never longer than there are units and successions; data that goes in a circle has no home.
     */
    for (size_t steps = units->fact_count + units->succession_count + 1; id && steps; steps--) {
        const struct unit_fact *fact = unit_at(units, id, day);
        if (!fact)
            return NULL;
        bool stands = fact->from <= day && day < fact->until;
        const char *next = fact->level == LEVEL_BELOW && !stands ? successor(units, id, team, day) : NULL;
        if (fact->level == LEVEL_TEAM) {
            team = id;
            id = fact->parent;
        } else if (fact->level == LEVEL_BELOW) {
            id = next ? next : fact->parent;
        } else if (stands) {
            return fact->id;
        } else {
            id = successor(units, id, team, day);
        }
    }
    return NULL;
}

const char *unit_home(const struct units *units, const char *id, int32_t day)
{
    return home_of(units, id, NULL, day);
}

const char *unit_home_of_team(const struct units *units, const char *team, const char *parent, int32_t day)
{
    return home_of(units, parent, team, day);
}

const char **unit_origins(const struct units *units, const char *id, int32_t day, struct arena *arena)
{
    const char **ids = arena_alloc(arena, (units->succession_count + 2) * sizeof *ids);
    size_t len = 0;
    ids[len++] = id;
    for (size_t next = 0; next < len; next++) {
        for (size_t i = 0; i < units->succession_count; i++) {
            const struct succession *one = &units->successions[i];
            if (one->on <= day && strcmp(one->to, ids[next]) == 0 && text_place(one->from, ids, len) < 0)
                ids[len++] = one->from;
        }
    }
    return ids;
}

struct value *units_to_value(const struct units *units, struct arena *arena)
{
    struct value *map = value_map(arena), *facts = value_list(arena), *successions = value_list(arena);
    for (size_t i = 0; i < units->fact_count; i++) {
        const struct unit_fact *fact = &units->facts[i];
        struct value *one = value_map(arena);
        value_set_text(one, "id", fact->id);
        value_set_text(one, "level", level_id(fact->level));
        value_set_text(one, "parent", fact->parent);
        value_set_text(one, "name", fact->name);
        value_set_text(one, "code", fact->code);
        value_set_text(one, "from", day_text(arena, fact->from));
        value_set_text(one, "until", fact->until == DAY_NEVER ? NULL : day_text(arena, fact->until));
        value_append(facts, one);
    }
    for (size_t i = 0; i < units->succession_count; i++) {
        const struct succession *succession = &units->successions[i];
        struct value *one = value_map(arena);
        value_set_text(one, "from", succession->from);
        value_set_text(one, "to", succession->to);
        value_set_text(one, "on", day_text(arena, succession->on));
        value_set_text(one, "kind", succession->kind);
        value_set_bool(one, "main", succession->main);
        value_set_text(one, "teams", succession->teams);
        value_set_text(one, "reference", succession->reference);
        value_append(successions, one);
    }
    value_set(map, "facts", facts);
    value_set(map, "successions", successions);
    return map;
}

static const char *text_of(struct arena *arena, const struct value *map, const char *key)
{
    return arena_strdup(arena, value_get_text(map, key, NULL));
}

static int32_t day_of_text(const struct value *map, const char *key, int32_t fallback)
{
    int32_t day = fallback;
    const char *text = value_get_text(map, key, NULL);
    if (text)
        day_parse(text, &day);
    return day;
}

void units_from_value(struct arena *arena, const struct value *map, struct units *ret_units)
{
    const struct value *facts = value_get(map, "facts"), *successions = value_get(map, "successions");
    struct units units = {.fact_count = value_len(facts), .succession_count = value_len(successions)};
    units.facts = arena_alloc(arena, units.fact_count * sizeof *units.facts);
    for (size_t i = 0; i < units.fact_count; i++) {
        const struct value *one = value_at(facts, i);
        units.facts[i] = (struct unit_fact){
            .id = text_of(arena, one, "id"),
            .level = level_of(one),
            .parent = text_of(arena, one, "parent"),
            .name = text_of(arena, one, "name"),
            .code = text_of(arena, one, "code"),
            .from = day_of_text(one, "from", 0),
            .until = day_of_text(one, "until", DAY_NEVER),
        };
    }
    units.successions = arena_alloc(arena, units.succession_count * sizeof *units.successions);
    for (size_t i = 0; i < units.succession_count; i++) {
        const struct value *one = value_at(successions, i);
        units.successions[i] = (struct succession){
            .from = text_of(arena, one, "from"),
            .to = text_of(arena, one, "to"),
            .on = day_of_text(one, "on", 0),
            .kind = text_of(arena, one, "kind"),
            .main = value_get_bool(one, "main", false),
            .teams = text_of(arena, one, "teams"),
            .reference = text_of(arena, one, "reference"),
        };
    }
    units_index(&units, arena);
    *ret_units = units;
}

const char *unit_level_id(const struct level_chain *levels, const struct unit_fact *unit)
{
    const struct level_step *step = level_chain_step(levels, unit->level, unit->place);
    return step ? step->id : "";
}

struct level_words unit_level_words(const struct level_chain *levels, const struct unit_fact *unit)
{
    const struct level_step *step = level_chain_step(levels, unit->level, unit->place);
    return step && step->words.vi ? step->words : (struct level_words){"", ""};
}

char *unit_full_title(struct arena *arena, const struct level_chain *levels, const struct unit_fact *unit)
{
    const char *level = unit_level_words(levels, unit).vi, *word = text_upper(arena, level);
    bool named = strncmp(text_upper(arena, unit->name), word, strlen(word)) == 0;
    return text_upper_first(arena, named ? unit->name : arena_printf(arena, "%s %s", level, unit->name));
}
