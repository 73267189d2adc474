#include "mirror/mirror_sql.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "dialect/translated.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

/* Calls `put` with each column that goes over, and its field; NULL of one beside them. */
typedef void put_column(struct buffer *out, struct arena *arena, const struct field *field, const char *name, bool number);

static void each_column(struct arena *arena, const struct record_type *type, put_column *put, struct buffer *out)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        bool number;
        if (!translated_column(arena, type, field->name, &number))
            continue;
        put(out, arena, field, field->name, number);
        if (field_kind(field)->with_day)
            put(out, arena, field, field_day_column(arena, field), true);
    }
}

static void put_kind(struct buffer *out, struct arena *arena, const struct field *field, const char *name, bool number)
{
    (void)arena, (void)field;
    buffer_printf(out, "%s %c\n", name, number ? 'n' : 't');
}

static void put_name(struct buffer *out, struct arena *arena, const struct field *field, const char *name, bool number)
{
    (void)arena, (void)field, (void)number;
    buffer_printf(out, "%s\n", name);
}

static void put_listed(struct buffer *out, struct arena *arena, const struct field *field, const char *name, bool number)
{
    (void)arena, (void)field, (void)number;
    buffer_printf(out, "%s, ", name);
}

static void put_day(struct buffer *out, struct arena *arena, const struct field *field, const char *name, bool number)
{
    if (number && (field_kind(field)->with_day ? strcmp(name, field_day_column(arena, field)) == 0 : field_kind(field)->day != NULL))
        buffer_printf(out, "%s\n", name);
}

static const char *lines(struct arena *arena, const struct record_type *type, put_column *put, const char *more)
{
    struct buffer out = {0};
    each_column(arena, type, put, &out);
    buffer_puts(&out, more);
    return buffer_take(&out, arena);
}

/* Whoever is unique by its key is so by unit and key too, and a partitioned table wants it said so. */
static const char *key_of(struct arena *arena, const struct record_type *type, const char *unit)
{
    const char *key = *unit ? arena_printf(arena, "%s\n", unit) : "";
    for (size_t i = 0; i < type->key_count; i++)
        if (strcmp(type->key[i], unit) != 0)
            key = arena_printf(arena, "%s%s\n", key, type->key[i]);
    return arena_printf(arena, "%sfrom_seq\n", key);
}

bool mirror_sql_columns(struct arena *arena, const struct record_type *type, struct mirror_columns *ret_rows)
{
    bool number;
    for (size_t i = 0; i < type->key_count; i++)
        if (!translated_column(arena, type, type->key[i], &number))
            return false;
    const char *unit = translated_unit(arena, type);
    unit = unit ? unit : "";
    *ret_rows = (struct mirror_columns){.columns = lines(arena, type, put_kind, "counts b\nfrom_seq n\nuntil_seq n\n"),
                                      .names = lines(arena, type, put_name, "counts\nfrom_seq\nuntil_seq\n"),
                                      .key = key_of(arena, type, unit),
                                      .unit = unit,
                                      .days = lines(arena, type, put_day, "")};
    return true;
}

/* The states that count, as SQL: 't' or 'f', which is how the other side takes a truth. */
static const char *counts(struct arena *arena)
{
    const struct workflow *workflow = workflow_find("record");
    const char *list = "";
    for (size_t i = 0; i < workflow->state_count; i++)
        if (workflow->states[i].means & WORKFLOW_COUNTS)
            list = arena_printf(arena, "%s%s'%s'", list, *list ? ", " : "", workflow->states[i].name);
    return arena_printf(arena, "iif(state IN (%s), 't', 'f')", list);
}

const char *mirror_sql_between(struct arena *arena, const struct record_type *type, int64_t after, int64_t upto)
{
    const char *columns = arena_printf(arena, "%s%s AS counts, from_seq", lines(arena, type, put_listed, ""), counts(arena));
    const char *came = arena_printf(arena, "from_seq > %" PRId64 " AND from_seq <= %" PRId64, after, upto);
    return arena_printf(arena,
                        "SELECT %1$s, NULL AS until_seq FROM record_%2$s WHERE %3$s\nUNION ALL SELECT %1$s, until_seq FROM history_%2$s WHERE %3$s\n"
                        "UNION ALL SELECT %1$s, until_seq FROM history_%2$s WHERE until_seq > %4$" PRId64 " AND until_seq <= %5$" PRId64 " AND from_seq <= %4$" PRId64,
                        columns, type->name, came, after, upto);
}

const char *mirror_sql_any(struct arena *arena, const struct record_type *type, int64_t after, int64_t upto)
{
    return arena_printf(arena,
                        "SELECT 1 FROM record_%1$s WHERE from_seq > %2$" PRId64 " AND from_seq <= %3$" PRId64 " UNION ALL SELECT 1 FROM history_%1$s WHERE until_seq > %2$" PRId64
                        " AND until_seq <= %3$" PRId64 " UNION ALL SELECT 1 FROM history_%1$s WHERE from_seq > %2$" PRId64 " AND from_seq <= %3$" PRId64 " AND until_seq > %3$" PRId64 " LIMIT 1",
                        type->name, after, upto);
}

const char *mirror_sql_end(struct arena *arena, const struct record_type *type, int64_t after, int64_t upto, int most)
{
    return arena_printf(arena, "SELECT from_seq FROM record_%s WHERE from_seq > %" PRId64 " AND from_seq <= %" PRId64 " ORDER BY from_seq LIMIT 1 OFFSET %d", type->name, after, upto,
                        most - 1);
}

const char *mirror_sql_said(struct arena *arena, const struct record_type *type, const char *column, int64_t upto)
{
    return arena_printf(arena,
                        "SELECT 1 FROM record_%1$s WHERE %2$s IS NOT NULL AND from_seq <= %3$" PRId64 " UNION ALL SELECT 1 FROM history_%1$s WHERE %2$s IS NOT NULL AND from_seq <= %3$" PRId64
                        " LIMIT 1",
                        type->name, column, upto);
}

const char *mirror_sql_hash(struct arena *arena, int64_t sequence)
{
    return arena_printf(arena, "SELECT hash FROM audit WHERE sequence = %" PRId64, sequence);
}
