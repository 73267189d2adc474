#include "today/today.h"

#include "base/value.h"
#include "command/perform.h"
#include "package/package.h"

struct value *today_item(struct today *today, const char *kind, int64_t count)
{
    struct value *item = value_map(today->call->arena);
    value_set_text(item, "kind", kind);
    value_set_int(item, "count", count);
    value_append(today->items, item);
    return item;
}

void today_set_unit(struct today *today, struct value *item, const char *unit)
{
    const struct unit_fact *fact = unit_at(&today->package->units, unit, today->day);
    value_set_text(item, "unit", unit);
    value_set_text(item, "unit_title", fact ? fact->name : unit);
}
