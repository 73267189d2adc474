#include "standing/unit_figure.h"

#include "base/array.h"
#include "base/value.h"
#include "criterion/rule_field.h"

static const char *const kept[] = {"verdict", "num", "den", "grade"};

const char *const unit_verdicts[UNIT_VERDICTS] = {"met", "missed", "not_applicable", "not_reported", "in_progress", "judged", "error"};

struct value *unit_figure(struct arena *arena, const struct value *cell)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; i < LEN(kept); i++)
        if (!value_is_null(value_get(cell, kept[i])))
            value_set(map, kept[i], value_get(cell, kept[i]));
    return map;
}

static struct value *nothing(struct arena *arena)
{
    struct value *map = value_map(arena);
    value_set_text(map, "verdict", "not_applicable");
    value_set_int(map, "num", 0);
    value_set_int(map, "den", 0);
    return map;
}

struct value *unit_figures(struct arena *arena, const char *const *uses, size_t count, const struct value *cells)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; i < count; i++) {
        const struct value *cell = value_get(cells, uses[i]);
        value_set(map, uses[i], cell ? unit_figure(arena, cell) : nothing(arena));
    }
    return map;
}

void unit_figures_check(const struct rule_reading *reading, const struct rule_place *place, const struct value *criteria, bool counted)
{
    if (criteria && value_type(criteria) != VALUE_MAP)
        rule_field_wrong(reading, place, "criteria", "viết { [\"1\"] = { verdict = \"met\", num = …, den = … } }", "write { [\"1\"] = { verdict = \"met\", num = …, den = … } }");
    for (size_t i = 0; value_type(criteria) == VALUE_MAP && i < value_len(criteria); i++) {
        rule_field_known(reading, place, value_item(criteria, i), kept, LEN(kept));
        rule_field_choice(reading, place, value_item(criteria, i), "verdict", unit_verdicts, UNIT_VERDICTS, counted);
    }
}
