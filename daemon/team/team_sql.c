#include "team/team_sql.h"

#include "base/arena.h"

const char *team_sql_standing(struct arena *arena, const char *level)
{
    return arena_printf(arena,
                        "SELECT unit.unit_id, unit.name, home.ward\n"
                        "  FROM unit JOIN home ON home.unit = unit.unit_id\n"
                        " WHERE unit.level = '%s' AND unit.valid_from <= :from AND (unit.valid_until IS NULL OR unit.valid_until >= :from)\n"
                        " ORDER BY unit.unit_id",
                        level);
}
