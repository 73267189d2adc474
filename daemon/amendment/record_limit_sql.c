#include "amendment/record_limit_sql.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "record/field_kind.h"
#include "record/record_folded.h"
#include "record/record_key.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

char *record_limit_given(struct arena *arena, const struct field *field)
{
    return arena_printf(arena, "r.%s IS NOT NULL", field->name);
}

char *record_limit_empty(struct arena *arena, const struct field *field)
{
    return arena_printf(arena, "r.%s IS NULL", field->name);
}

char *record_limit_word(struct arena *arena, const struct field *field, const char *word)
{
    struct buffer sql = {0};
    buffer_printf(&sql, "r.%s = ", field->name);
    record_sql_put_word(&sql, word);
    return buffer_take(&sql, arena);
}

/* "state IN ('waiting', 'confirmed')" */
static void put_claiming(struct buffer *sql, const char *row)
{
    const struct workflow *workflow = workflow_find("record");
    const char *before = "";
    buffer_printf(sql, "%sstate IN (", row);
    for (size_t i = 0; i < workflow->state_count; i++)
        if (workflow->states[i].means & WORKFLOW_CLAIMS) {
            buffer_printf(sql, "%s'%s'", before, workflow->states[i].name);
            before = ", ";
        }
    buffer_puts(sql, ")");
}

char *record_limit_agreeing(struct arena *arena, const struct record_type *from, const struct record_type *to)
{
    const char **places = arena_alloc(arena, to->field_count * sizeof *places);
    struct buffer sql = {0};
    for (size_t i = 0; i < to->unique_count; i++)
        if (!record_field(from, to->unique[i]))
            return NULL;
    for (size_t i = 0; i < to->field_count; i++)
        places[i] = to->fields[i].name;
    buffer_printf(&sql,
                  "r.rowid IN (SELECT id FROM (SELECT rowid AS id, agreed, count(*) OVER (PARTITION BY agreed) AS others FROM (SELECT rowid, %s AS agreed "
                  "FROM main.record_%s WHERE ",
                  record_folded_value(arena, to, RECORD_FOLDED_UNIQUE, places), to->name);
    put_claiming(&sql, "");
    buffer_puts(&sql, ")) WHERE agreed IS NOT NULL AND others > 1)");
    return buffer_take(&sql, arena);
}

char *record_limit_overlapping(struct arena *arena, const struct record_type *type)
{
    struct record_life life;
    struct buffer sql = {0};
    if (!record_key_life(arena, type, &life))
        return NULL;
    buffer_printf(&sql, "EXISTS (SELECT 1 FROM main.record_%s AS other WHERE other.rowid <> r.rowid AND ", type->name);
    for (size_t i = 0; i < life.subject_count; i++)
        buffer_printf(&sql, "other.%1$s = r.%1$s AND ", life.subject[i]);
    buffer_printf(&sql, "(r.%2$s IS NULL OR other.%1$s <= r.%2$s) AND (other.%2$s IS NULL OR other.%2$s >= r.%1$s) AND ", life.from->name,
                  life.until->name);
    put_claiming(&sql, "other.");
    buffer_puts(&sql, ")");
    return buffer_take(&sql, arena);
}

/* " FROM … AS r WHERE …"; ?1 stands in it, whether the condition asks for it or not. */
static void put_rows(struct buffer *sql, const struct record_limit_rows *rows, const char *table)
{
    buffer_printf(sql, " FROM main.%s_%s AS r WHERE (%s) AND ?1 IS NOT NULL", table, rows->type->name, rows->when);
    if (rows->among == RECORD_LIMIT_CLAIMING) {
        buffer_puts(sql, " AND ");
        put_claiming(sql, "r.");
    }
}

char *record_limit_count(struct arena *arena, const struct record_limit_rows *rows)
{
    struct buffer sql = {0};
    buffer_puts(&sql, "SELECT (SELECT count(*)");
    put_rows(&sql, rows, "record");
    if (rows->among == RECORD_LIMIT_VERSIONS) {
        buffer_puts(&sql, ") + (SELECT count(*)");
        put_rows(&sql, rows, "history");
    }
    buffer_puts(&sql, ")");
    return buffer_take(&sql, arena);
}

static void put_key(struct buffer *sql, const struct record_type *type)
{
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(sql, "%sr.%s", i ? ", " : "SELECT ", type->key[i]);
}

char *record_limit_first(struct arena *arena, const struct record_limit_rows *rows)
{
    enum { FIRST = 3 };
    struct buffer sql = {0};
    put_key(&sql, rows->type);
    put_rows(&sql, rows, "record");
    if (rows->among == RECORD_LIMIT_VERSIONS) {
        buffer_puts(&sql, " UNION ");
        put_key(&sql, rows->type);
        put_rows(&sql, rows, "history");
    }
    buffer_printf(&sql, " ORDER BY 1%s LIMIT %d", rows->type->key_count > 1 ? ", 2" : "", FIRST);
    return buffer_take(&sql, arena);
}
