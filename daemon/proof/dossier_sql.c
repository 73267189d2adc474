#include "proof/dossier_sql.h"

#include "base/arena.h"
#include "record/record_type.h"

#include <string.h>

#define OF_TEAMS "(SELECT unit FROM home WHERE ward = :subject)"
#define OF_WARDS "(SELECT unit FROM home WHERE ward = :subject UNION SELECT origin FROM origin WHERE ward = :subject)"
#define OF_MEMBERS "(SELECT member_id FROM member WHERE team IN " OF_TEAMS ")"

/* What a field of a record says of whose it is: "team IN (…)"; NULL: nothing. */
static const char *narrowed_by(struct arena *arena, const struct field *field)
{
    switch (field_kind(field)->scope) {
    case FIELD_SCOPE_UNIT:
        return arena_printf(arena, "%s IN %s", field->name, field->level == LEVEL_TEAM ? OF_TEAMS : OF_WARDS);
    case FIELD_SCOPE_MEMBER:
        return arena_printf(arena, "%s IN " OF_MEMBERS, field->name);
    case FIELD_SCOPE_SUBJECT:
        return arena_printf(arena, "%1$s IN " OF_TEAMS " OR %1$s IN " OF_MEMBERS, field->name);
    default:
        return NULL;
    }
}

/* Where somebody counts his newest row says, so of whoever was in the ward all rows are there, also those of where he went. */
static const char *narrowed_whole(const struct record_type *type)
{
    return strcmp(type->name, "unit") == 0 ? "unit_id IN " OF_TEAMS : strcmp(type->name, "member") == 0 ? "member_id IN " OF_MEMBERS : NULL;
}

const char *dossier_sql(struct arena *arena, const struct record_type *type, bool whole)
{
    const char *sql = "", *where = narrowed_whole(type);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        const char *by = narrowed_by(arena, field);
        sql = arena_printf(arena, "%s%s%s", sql, i ? ", " : "SELECT ", field->name);
        if (field_kind(field)->with_day)
            sql = arena_printf(arena, "%s, %s", sql, field_day_column(arena, field));
        if (by)
            where = where ? arena_printf(arena, "%s OR %s", where, by) : by;
    }
    sql = arena_printf(arena, "%s FROM %s", sql, type->name);
    return whole || !where ? sql : arena_printf(arena, "%s WHERE %s", sql, where);
}
