#include "outlook/choice_sql.h"

#include "base/arena.h"
#include "record/record_type.h"

const char *choice_sql(struct arena *arena, const struct record_type *type)
{
    const char *sql = NULL;
    for (size_t i = 0; i < type->field_count; i++) {
        const char *field = type->fields[i].name;
        const char *one = arena_printf(arena, "SELECT '%s', %s FROM %s GROUP BY %s", field, field, type->name, field);
        if (type->fields[i].choice_count)
            sql = sql ? arena_printf(arena, "%s UNION ALL %s", sql, one) : one;
    }
    return sql;
}
