#include "import/nil_return_sql.h"

#include "base/arena.h"
#include "record/field_kind.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

/* A ward before a team before a member: the nearer one says more. */
static int distance(const struct field *field)
{
    enum field_scope scope = field_kind(field)->scope;
    if (!field->required || (scope != FIELD_SCOPE_UNIT && scope != FIELD_SCOPE_MEMBER))
        return 0;
    if (scope == FIELD_SCOPE_MEMBER)
        return 3;
    return field->level == LEVEL_WARD ? 1 : field->level == LEVEL_TEAM ? 2 : 0;
}

const struct field *nil_return_owner(const struct record_type *type)
{
    const struct field *owner = NULL;
    for (size_t i = 0; i < type->field_count; i++) {
        int far = distance(&type->fields[i]);
        if (far && (!owner || far < distance(owner)))
            owner = &type->fields[i];
    }
    return owner;
}

/* The column with the day by which a record touches results. */
static const char *day_column(struct arena *arena, const struct record_type *type)
{
    const char *name = type->touches_on ? type->touches_on : type->touches_from;
    const struct field *field = name ? record_field(type, name) : NULL;
    if (!field || !field_kind(field)->day)
        return NULL;
    return field_kind(field)->with_day ? field_day_column(arena, field) : field->name;
}

/* " JOIN record_unit AS x ON …": the row of that id that is good on the day. */
static const char *join(struct arena *arena, const char *type, const char *as, const char *id, const char *value, const char *day)
{
    return arena_printf(arena,
                        " JOIN record_%1$s AS %2$s ON %2$s.%3$s = %4$s AND %2$s.state = '%6$s' AND %2$s.valid_from <= r.%5$s"
                        " AND ifnull(%2$s.valid_until, r.%5$s) >= r.%5$s",
                        type, as, id, value, day, workflow_to("record", "confirm"));
}

char *nil_return_sql(struct arena *arena, const struct record_type *type)
{
    const struct field *owner = nil_return_owner(type);
    const char *day = day_column(arena, type);
    if (!owner || !day)
        return NULL;
    const char *unit = arena_printf(arena, "r.%s", owner->name), *joins = "";
    if (distance(owner) == 3) {
        joins = join(arena, "member", "m", "member_id", unit, day);
        unit = "m.team";
    }
    if (distance(owner) >= 2) {
        joins = arena_printf(arena, "%s%s", joins, join(arena, "unit", "t", "unit_id", unit, day));
        unit = "t.parent";
    }
    return arena_printf(arena,
                        "SELECT %1$s, count(*), min(r.source_row), r.source_file FROM record_%2$s AS r%3$s WHERE r.%4$s >= ?1"
                        " AND r.%4$s < ?2 AND r.from_seq >= ?3 AND r.state = '%5$s' GROUP BY %1$s",
                        unit, type->name, joins, day, workflow_to("record", "confirm"));
}
