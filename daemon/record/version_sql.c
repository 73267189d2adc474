#include "record/version_sql.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "record/record_sql.h"
#include "record/record_type.h"

static const char *list_of(struct arena *arena, const char *const *names, size_t count)
{
    struct buffer list = {0};
    for (size_t i = 0; i < count; i++)
        buffer_printf(&list, "%s%s", i ? ", " : "", names[i]);
    return buffer_take(&list, arena);
}

static const char *columns_of(struct arena *arena, const struct record_type *type)
{
    size_t count;
    const char *const *columns = record_sql_columns(arena, type, &count);
    return list_of(arena, columns, count);
}

/* "ward = ?1 AND tip_id = ?2" */
static const char *key_is(struct arena *arena, const struct record_type *type)
{
    struct buffer condition = {0};
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(&condition, "%s%s = ?%zu", i ? " AND " : "", type->key[i], i + 1);
    return buffer_take(&condition, arena);
}

char *version_sql_superseded(struct arena *arena, const struct record_type *type)
{
    return arena_printf(arena, "SELECT %s, until_seq FROM history_%s WHERE %s ORDER BY from_seq DESC", columns_of(arena, type),
                        type->name, key_is(arena, type));
}

char *version_sql_of_record(struct arena *arena, const struct record_type *type)
{
    return arena_printf(arena,
                        "SELECT %1$s, NULL AS until_seq FROM record_%2$s WHERE %3$s UNION ALL "
                        "SELECT %1$s, until_seq FROM history_%2$s WHERE %3$s ORDER BY from_seq",
                        columns_of(arena, type), type->name, key_is(arena, type));
}

char *version_sql_of_change(struct arena *arena, const struct record_type *type)
{
    return arena_printf(arena,
                        "SELECT %1$s FROM record_%2$s WHERE from_seq = ?1 UNION SELECT %1$s FROM history_%2$s "
                        "WHERE from_seq = ?1 UNION SELECT %1$s FROM history_%2$s WHERE until_seq = ?1",
                        list_of(arena, type->key, type->key_count), type->name);
}
