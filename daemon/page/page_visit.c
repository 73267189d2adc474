#include "page/page_visit.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "command/call.h"
#include "command/command.h"
#include "command/permission.h"
#include "page/page_data.h"
#include "person/caller.h"

bool page_visit_may(const char *words, const struct caller *caller)
{
    struct err err = {0};
    const struct command *command = command_find(words);
    bool may = permission_role(command, caller, &err) && permission_scope(command, caller, NULL, &err);
    err_clear(&err);
    return may;
}

/* What was done just now, in a word of its own, else in those of its command's help; null when no command is called so. */
static const struct value *said_of(struct arena *arena, const char *said, bool english)
{
    char *words = arena_strdup(arena, said);
    for (char *at = words; *at; at++)
        *at = *at == '-' ? ' ' : *at;
    const struct command *command = command_find(words);
    for (char *at = words; *at; at++)
        *at = *at == ' ' ? '_' : *at;
    const struct value *own = value_get(page_words(arena, english), arena_printf(arena, "said_%s", words));
    if (own)
        return own;
    return command ? value_text(arena, english ? command->en : command->vi) : value_null(arena);
}

static const struct value *caller_of(struct arena *arena, const struct caller *caller)
{
    struct value *map = value_map(arena);
    value_set_text(map, "name", caller->name ? caller->name : caller->actor); /* root has no account */
    value_set_text(map, "actor", caller->actor);
    value_set_text(map, "full_name", caller->full_name ? caller->full_name : caller->actor);
    value_set(map, "roles", role_names(arena, caller_roles(caller)));
    return map;
}

void page_visit_add(struct value *data, const struct page_visit *visit, const struct command_call *call)
{
    const struct value *given = call->arguments;
    const char *said = value_get_text(given, "said", NULL);
    value_set(data, "caller", visit->nobody ? value_null(call->arena) : caller_of(call->arena, call->caller));
    value_set_text(data, "form_token", visit->form_token);
    value_set(data, "said", said && !visit->met ? said_of(call->arena, said, visit->english) : value_null(call->arena));
    value_set_text(data, "pick", value_get_text(given, "pick", NULL));
    value_set_text(data, "receipt", value_get_text(given, "receipt", NULL));
}

struct command_call page_visit_around(const struct command_call *call)
{
    struct command_call around = *call;
    if (caller_roles(call->caller) == ROLE_PUBLIC) {
        struct caller *reader = arena_alloc(call->arena, sizeof *reader);
        *reader = caller_of_role(call->arena, call->caller->actor, ROLE_AUDITOR, call->caller->day);
        around.caller = reader;
    }
    return around;
}
