#include "person/ending.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "package/unit.h"
#include "person/caller.h"
#include "person/directory.h"
#include "person/person.h"

#include <string.h>

static bool is_near(int32_t end, int32_t day)
{
    return end != DAY_NEVER && end - ENDING_DAYS <= day;
}

const struct grant *ending_grant(const struct caller *person)
{
    const struct grant *first = NULL;
    for (size_t i = 0; person->units && i < person->grant_count; i++) {
        const struct grant *grant = &person->grants[i];
        int32_t end = grant_unit_end(grant, person->units);
        if (is_near(end, person->day) && (!first || end < grant_unit_end(first, person->units)))
            first = grant;
    }
    return first;
}

struct value *ending_successors(struct arena *arena, const struct units *units, const char *unit)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < units->succession_count; i++)
        if (strcmp(units->successions[i].from, unit) == 0 && !value_has_text(list, units->successions[i].to))
            value_append(list, value_text(arena, units->successions[i].to));
    return list;
}

bool ending_is_seen_to(const struct directory *directory, const char *name, const struct units *units, const char *unit)
{
    for (size_t i = 0; i < units->succession_count; i++)
        if (strcmp(units->successions[i].from, unit) == 0 && directory_is_of(directory, name, units->successions[i].to))
            return true;
    return false;
}

/* ---- who is to be seen to ---- */

static void add_row(struct arena *arena, struct value *list, const struct caller *person, const struct grant *grant)
{
    struct value *row = value_map(arena);
    value_set_text(row, "unit", grant->unit);
    value_set_text(row, "ends_on", day_text(arena, grant_unit_end(grant, person->units) - 1));
    value_set(row, "successors", ending_successors(arena, person->units, grant->unit));
    value_set_text(row, "name", person->name);
    value_set_text(row, "full_name", person->full_name);
    value_set_text(row, "role", role_name(grant->role));
    value_append(list, row);
}

static void add_person(struct arena *arena, struct value *list, const struct directory *directory, const struct caller *person)
{
    for (size_t i = 0; i < person->grant_count; i++) {
        const struct grant *grant = &person->grants[i];
        int32_t end = grant_unit_end(grant, person->units);
        if (is_near(end, person->day) && person->day < end + ENDING_DAYS && !ending_is_seen_to(directory, person->name, person->units, grant->unit))
            add_row(arena, list, person, grant);
    }
}

struct value *ending_list(struct store *store, struct arena *arena, const struct units *units, int32_t day, struct err *err)
{
    const struct value *rows = person_list(store, arena, err);
    struct directory *directory = rows ? directory_read(store, err) : NULL;
    struct value *list = value_list(arena);
    if (!directory)
        return NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        struct caller person;
        directory_person(directory, arena, value_get_text(value_at(rows, i), "name", ""), day, &person);
        person = caller_know(&person, units);
        add_person(arena, list, directory, &person);
    }
    directory_destroy(directory);
    return list;
}
