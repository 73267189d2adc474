#include "message/addressee.h"

#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/value.h"
#include "contest/message_kind.h"
#include "message/message_address.h"
#include "message/message_body.h"
#include "package/alert_setting.h"
#include "package/package.h"
#include "package/message_route.h"
#include "person/directory.h"
#include "workflow/role.h"

#include <string.h>

static bool is_known(const struct value *list, const char *addressee)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (strcmp(value_get_text(value_at(list, i), "addressee", ""), addressee) == 0)
            return true;
    return false;
}

static bool add(const struct addressee_search *search, const struct message_route *route, const char *word, const char *addressee, struct arena *arena,
                struct value *list, struct err *err)
{
    const char *address;
    if (is_known(list, addressee))
        return true;
    if (!message_address_on(search->store, arena, addressee, route->channel, search->day, &address, err))
        return false;
    struct value *row = value_map(arena);
    value_set_text(row, "addressee", addressee);
    value_set_text(row, "to", word);
    value_set_text(row, "address", address);
    value_append(list, row);
    return true;
}

static const char *person(struct arena *arena, const char *name)
{
    return arena_printf(arena, ROUTE_TO_PERSON "%s", name);
}

/* Whoever holds the role for the unit that day, a deputy as well as whom they stand for. */
static bool add_role(const struct addressee_search *search, const struct message_route *route, const struct role_row *role, struct arena *arena,
                     struct value *list, struct err *err)
{
    for (size_t i = 0; i < directory_count(search->directory); i++) {
        const char *name = directory_name(search->directory, i);
        struct caller caller;
        if (!directory_person(search->directory, arena, name, search->day, &caller))
            continue;
        struct caller known = caller_know(&caller, &search->package->units);
        if (caller_reaches(&known, role->role, search->unit) && !add(search, route, role->name, person(arena, name), arena, list, err))
            return false;
    }
    return true;
}

static bool add_unit(const struct addressee_search *search, const struct message_route *route, const char *word, const char *unit, struct arena *arena,
                     struct value *list, struct err *err)
{
    return !unit || add(search, route, word, arena_printf(arena, "unit:%s", unit), arena, list, err);
}

static bool add_named(const struct addressee_search *search, const struct message_route *route, const char *word, struct arena *arena, struct value *list,
                      struct err *err)
{
    for (size_t i = 0; i < value_len(search->named); i++)
        if (!add_unit(search, route, word, value_as_text(value_at(search->named, i)), arena, list, err))
            return false;
    return true;
}

/* Who does the work of the body that has the duty; of a ward's none who only sees all wards. Then where the ward, and the body itself, are reached. */
static bool add_holder(const struct addressee_search *search, const struct message_route *route, const char *word, struct arena *arena, struct value *list, struct err *err)
{
    for (size_t i = 0; i < directory_count(search->directory); i++) {
        const char *name = directory_name(search->directory, i);
        struct caller caller;
        if (!directory_person(search->directory, arena, name, search->day, &caller))
            continue;
        struct caller known = caller_know(&caller, &search->package->units);
        if (caller_is_of(&known, ROLE_HOLDER, search->unit) && !add(search, route, word, person(arena, name), arena, list, err))
            return false;
    }
    const char *body = search->holder ? arena_printf(arena, search->unit ? "body:%s/%s" : "body:%s", search->holder, search->unit) : NULL;
    return add_unit(search, route, word, search->unit, arena, list, err) && (!body || add(search, route, word, body, arena, list, err));
}

static bool add_body(const struct addressee_search *search, const struct message_route *route, const char *word, struct arena *arena, struct value *list, struct err *err)
{
    const struct value *bodies = message_body_list(arena, search->package, word + strlen(ROUTE_TO_BODY), search->unit, search->day);
    for (size_t i = 0; i < value_len(bodies); i++)
        if (!add(search, route, word, value_as_text(value_at(bodies, i)), arena, list, err))
            return false;
    return true;
}

/* Whose last role ended, or whose account was disabled, gets nothing more. */
static bool has_role(const struct addressee_search *search, struct arena *arena, const char *name)
{
    struct caller caller;
    if (!directory_person(search->directory, arena, name, search->day, &caller))
        return false;
    struct caller known = caller_know(&caller, &search->package->units);
    return caller_roles(&known) != ROLE_PUBLIC; /* what everybody has */
}

static bool add_word(const struct addressee_search *search, const struct message_route *route, const char *word, struct arena *arena, struct value *list,
                     struct err *err);

/* The office to which an alert of this kind goes when nobody took it. That of nothing else than an alert is nobody. */
static bool add_next(const struct addressee_search *search, const struct message_route *route, struct arena *arena, struct value *list, struct err *err)
{
    size_t count = 0;
    const char *const *words =
        search->about && alert_kind_find(search->about) ? alert_setting_words(search->package, search->about, "escalate_to", arena, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (!add_word(search, route, words[i], arena, list, err))
            return false;
    return true;
}

static bool add_word(const struct addressee_search *search, const struct message_route *route, const char *word, struct arena *arena, struct value *list,
                     struct err *err)
{
    const struct role_row *role = role_find(word);
    if (role)
        return add_role(search, route, role, arena, list, err);
    if (strcmp(word, ROUTE_TO_UNIT) == 0)
        return add_unit(search, route, word, search->unit, arena, list, err);
    if (strcmp(word, ROUTE_TO_NEXT) == 0)
        return add_next(search, route, arena, list, err);
    if (strcmp(word, ROUTE_TO_NAMED) == 0)
        return add_named(search, route, word, arena, list, err);
    if (strcmp(word, ROUTE_TO_HOLDER) == 0)
        return add_holder(search, route, word, arena, list, err);
    if (strncmp(word, ROUTE_TO_BODY, strlen(ROUTE_TO_BODY)) == 0)
        return add_body(search, route, word, arena, list, err);
    return !has_role(search, arena, word + strlen(ROUTE_TO_PERSON)) || add(search, route, word, word, arena, list, err);
}

struct value *addressee_list(const struct addressee_search *search, const struct message_route *route, struct arena *arena, struct err *err)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < route->to_count; i++)
        if (!add_word(search, route, route->to[i], arena, list, err))
            return NULL;
    return list;
}

static bool among(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; word && i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

static bool is_for(const struct message_route *route, const struct addressee_search *search, const char *kind)
{
    return message_kind_is_of(route, kind) && (!route->about_count || among(route->about, route->about_count, search->about)) &&
           (!route->periods || (route->periods & search->periods)) && (!route->unit_count || among(route->units, route->unit_count, search->unit));
}

bool addressee_each(const struct addressee_search *search, const char *kind, struct arena *arena, addressee_tell *tell, void *context, struct err *err)
{
    const struct package *package = search->package;
    for (size_t i = 0; i < package->route_count; i++) {
        const struct message_route *route = &package->routes[i];
        if (!is_for(route, search, kind))
            continue;
        const struct value *list = addressee_list(search, route, arena, err);
        for (size_t j = 0; j < value_len(list); j++)
            if (!tell(context, route, value_at(list, j), err))
                return false;
        if (!list)
            return false;
    }
    return true;
}
