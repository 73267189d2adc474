#include "command/entry_asked.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/belongs.h"
#include "command/perform.h"
#include "command/permission.h"
#include "import/touched_days.h"
#include "package/package.h"
#include "person/caller.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "workflow/role.h"

struct value *entry_asked_units(struct command_call *call, const struct package *package, int32_t day)
{
    struct value *list = value_list(call->arena);
    size_t len;
    const char **wards = unit_standing(&package->units, LEVEL_WARD, day, call->arena, &len);
    for (size_t i = 0; i < len; i++) {
        struct value *map = value_map(call->arena);
        if (!caller_reaches(call->caller, ROLE_PEOPLE, wards[i]))
            continue;
        value_set_text(map, "id", wards[i]);
        value_set_text(map, "title", unit_at(&package->units, wards[i], day)->name);
        value_append(list, map);
    }
    return list;
}

/* The own one, for whoever names none. */
static const char *own_unit(struct command_call *call, const struct package *package, int32_t day)
{
    const char *unit = caller_unit(call->caller, ROLE_PEOPLE);
    const struct value *units = entry_asked_units(call, package, day);
    if (unit && unit_stands(&package->units, unit, day))
        return unit;
    return value_len(units) ? value_get_text(value_at(units, 0), "id", NULL) : NULL;
}

/* The month of today; before the contest its first, after it its last. */
static const struct period *month_of(const struct period_list *periods, int32_t day)
{
    const struct period *found = NULL;
    for (size_t i = 0; i < periods->len; i++)
        if (periods->items[i].kind == PERIOD_MONTH && (!found || periods->items[i].from <= day))
            found = &periods->items[i];
    return found;
}

/* The record that the key names. Whose it is and of which month, is asked for as if it had been named, where it was not. */
static bool read_record(struct command_call *call, struct entry_asked *asked, struct err *err)
{
    const struct value *key = value_get(call->arguments, "key");
    struct cell *cells;
    bool found;
    if (!key)
        return true;
    const struct record_type *type = call_type(call, asked->package, call_text(call, "type"), err);
    if (!type || !record_key_read(call->arena, type, value_as_text(key), &cells, err) ||
        !entry_rows_find(call->store, call->arena, type, cells, &asked->record, &found, err) ||
        (!asked->unit && (!belongs_record(call, key, &asked->unit, err) || !permission_scope(call->command, call->caller, asked->unit, err))))
        return false;
    if (!found)
        asked->record.cells = NULL;
    for (size_t i = 0; found && i < asked->periods->len && !asked->period; i++)
        if (asked->periods->items[i].kind == PERIOD_MONTH &&
            touched_days_are_of(call->arena, type, asked->periods, &asked->periods->items[i], asked->record.cells))
            asked->period = &asked->periods->items[i];
    return true;
}

bool entry_asked_read(struct command_call *call, struct entry_asked *ret_asked, struct err *err)
{
    struct entry_asked asked = {.unit = call_text(call, "unit"), .today = instant_day(clock_now(call->clock))};
    if (!call_contest(call, &asked.package, &asked.periods, err))
        return false;
    if ((call_text(call, "period") && !(asked.period = call_period(call, asked.periods, "period", err))) ||
        !read_record(call, &asked, err))
        return false;
    if (!asked.period)
        asked.period = month_of(asked.periods, asked.today);
    if (!asked.period)
        return err_set(err, "phong trào không có tháng nào", "the contest has no month");
    if (!asked.unit)
        asked.unit = own_unit(call, asked.package, asked.period->until - 1);
    if (!asked.unit)
        return err_set(err, "ghi đơn vị (--unit)", "name the unit (--unit)");
    if (!entry_scope_read(call->store, call->arena, asked.package, asked.unit, asked.period->until - 1, &asked.scope, err))
        return false;
    *ret_asked = asked;
    return true;
}

struct value *entry_asked_map(struct command_call *call, const struct entry_asked *asked)
{
    struct value *map = value_map(call->arena);
    value_set_text(map, "unit", asked->unit);
    value_set_text(map, "unit_title", asked->scope.title);
    value_set_text(map, "period", asked->period->id);
    value_set_text(map, "period_title", period_title(asked->period, call->arena));
    value_set_text(map, "from", day_text(call->arena, asked->period->from));
    value_set_text(map, "until", day_text(call->arena, asked->period->until - 1));
    value_set_text(map, "today", day_text(call->arena, asked->today));
    return map;
}

struct entry_about entry_asked_about(struct command_call *call, const struct entry_asked *asked, const struct record_type *type)
{
    return (struct entry_about){call->arena, asked->package, asked->periods, asked->period, &asked->scope, type};
}
