/* People as they are: the list of accounts, one with all that was given to it. */
#include "handler/own_account.h"

#include "base/account.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "login/login.h"
#include "package/package.h"
#include "person/caller.h"
#include "person/directory.h"
#include "person/ending.h"
#include "person/person.h"

#include <inttypes.h>
#include <string.h>

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

/* The grant of a unit that ends first, if it does so soon, or has; then its end and its successors are said. */
static bool set_ending(struct arena *arena, struct value *map, const struct caller *person)
{
    const struct grant *first = ending_grant(person);
    value_set_text(map, "ends_on", first ? day_text(arena, grant_unit_end(first, person->units) - 1) : NULL);
    value_set(map, "successors", first ? ending_successors(arena, person->units, first->unit) : value_list(arena));
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
    static const char *const kept[] = {"id", "role", "unit", "deputy_of", "basis", "signs", "title", "note", "sequence"};
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        struct value *map = value_map(arena);
        value_take_some(map, row, kept, sizeof kept / sizeof *kept);
        if (value_get(row, "valid_from"))
            set_day(arena, map, "from", value_get(row, "valid_from"), 0);
        set_day(arena, map, "until", value_get(row, "valid_until"), 1);
        value_set(map, "revoked", value_get(row, "revoked"));
        value_append(list, map);
    }
    return list;
}

static bool find_person(struct command_call *call, const char *name, struct caller *ret_person, struct err *err)
{
    struct directory *directory = directory_read(call->store, err);
    if (!directory)
        return false;
    directory_person(directory, call->arena, name, call->caller->day, ret_person);
    directory_destroy(directory);
    return true;
}

/* How the person comes in, without anything that would let one in: {password: none | own | temporary, factor: on | lacking | off, reset_asked_by,
 * reset_until}. */
static bool set_access(struct command_call *call, struct value *map, const struct caller *person, struct err *err)
{
    const struct value *secret = login_show(call->login, call->arena, person->name, err);
    struct own_account_reset reset;
    if (!secret || !own_account_reset_asked(call, person->name, &reset, err))
        return false;
    bool set = value_get_bool(secret, "password", false), needed = (caller_roles(person) & call->second_factor) != 0;
    int64_t until = value_get_int(secret, "temporary_until", 0);
    value_set_text(map, "password", !set ? "none" : until ? "temporary" : "own");
    value_set_text(map, "temporary_until", until ? instant_text(call->arena, until) : NULL);
    value_set_text(map, "factor", value_get_bool(secret, "second", false) ? "on" : needed ? "lacking" : "off");
    value_set(map, "recovery", value_get(secret, "recovery"));
    value_set_text(map, "reset_asked_by", reset.asker);
    value_set_text(map, "reset_until", reset.asker ? instant_text(call->arena, reset.until) : NULL);
    return true;
}

struct value *command_people_show(struct command_call *call, struct err *err)
{
    const char *name = call_text(call, "name");
    const struct value *row = person_get(call->store, call->arena, name, err);
    const struct value *grants = row ? person_grants(call->store, call->arena, name, err) : NULL;
    const struct value *tokens = grants ? person_tokens(call->store, call->arena, name, err) : NULL;
    struct value *map = value_map(call->arena);
    struct caller person;
    if (!tokens || !find_person(call, name, &person, err) || !set_access(call, map, &person, err))
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
