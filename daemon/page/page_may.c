#include "page/page_may.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "command/belongs.h"
#include "command/command.h"
#include "command/dispatch.h"
#include "command/permission.h"
#include "page/page_visit.h"
#include "person/caller.h"

#include <string.h>

static const char *const acts[][2] = {{"enter", "records enter"},   {"confirm", "records confirm"}, {"withdraw", "records withdraw"}, {"import", "import"},
                                      {"undo", "import undo"},      {"attach", "records attach"},   {"ask", "exceptions ask"},
                                      {"grant", "exceptions grant"}, {"brief", "brief"},            {"register", "register add"},  {"register_import", "register import"},
                                      {"take_bundles", "seals import"}, {"propose", "rules propose"}, {"activate", "rules activate"}, {"comment", "rules comment"}, {"outbox", "outbox drop"},
                                      {"silence", "alerts silence"}};

/* unit NULL: of no one unit; then for anything at all. */
static struct value *acts_for(struct arena *arena, const struct caller *caller, const char *unit)
{
    struct value *may = value_map(arena);
    for (size_t i = 0; i < LEN(acts); i++) {
        struct err err = {0};
        value_set_bool(may, acts[i][0], page_visit_may(acts[i][1], caller) && permission_scope(command_find(acts[i][1]), caller, unit, &err));
        err_clear(&err);
    }
    return may;
}

/* The unit that the page is about: of its first part that says one. */
static const char *unit_of_page(const struct value *data)
{
    static const char *const parts[] = {"month", "form", "grid", "list"};
    const char *unit = NULL;
    for (size_t i = 0; i < LEN(parts) && !unit; i++)
        unit = value_get_text(value_get(data, parts[i]), "unit", NULL);
    return unit;
}

/* ---- things of a list ---- */

/* [{unit …}…] with what may be done about each. */
static struct value *by_unit(struct arena *arena, const struct caller *caller, const struct value *things)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(things); i++) {
        struct value *thing = value_copy(arena, value_at(things, i));
        value_set(thing, "may", acts_for(arena, caller, value_get_text(thing, "unit", NULL)));
        value_append(list, thing);
    }
    return list;
}

/* A list within a part, replaced. */
static void narrow(struct arena *arena, const struct caller *caller, struct value *data, const char *part, const char *name)
{
    if (!value_get(value_get(data, part), name))
        return;
    struct value *copy = value_copy(arena, value_get(data, part));
    value_set(copy, name, by_unit(arena, caller, value_get(copy, name)));
    value_set(data, part, copy);
}

/* The unit whose the record is: a key begins with it, or with a team or a member of it. */
static bool unit_of_record(const struct command_call *call, const struct caller *caller, const char *type, const struct value *record,
                           const char **ret_unit, struct err *err)
{
    struct command_call own = *call;
    struct value *arguments = value_map(call->arena);
    value_set_text(arguments, "type", type);
    own.arguments = arguments;
    own.caller = caller;
    return belongs_record(&own, value_get(record, "key"), ret_unit, err);
}

/* Of whoever may do it for the whole contest nothing is asked. */
static bool narrow_records(struct value *data, const struct command_call *call, const struct caller *caller, struct err *err)
{
    const struct value *found = value_get(data, "list"), *given = value_get(found, "records");
    struct value *records = value_list(call->arena), *list;
    bool whole = caller_reaches(caller, command_find("records enter")->roles, NULL);
    for (size_t i = 0; i < value_len(given); i++) {
        struct value *record = value_copy(call->arena, value_at(given, i));
        const char *unit = NULL;
        if (!whole && !unit_of_record(call, caller, value_get_text(found, "type", ""), record, &unit, err))
            return false;
        value_set(record, "may", acts_for(call->arena, caller, unit));
        value_append(records, record);
    }
    if (given) {
        list = value_copy(call->arena, found);
        value_set(list, "records", records);
        value_set(data, "list", list);
    }
    return true;
}

/* An import is undone by who may do it for the unit of every record that is shown of it. */
static bool narrow_undo(struct value *data, const struct command_call *call, const struct caller *caller, struct value *may, struct err *err)
{
    const struct value *records = value_get(value_get(data, "imported"), "records");
    bool undo = value_get_bool(may, "undo", false), whole = caller_reaches(caller, command_find("import undo")->roles, NULL);
    for (size_t i = 0; undo && !whole && i < value_len(records); i++) {
        const struct value *record = value_at(records, i);
        const char *unit;
        if (!unit_of_record(call, caller, value_get_text(record, "type", ""), record, &unit, err))
            return false;
        undo = unit && caller_reaches(caller, command_find("import undo")->roles, unit);
    }
    value_set_bool(may, "undo", undo);
    return true;
}

/* Whose pages and results may be opened: a board shows all units to everybody. */
static void add_open(struct value *data, struct arena *arena, const struct caller *caller)
{
    const struct command *command = command_find("explain");
    struct err err = {0};
    bool all = page_visit_may("explain", caller) && permission_whole(command, caller, &err);
    value_set_bool(data, "opens_all", all);
    value_set(data, "opens", all ? value_map(arena) : permission_units(command, caller, arena));
    err_clear(&err);
}

/* For which units a paper may be registered. */
static struct value *registers_for(struct arena *arena, const struct caller *caller)
{
    const struct value *units = permission_units(command_find("register add"), caller, arena);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(units); i++)
        value_append(list, value_text(arena, value_key(units, i)));
    return list;
}

bool page_may_add(struct value *data, const struct command_call *call, struct err *err)
{
    struct command_call own = *call;
    if (!command_know(&own, err))
        return false;
    const struct caller *caller = own.caller;
    struct value *may = acts_for(call->arena, caller, caller->units ? unit_of_page(data) : NULL);
    value_set(data, "may", may);
    if (!caller->units) /* before the first contest */
        return true;
    add_open(data, call->arena, caller);
    if (value_get(value_get(data, "form"), "issuers"))
        value_set(data, "registers", registers_for(call->arena, caller));
    narrow(call->arena, caller, data, "waiting", "groups");
    static const char *const lists[] = {"exceptions", "alerts", "silences"};
    for (size_t i = 0; i < LEN(lists); i++)
        if (value_type(value_get(data, lists[i])) == VALUE_LIST)
            value_set(data, lists[i], by_unit(call->arena, caller, value_get(data, lists[i])));
    return narrow_records(data, call, caller, err) && narrow_undo(data, call, caller, may, err);
}
