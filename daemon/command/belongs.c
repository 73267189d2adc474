#include "command/belongs.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/perform.h"
#include "package/package.h"
#include "person/caller.h"
#include "record/field.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "run/result.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

/* The unit above a team or a member, as its records say; *ret_above NULL: they do not know it. */
static bool above(struct command_call *call, enum query query, const char *id, const char **ret_above, struct err *err)
{
    const struct value *row = store_row(call->store, call->arena, err, query, "ti", id, (int64_t)call->caller->day);
    *ret_above = row ? value_get_text(row, "above", NULL) : NULL;
    return row != NULL;
}

bool belongs_unit(struct command_call *call, const char *id, const char **ret_unit, struct err *err)
{
    const struct units *units = call->caller->units;
    const char *team, *unit = NULL;
    if (!units) {
        *ret_unit = NULL;
        return true;
    }
    if (unit_place(units, id) < units->fact_count)
        unit = id;
    else if (!above(call, QUERY_BUILTIN_MEMBER_TEAM, id, &team, err) ||
             !above(call, QUERY_BUILTIN_TEAM_PARENT, team ? team : id, &unit, err))
        return false;
    *ret_unit = unit && unit_place(units, unit) < units->fact_count ? unit : NULL;
    return true;
}

/* ---- what a command names ---- */

/* The id of the unit, team or member to which the thing belongs; NULL: there is no such thing. */
typedef bool owner(struct command_call *call, const struct value *named, const char **ret_id, struct err *err);

static bool owner_unit(struct command_call *call, const struct value *named, const char **ret_id, struct err *err)
{
    (void)call, (void)err;
    *ret_id = value_as_text(named);
    return true;
}

static bool owner_alert(struct command_call *call, const struct value *named, const char **ret_id, struct err *err)
{
    const struct value *row = store_row(call->store, call->arena, err, QUERY_ALERT_GET, "it", value_as_int(named),
                                        workflow_event("alert", "acknowledge"));
    *ret_id = value_get_text(row, "subject", NULL);
    return row != NULL;
}

static bool owner_draft(struct command_call *call, const struct value *named, const char **ret_id, struct err *err)
{
    const struct value *row = store_row(call->store, call->arena, err, QUERY_DRAFT_GET, "t", value_as_text(named));
    *ret_id = value_get_text(row, "subject", NULL);
    return row != NULL;
}

static bool owner_result(struct command_call *call, const struct value *named, const char **ret_id, struct err *err)
{
    struct result_id id;
    if (!result_id_parse(call->arena, value_as_text(named), &id, err))
        return false;
    const struct units *units = call->caller->units; /* a member's belongs where it did then, wherever he is now */
    const char *home = NULL;
    if (units && unit_place(units, id.subject) == units->fact_count && !result_home(call->store, call->arena, id, &home, err))
        return false;
    *ret_id = home ? home : id.subject;
    return true;
}

static bool owner_exception(struct command_call *call, const struct value *named, const char **ret_id, struct err *err)
{
    const struct value *row = store_row(call->store, call->arena, err, QUERY_LOCK_EXCEPTION_GET, "i", value_as_int(named));
    *ret_id = value_get_text(row, "unit", NULL);
    return row != NULL;
}

static bool owner_silence(struct command_call *call, const struct value *named, const char **ret_id, struct err *err)
{
    const struct value *row = store_row(call->store, call->arena, err, QUERY_SILENCE_GET, "i", value_as_int(named));
    *ret_id = value_get_text(row, "unit", NULL);
    return row != NULL;
}

/* Of a ward; what is one body's for all is the topmost unit's. */
static bool owner_duty(struct command_call *call, const struct value *named, const char **ret_id, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const struct value *row = store_row(call->store, call->arena, err, QUERY_DUTY_TASK_LIST, "i", value_as_int(named) ? value_as_int(named) : -1);
    if (!row || !call_contest(call, &package, &periods, err))
        return false;
    *ret_id = value_is_null(row) ? NULL : value_get_text(row, "unit", package->district);
    return true;
}

/* A key begins with whose the record is; a unit's or member's own with its id (record_key.h). */
static bool owner_key(struct command_call *call, const struct value *named, const char **ret_id, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct cell *cells;
    if (!call_contest(call, &package, &periods, err))
        return false;
    const struct record_type *type = call_type(call, package, call_text(call, "type"), err);
    if (!type || !record_key_read(call->arena, type, value_as_text(named), &cells, err))
        return false;
    const struct field *reporter = record_key_reporter(type), *field = reporter ? reporter : record_field(type, type->key[0]);
    *ret_id = cell_show(call->arena, field, cells[field - type->fields]);
    return true;
}

bool belongs_record(struct command_call *call, const struct value *key, const char **ret_unit, struct err *err)
{
    const char *id;
    return owner_key(call, key, &id, err) && belongs_unit(call, id, ret_unit, err);
}

static const struct {
    enum form_kind form;
    owner *find;
} owners[] = {
    {FORM_SUBJECT, owner_unit}, {FORM_ALERT, owner_alert}, {FORM_DRAFT, owner_draft}, {FORM_RESULT, owner_result}, {FORM_KEY, owner_key}, {FORM_EXCEPTION, owner_exception}, {FORM_DUTY, owner_duty}, {FORM_SILENCE, owner_silence},
};

static owner *owner_of(const struct command *command)
{
    enum form_kind form = command_parameter(command, command->unit)->form;
    for (size_t i = 0; i < LEN(owners); i++)
        if (owners[i].form == form)
            return owners[i].find;
    die("belongs: %s names a unit by no form that is known", command->words);
}

bool belongs_argument(const struct command *command, struct command_call *call, const char **ret_unit, bool *ret_whole, struct err *err)
{
    const struct value *named = command->unit ? value_get(call->arguments, command->unit) : NULL;
    const char *id = NULL;
    *ret_unit = NULL;
    *ret_whole = false;
    if (!named || !call->caller->units)
        return true;
    if (!owner_of(command)(call, named, &id, err) || (id && !belongs_unit(call, id, ret_unit, err)))
        return false;
    *ret_whole = id && !*ret_unit;
    return true;
}

/* ---- lists ---- */

struct value *belongs_visible(struct command_call *call, const struct value *rows, const char *key, struct err *err)
{
    struct value *visible = value_list(call->arena);
    bool all = caller_reaches(call->caller, call->command->roles, NULL);
    for (size_t i = 0; i < value_len(rows); i++) {
        const char *unit = NULL, *id = value_get_text(value_at(rows, i), key, NULL);
        if (!all && id && !belongs_unit(call, id, &unit, err))
            return NULL;
        if (all || (unit && caller_reaches(call->caller, call->command->roles, unit)))
            value_append(visible, value_at(rows, i));
    }
    return visible;
}

struct value *belongs_named(struct command_call *call, const struct package *package, const struct period_list *periods, const struct value *row)
{
    struct value *map = value_copy(call->arena, row);
    const struct period *period = period_find(periods, value_get_text(row, "period", ""));
    const struct unit_fact *unit = unit_at(&package->units, value_get_text(row, "unit", ""), period ? period->until - 1 : package->until - 1);
    value_set_text(map, "unit_title", unit ? unit->name : value_get_text(row, "unit", NULL));
    value_set_text(map, "period_title", period ? period_title(period, call->arena) : value_get_text(row, "period", NULL));
    return map;
}
