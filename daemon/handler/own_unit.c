#include "handler/own_unit.h"

#include "base/value.h"
#include "command/perform.h"
#include "package/package.h"
#include "person/caller.h"
#include "workflow/role.h"

struct value *own_unit_list(struct command_call *call, const struct package *package, int32_t day)
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

const char *own_unit_first(struct command_call *call, const struct package *package, int32_t day)
{
    const char *unit = caller_unit(call->caller, ROLE_PEOPLE);
    const struct value *units = own_unit_list(call, package, day);
    if (unit && unit_stands(&package->units, unit, day))
        return unit;
    return value_len(units) ? value_get_text(value_at(units, 0), "id", NULL) : NULL;
}
