/* People as they are: the list of accounts, one with all that was given to it. */
#include "command/perform.h"

#include "base/account.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "person/caller.h"
#include "person/directory.h"
#include "person/person.h"

#include <inttypes.h>
#include <string.h>

enum { ENDING_DAYS = 30 }; /* before a unit ends its people are listed for the successor */

/* The user of the machine that an account is, by its name there. */
static void set_user(struct arena *arena, struct value *map, const struct value *row)
{
    const struct value *uid = value_get(row, "uid");
    value_set_text(map, "user", value_is_null(uid) ? NULL : account_name(arena, arena_printf(arena, "uid:%" PRId64, value_as_int(uid))));
}

static void add_text(struct arena *arena, struct value *list, const char *text)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (strcmp(value_as_text(value_at(list, i)), text) == 0)
            return;
    value_append(list, value_text(arena, text));
}

/* Each role and unit once; a role for the whole contest names no unit. */
static void set_roles(struct arena *arena, struct value *map, const struct caller *person)
{
    struct value *roles = value_list(arena), *units = value_list(arena);
    for (size_t i = 0; i < person->grant_count; i++) {
        const struct grant *grant = &person->grants[i];
        if (person->units && !grant_holds(grant, person->units, person->day))
            continue;
        add_text(arena, roles, role_name(grant->role));
        if (grant->unit)
            add_text(arena, units, grant->unit);
    }
    value_set(map, "roles", roles);
    value_set(map, "units", units);
}

static const struct value *successors_of(struct arena *arena, const struct units *units, const char *unit)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < units->succession_count; i++)
        if (strcmp(units->successions[i].from, unit) == 0)
            add_text(arena, list, units->successions[i].to);
    return list;
}

/* The grant of a unit that ends first, if it does so within the days, or has; then its end and its successors are said. */
static bool set_ending(struct arena *arena, struct value *map, const struct caller *person)
{
    const struct grant *first = NULL;
    for (size_t i = 0; person->units && i < person->grant_count; i++) {
        const struct grant *grant = &person->grants[i];
        int32_t end = grant_unit_end(grant, person->units);
        if (end != DAY_NEVER && end - ENDING_DAYS <= person->day && (!first || end < grant_unit_end(first, person->units)))
            first = grant;
    }
    value_set_text(map, "ends_on", first ? day_text(arena, grant_unit_end(first, person->units) - 1) : NULL);
    value_set(map, "successors", first ? successors_of(arena, person->units, first->unit) : value_list(arena));
    return first != NULL;
}

struct value *command_people_list(struct command_call *call, struct err *err)
{
    const struct value *rows = person_list(call->store, call->arena, err);
    struct directory *directory = rows ? directory_read(call->store, err) : NULL;
    struct value *list = value_list(call->arena);
    if (!directory)
        return NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        struct value *map = value_map(call->arena);
        struct caller person;
        directory_person(directory, call->arena, value_get_text(row, "name", ""), call->caller->day, &person);
        person = caller_know(&person, call->caller->units);
        value_set(map, "name", value_get(row, "name"));
        value_set(map, "full_name", value_get(row, "full_name"));
        value_set(map, "state", value_get(row, "state"));
        set_user(call->arena, map, row);
        set_roles(call->arena, map, &person);
        if (set_ending(call->arena, map, &person) || !call_flag(call, "ending"))
            value_append(list, map);
    }
    directory_destroy(directory);
    return list;
}

static void set_day(struct arena *arena, struct value *map, const char *key, const struct value *day, int32_t less)
{
    value_set_text(map, key, value_is_null(day) ? NULL : day_text(arena, (int32_t)value_as_int(day) - less));
}

/* Rows as people read them: days inclusive and as texts, whether it was taken back; nothing of a token that would let one in. */
static struct value *rows_shown(struct arena *arena, const struct value *rows)
{
    static const char *const kept[] = {"id", "role", "unit", "deputy_of", "basis", "note", "sequence"};
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        struct value *map = value_map(arena);
        for (size_t j = 0; j < sizeof kept / sizeof *kept; j++)
            if (value_get(row, kept[j]))
                value_set(map, kept[j], value_get(row, kept[j]));
        if (value_get(row, "valid_from"))
            set_day(arena, map, "from", value_get(row, "valid_from"), 0);
        set_day(arena, map, "until", value_get(row, "valid_until"), 1);
        value_set(map, "revoked", value_get(row, "revoked"));
        value_append(list, map);
    }
    return list;
}

struct value *command_people_show(struct command_call *call, struct err *err)
{
    const char *name = call_text(call, "name");
    const struct value *row = person_get(call->store, call->arena, name, err);
    const struct value *grants = row ? person_grants(call->store, call->arena, name, err) : NULL;
    const struct value *tokens = grants ? person_tokens(call->store, call->arena, name, err) : NULL;
    struct value *map = value_map(call->arena);
    if (!tokens)
        return NULL;
    value_set(map, "name", value_get(row, "name"));
    value_set(map, "full_name", value_get(row, "full_name"));
    value_set(map, "state", value_get(row, "state"));
    set_user(call->arena, map, row);
    value_set(map, "made_at", call_instant(call, value_get_int(row, "made_at", 0)));
    value_set(map, "grants", rows_shown(call->arena, grants));
    value_set(map, "tokens", rows_shown(call->arena, tokens));
    return map;
}
