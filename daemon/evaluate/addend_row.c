#include "evaluate/addend_row.h"

#include "base/value.h"
#include "evaluate/attribution.h"
#include "evaluate/work.h"

struct value *addend_rows(struct arena *arena, struct value *by, const char *unit)
{
    struct value *rows = (struct value *)value_get(by, unit);
    if (!rows) {
        rows = value_list(arena);
        value_set(by, unit, rows);
    }
    return rows;
}

void addend_add(struct arena *arena, struct value *rows, const struct value *id, int64_t num, int64_t den)
{
    if (!num && !den)
        return;
    struct value *row = value_map_sized(arena, 3);
    value_set_kept(row, "id", id);
    value_set_kept(row, "num", value_int(arena, num));
    value_set_kept(row, "den", value_int(arena, den));
    value_append(rows, row);
}

void addend_team(const struct work *work, int ward, const char *month, const char *team, bool met)
{
    struct value *id = value_list(work->arena);
    value_append(id, value_text(work->arena, month));
    value_append(id, value_text(work->arena, team));
    addend_add(work->arena, addend_rows(work->arena, work->team_months, work->territory->wards[ward]), id, met, 1);
}
