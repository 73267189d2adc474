#include "criterion/measure_sql.h"

#include "base/arena.h"
#include "criterion/criterion.h"
#include "record/record_type.h"

/* After each piece of a rule comes a line of its own: a comment at its end swallows nothing. */

char *measure_sql_filter(struct arena *arena, const struct measure *measure)
{
    char *days = arena_printf(arena, "%1$s >= :from AND %1$s < :until", measure->date);
    return measure->where ? arena_printf(arena, "%s AND (%s\n)", days, measure->where) : days;
}

char *measure_sql_columns(struct arena *arena, const struct measure *measure)
{
    return arena_printf(arena, "%s, %s, (%s\n), (%s\n)", record_field(measure->of, "ward") ? "ward" : "NULL", record_field(measure->of, "team") ? "team" : "NULL",
                        measure->num, measure->den ? measure->den : "0");
}

char *measure_sql_scan(struct arena *arena, const struct measure *measure, const char *columns,
                       const char *order)
{
    return measure_sql_scan_of(arena, measure, measure->of->name, columns, order);
}

char *measure_sql_scan_of(struct arena *arena, const struct measure *measure, const char *source,
                          const char *columns, const char *order)
{
    char *sql = arena_printf(arena, "SELECT %s\n FROM %s AS %s WHERE %s", columns, source, measure->of->name, measure_sql_filter(arena, measure));
    return order ? arena_printf(arena, "%s ORDER BY %s", sql, order) : sql;
}

char *measure_sql_count(struct arena *arena, const char *type)
{
    return arena_printf(arena, "SELECT count(*) FROM %s", type);
}

char *measure_sql_sums(struct arena *arena, const struct measure *measure)
{
    return arena_printf(arena, "SELECT total((%s\n)), total((%s\n)) FROM %s", measure->num,
                        measure->den ? measure->den : "0", measure->of->name);
}

char *measure_sql_piece(struct arena *arena, const struct measure *measure, const char *text,
                        size_t *ret_start)
{
    static const char head[] = "SELECT (";
    *ret_start = sizeof head - 1;
    return arena_printf(arena, "%s%s\n) FROM %s", head, text, measure->of->name);
}
