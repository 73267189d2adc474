#include "record/record_sql.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "record/record_folded.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

#include <string.h>

/* What every version knows of itself, after its fields. */
static const struct {
    const char *name, *declared;
} own_columns[] = {
    {"state", NULL}, /* put_states */
    {"state_reason", "TEXT"},
    {"source_file", "TEXT NOT NULL"},
    {"source_row", "INTEGER"},
    {"from_seq", "INTEGER NOT NULL"},
};
enum { OWN_COUNT = LEN(own_columns) };

/* "state = 'confirmed' OR …": the states that mean all this. */
static void put_meaning(struct buffer *sql, const char *column, const char *before, unsigned meaning, unsigned but)
{
    const struct workflow *workflow = workflow_find("record");
    for (size_t i = 0; i < workflow->state_count; i++) {
        const struct workflow_state *state = &workflow->states[i];
        if ((state->means & meaning) == meaning && !(state->means & but)) {
            buffer_printf(sql, "%s%s = '%s'", before, column, state->name);
            before = " OR ";
        }
    }
}

/* What counts comes first: nearly every row does. */
static void put_states(struct buffer *sql, const char *column)
{
    buffer_printf(sql, "    %s TEXT NOT NULL CHECK (", column);
    put_meaning(sql, column, "", WORKFLOW_COUNTS, 0);
    put_meaning(sql, column, " OR ", 0, WORKFLOW_COUNTS);
    buffer_puts(sql, "),\n");
}

struct columns {
    const char **names;
    size_t len, fields; /* the first `fields` of them are values of the record */
};

static struct columns columns_of(struct arena *arena, const struct record_type *type)
{
    struct columns columns = {.names =
                                  arena_alloc(arena, (2 * type->field_count + OWN_COUNT) * sizeof(char *))};
    for (size_t i = 0; i < type->field_count; i++) {
        columns.names[columns.len++] = type->fields[i].name;
        if (field_kind(&type->fields[i])->with_day)
            columns.names[columns.len++] = field_day_column(arena, &type->fields[i]);
    }
    columns.fields = columns.len;
    for (size_t i = 0; i < OWN_COUNT; i++)
        columns.names[columns.len++] = own_columns[i].name;
    return columns;
}

const char *const *record_sql_columns(struct arena *arena, const struct record_type *type, size_t *ret_count)
{
    struct columns columns = columns_of(arena, type);
    *ret_count = columns.len;
    return columns.names;
}

static void put_list(struct buffer *sql, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_printf(sql, "%s%s", i == 0 ? "" : ", ", names[i]);
}

/* " WHERE a = ?n AND b = ?n+1 …" */
static void put_where(struct buffer *sql, const char *const *names, size_t count, size_t first)
{
    for (size_t i = 0; i < count; i++)
        buffer_printf(sql, "%s%s = ?%zu", i == 0 ? " WHERE " : " AND ", names[i], first + i);
}

void record_sql_put_word(struct buffer *sql, const char *word)
{
    buffer_putc(sql, '\'');
    for (const char *c = word; *c; c++) {
        if (*c == '\'')
            buffer_putc(sql, '\'');
        buffer_putc(sql, *c);
    }
    buffer_putc(sql, '\'');
}

/* Not IN: SQLite would put the words into a table of its own for each row that is written. */
static void put_words(struct buffer *sql, const char *column, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_printf(sql, "%s%s = ", i == 0 ? " CHECK (" : " OR ", column);
        record_sql_put_word(sql, words[i]);
    }
    buffer_puts(sql, ")");
}

/*
 * NOT NULL stands only on the key: whether a field is required is the import's to check, and a later package
 * may ask for less. Choices are checked on live rows alone: a version of the past may hold a word that was
 * struck off since.
 */
static void put_field(struct buffer *sql, struct arena *arena, const struct record_type *type,
                      const struct field *field, bool live)
{
    const struct field_kind *kind = field_kind(field);
    size_t count;
    buffer_printf(sql, "    %s %s", field->name, kind->number ? "INTEGER" : "TEXT");
    if (text_place(field->name, type->key, type->key_count) >= 0)
        buffer_puts(sql, " NOT NULL");
    if (live && kind->words) {
        const char *const *words = kind->words(field, &count);
        put_words(sql, field->name, words, count);
    }
    buffer_puts(sql, ",\n");
    if (kind->with_day)
        buffer_printf(sql, "    %s INTEGER,\n", field_day_column(arena, field));
}

static void put_table(struct buffer *sql, struct arena *arena, const struct record_type *type, bool live,
                      const char *const *stored, size_t stored_count)
{
    struct columns columns = columns_of(arena, type);
    buffer_printf(sql, "CREATE TABLE %s_%s (\n", live ? "record" : "history", type->name);
    for (size_t i = 0; i < type->field_count; i++)
        put_field(sql, arena, type, &type->fields[i], live);
    for (size_t i = 0; i < stored_count; i++)
        if (text_place(stored[i], columns.names, columns.len) < 0)
            buffer_printf(sql, "    %s ANY,\n", stored[i]);
    for (size_t i = 0; i < OWN_COUNT; i++)
        if (own_columns[i].declared)
            buffer_printf(sql, "    %s %s,\n", own_columns[i].name, own_columns[i].declared);
        else
            put_states(sql, own_columns[i].name);
    if (live)
        record_folded_declare(sql, type);
    else
        buffer_puts(sql, "    until_seq INTEGER NOT NULL CHECK (until_seq > from_seq),\n");
    buffer_puts(sql, "    PRIMARY KEY (");
    put_list(sql, type->key, type->key_count);
    buffer_puts(sql, live ? ")\n) STRICT;\n" : ", from_seq)\n) STRICT;\n");
}

char *record_sql_tables(struct arena *arena, const struct record_type *type, const char *const *stored,
                        size_t stored_count)
{
    struct buffer sql = {0};
    put_table(&sql, arena, type, true, stored, stored_count);
    put_table(&sql, arena, type, false, stored, stored_count);
    /* At the newest sequence no version of the past is in force: this finds none of them at once. */
    buffer_printf(&sql, "CREATE INDEX until_%s ON history_%s (until_seq);\n", type->name, type->name);
    /* With it the change log: what came and what went since a sequence (record_sql_difference). */
    buffer_printf(&sql, "CREATE INDEX since_%s ON record_%s (from_seq);\n", type->name, type->name);
    record_folded_index(&sql, type);
    /* The conditions of such a package look for an id alone, for it was the key. */
    if (type->key_completed)
        buffer_printf(&sql, "CREATE INDEX id_%s ON record_%s (%s);\n", type->name, type->name, type->key[1]);
    return buffer_take(&sql, arena);
}

/* ", a, b": the columns of folded forms, or their values where the fields are `places`; nothing without any. */
static void put_folded(struct buffer *sql, struct arena *arena, const struct record_type *type, const char *const *places)
{
    for (int i = 0; i < RECORD_FOLDED; i++)
        if (record_folded_has(type, i))
            buffer_printf(sql, ", %s", places ? record_folded_value(arena, type, i, places) : record_folded_column(i));
}

/* The rows of one table, in the columns that it had and still has. */
static void put_refill(struct buffer *sql, struct arena *arena, const struct record_type *type, const char *table,
                       const char *const *columns, size_t count)
{
    bool history = strcmp(table, "history") == 0;
    const char **names = arena_alloc(arena, type->field_count * sizeof *names);
    for (size_t i = 0; i < type->field_count; i++)
        names[i] = text_place(type->fields[i].name, columns, count) >= 0 ? type->fields[i].name : "NULL";
    buffer_printf(sql, "INSERT INTO %s_%s (", table, type->name);
    put_list(sql, columns, count);
    history ? buffer_puts(sql, ", until_seq") : put_folded(sql, arena, type, NULL);
    buffer_puts(sql, ") SELECT ");
    put_list(sql, columns, count);
    history ? buffer_puts(sql, ", until_seq") : put_folded(sql, arena, type, names);
    buffer_printf(sql, " FROM old_%s_%s;\nDROP TABLE old_%s_%s;\n", table, type->name, table, type->name);
}

char *record_sql_rebuild(struct arena *arena, const struct record_type *type, const char *const *stored,
                         size_t stored_count)
{
    struct buffer sql = {0};
    buffer_printf(&sql, "ALTER TABLE record_%s RENAME TO old_record_%s;\n", type->name, type->name);
    buffer_printf(&sql, "ALTER TABLE history_%s RENAME TO old_history_%s;\n", type->name, type->name);
    buffer_printf(
        &sql,
        "DROP INDEX IF EXISTS until_%1$s;\nDROP INDEX IF EXISTS since_%1$s;\nDROP INDEX IF EXISTS agree_%1$s;\n"
        "DROP INDEX IF EXISTS folded_%1$s;\nDROP INDEX IF EXISTS named_%1$s;\nDROP INDEX IF EXISTS id_%1$s;\n",
        type->name);
    buffer_puts(&sql, record_sql_tables(arena, type, stored, stored_count));
    put_refill(&sql, arena, type, "record", stored, stored_count);
    put_refill(&sql, arena, type, "history", stored, stored_count);
    return buffer_take(&sql, arena);
}

/* "SELECT fields FROM main.<table> WHERE state = 'confirmed' AND …": what a rule may see of one table (one state counts).
 */
static void put_confirmed(struct buffer *sql, struct arena *arena, const struct record_type *type, const char *const *absent,
                          size_t count, const char *table, const char *condition)
{
    struct columns columns = columns_of(arena, type);
    buffer_puts(sql, "SELECT ");
    for (size_t i = 0; i < columns.fields; i++)
        buffer_printf(sql, "%s%s%s", i ? ", " : "", text_place(columns.names[i], absent, count) >= 0 ? "NULL AS " : "",
                      columns.names[i]);
    buffer_printf(sql, "\n  FROM main.%s WHERE ", table);
    put_meaning(sql, "state", "", WORKFLOW_COUNTS, 0);
    buffer_printf(sql, " AND %s", condition);
}

/* The + keeps index since_<type> out of it: nearly every row came before the newest sequence. */
static void put_in_force(struct buffer *sql, struct arena *arena, const struct record_type *type, int64_t sequence,
                         const char *const *absent, size_t count)
{
    long long at = (long long)sequence;
    put_confirmed(sql, arena, type, absent, count, arena_printf(arena, "record_%s", type->name), arena_printf(arena, "+from_seq <= %lld", at));
    buffer_puts(sql, "\nUNION ALL\n");
    put_confirmed(sql, arena, type, absent, count, arena_printf(arena, "history_%s", type->name),
                  arena_printf(arena, "from_seq <= %lld AND until_seq > %lld", at, at));
}

char *record_sql_view(struct arena *arena, const struct record_type *type, int64_t sequence, const char *const *absent, size_t count)
{
    struct buffer sql = {0};
    buffer_printf(&sql, "CREATE TEMP VIEW %s AS\n", type->name);
    put_in_force(&sql, arena, type, sequence, absent, count);
    buffer_puts(&sql, ";\n");
    return buffer_take(&sql, arena);
}

char *record_sql_masked_view(struct arena *arena, const struct record_type *type, int64_t sequence, const char *const *absent, size_t count)
{
    struct columns columns = columns_of(arena, type);
    struct buffer sql = {0};
    buffer_printf(&sql, "DROP VIEW IF EXISTS temp.%1$s;\nCREATE TEMP VIEW %1$s AS SELECT ", type->name);
    for (size_t i = 0; i < columns.fields; i++)
        buffer_printf(&sql, "%s%s%s", i ? ", " : "", record_private_column(arena, type, columns.names[i]) ? "'" CELL_MASK "' AS " : "", columns.names[i]);
    buffer_puts(&sql, " FROM (");
    put_in_force(&sql, arena, type, sequence, absent, count);
    buffer_printf(&sql, ")%s;\n", type->private ? " WHERE 0" : "");
    return buffer_take(&sql, arena);
}

/* By the change log whatever else there is: a planner without statistics takes a month's index for the
 * narrower one. In tables of before, which do not have it, such a view cannot be read. */
char *record_sql_difference(struct arena *arena, const struct record_type *type, int64_t since,
                            int64_t sequence)
{
    long long from = (long long)since, at = (long long)sequence;
    const char *live = arena_printf(arena, "record_%s INDEXED BY since_%s", type->name, type->name);
    const char *past = arena_printf(arena, "history_%s INDEXED BY until_%s", type->name, type->name);
    struct buffer sql = {0};
    buffer_printf(&sql, "CREATE TEMP VIEW \"%s removed\" AS\n", type->name);
    put_confirmed(&sql, arena, type, NULL, 0, past,
                  arena_printf(arena, "from_seq <= %lld AND until_seq > %lld AND until_seq <= %lld;\n", from,
                               from, at));
    buffer_printf(&sql, "CREATE TEMP VIEW \"%s added\" AS\n", type->name);
    put_confirmed(&sql, arena, type, NULL, 0, live,
                  arena_printf(arena, "from_seq > %lld AND from_seq <= %lld", from, at));
    buffer_puts(&sql, "\nUNION ALL\n");
    put_confirmed(
        &sql, arena, type, NULL, 0, past,
        arena_printf(arena, "from_seq > %lld AND from_seq <= %lld AND until_seq > %lld;\n", from, at, at));
    buffer_printf(&sql, "CREATE TEMP VIEW \"%s before\" AS\n", type->name);
    put_in_force(&sql, arena, type, since, NULL, 0);
    buffer_puts(&sql, ";\n");
    return buffer_take(&sql, arena);
}

char *record_sql_changes(struct arena *arena, const struct record_type *type)
{
    return arena_printf(
        arena,
        "SELECT (SELECT count(*) FROM (SELECT 1 FROM record_%s WHERE from_seq > ?1 LIMIT ?2)) + "
        "(SELECT count(*) FROM (SELECT 1 FROM history_%s WHERE until_seq > ?1 LIMIT ?2))",
        type->name, type->name);
}

char *record_sql_index(struct arena *arena, const struct record_type *type, const char *name,
                       const char *const *columns, int count)
{
    struct buffer sql = {0};
    char *index = arena_printf(arena, "measure_%s", name);
    for (char *c = index; *c != '\0'; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9');
        *c = plain ? *c : '_';
    }
    buffer_printf(&sql, "DROP INDEX IF EXISTS %s;\nCREATE INDEX %s ON record_%s (", index, index, type->name);
    for (int i = 0; i < count; i++)
        if (text_place(columns[i], columns, (size_t)i) < 0)
            buffer_printf(&sql, "%s, ", columns[i]);
    buffer_puts(&sql, "state, from_seq);\n");
    return buffer_take(&sql, arena);
}

/* All columns of the live versions (record) or of the superseded ones (history). */
static void put_select(struct buffer *sql, const struct columns *columns, const char *table, const char *type)
{
    buffer_puts(sql, "SELECT ");
    put_list(sql, columns->names, columns->len);
    buffer_printf(sql, " FROM %s_%s", table, type);
}

char *record_sql_select(struct arena *arena, const struct record_type *type)
{
    struct columns columns = columns_of(arena, type);
    struct buffer sql = {0};
    put_select(&sql, &columns, "record", type->name);
    put_where(&sql, type->key, type->key_count, 1);
    return buffer_take(&sql, arena);
}

/* "?3" for each field, among all columns. */
static const char *const *places_of(struct arena *arena, const struct record_type *type)
{
    const char **places = arena_alloc(arena, type->field_count * sizeof *places);
    size_t column = 1;
    for (size_t i = 0; i < type->field_count; i++) {
        places[i] = arena_printf(arena, "?%zu", column);
        column += field_kind(&type->fields[i])->with_day ? 2 : 1;
    }
    return places;
}

char *record_sql_insert(struct arena *arena, const struct record_type *type)
{
    struct columns columns = columns_of(arena, type);
    struct buffer sql = {0};
    buffer_printf(&sql, "INSERT INTO record_%s (", type->name);
    put_list(&sql, columns.names, columns.len);
    put_folded(&sql, arena, type, NULL);
    buffer_puts(&sql, ") VALUES (");
    for (size_t i = 1; i <= columns.len; i++)
        buffer_printf(&sql, "%s?%zu", i == 1 ? "" : ", ", i);
    put_folded(&sql, arena, type, places_of(arena, type));
    buffer_puts(&sql, ")");
    return buffer_take(&sql, arena);
}

char *record_sql_supersede(struct arena *arena, const struct record_type *type)
{
    struct columns columns = columns_of(arena, type);
    struct buffer sql = {0};
    buffer_printf(&sql, "INSERT INTO history_%s (", type->name);
    put_list(&sql, columns.names, columns.len);
    buffer_puts(&sql, ", until_seq) SELECT ");
    put_list(&sql, columns.names, columns.len);
    buffer_printf(&sql, ", ?1 FROM record_%s", type->name);
    put_where(&sql, type->key, type->key_count, 2);
    buffer_puts(&sql, " AND from_seq < ?1");
    return buffer_take(&sql, arena);
}

char *record_sql_replace(struct arena *arena, const struct record_type *type)
{
    struct columns columns = columns_of(arena, type);
    struct buffer sql = {0}, where = {0};
    buffer_printf(&sql, "UPDATE record_%s SET ", type->name);
    for (size_t i = 0; i < columns.len; i++) {
        bool key = text_place(columns.names[i], type->key, type->key_count) >= 0;
        struct buffer *part = key ? &where : &sql;
        buffer_printf(part, "%s%s = ?%zu", key ? (where.len == 0 ? " WHERE " : " AND ") : "",
                      columns.names[i], i + 1);
        if (!key && i + 1 < columns.len)
            buffer_puts(part, ", ");
    }
    for (int i = RECORD_FOLDED_UNIQUE; i < RECORD_FOLDED; i++) /* the id is of the key */
        if (record_folded_has(type, i))
            buffer_printf(&sql, ", %s = %s", record_folded_column(i), record_folded_value(arena, type, i, places_of(arena, type)));
    buffer_puts(&sql, buffer_text(&where));
    buffer_finish(&where);
    return buffer_take(&sql, arena);
}

char *record_sql_of_units(struct arena *arena, const struct record_type *type, const char *field, bool all)
{
    struct columns columns = columns_of(arena, type);
    struct buffer sql = {0};
    put_select(&sql, &columns, "record", type->name);
    buffer_printf(&sql, " WHERE %s IN (SELECT value FROM json_each(?1))", field);
    if (!all)
        put_meaning(&sql, "state", " AND (", WORKFLOW_CLAIMS, 0);
    buffer_puts(&sql, all ? " ORDER BY " : ") ORDER BY ");
    put_list(&sql, type->key, type->key_count);
    return buffer_take(&sql, arena);
}

char *record_sql_pending(struct arena *arena, const struct record_type *type, const char *field, bool index)
{
    struct buffer sql = {0};
    buffer_printf(&sql, index ? "CREATE INDEX IF NOT EXISTS measure_pending_%2$s ON record_%2$s (%1$s, state)" : "SELECT DISTINCT %1$s FROM record_%2$s",
                  field, type->name);
    put_meaning(&sql, "state", " WHERE ", WORKFLOW_PENDING, 0);
    return buffer_take(&sql, arena);
}

char *record_sql_written(struct arena *arena, const struct record_type *type)
{
    struct columns columns = columns_of(arena, type);
    struct buffer sql = {0};
    put_select(&sql, &columns, "record", type->name);
    buffer_puts(&sql, " WHERE from_seq = ?1");
    return buffer_take(&sql, arena);
}

char *record_sql_all_versions(struct arena *arena, const struct record_type *type)
{
    struct columns columns = columns_of(arena, type);
    struct buffer sql = {0};
    put_select(&sql, &columns, "record", type->name);
    buffer_puts(&sql, " UNION ALL ");
    put_select(&sql, &columns, "history", type->name);
    return buffer_take(&sql, arena);
}

char *record_sql_versions(struct arena *arena, const struct record_type *type)
{
    return arena_printf(
        arena,
        "SELECT from_seq, count(*) FROM (SELECT from_seq FROM record_%s UNION ALL SELECT from_seq "
        "FROM history_%s) GROUP BY from_seq",
        type->name, type->name);
}

char *record_sql_gap(struct arena *arena, const struct record_type *type, const char *const *key, size_t key_count)
{
    struct buffer list = {0};
    put_list(&list, key, key_count);
    const char *names = buffer_take(&list, arena);
    return arena_printf(
        arena,
        "SELECT until_seq FROM (SELECT until_seq, lead(from_seq) OVER (PARTITION BY %1$s ORDER BY from_seq) AS next_seq FROM ("
        "SELECT %1$s, from_seq, NULL AS until_seq FROM record_%2$s UNION ALL SELECT %1$s, from_seq, until_seq FROM history_%2$s)) "
        "WHERE until_seq > ?1 AND until_seq <= ?2 AND next_seq IS NOT until_seq LIMIT 1",
        names, type->name);
}

char *record_sql_taken(struct arena *arena, const struct record_type *type, const char *reporter, const char *const *key,
                       size_t key_count)
{
    struct buffer old = {0}, all = {0}, same = {0};
    put_list(&old, key, key_count);
    put_list(&all, type->key, type->key_count);
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(&same, "%slive.%s = taken.%s", i ? " AND " : "", type->key[i], type->key[i]);
    return arena_printf(
        arena,
        "SELECT %1$s, until_seq, next_reporter, next_file, next_row, "
        "EXISTS (SELECT 1 FROM record_%2$s AS live WHERE %3$s) "
        "FROM (SELECT *, lead(%4$s) OVER following AS next_reporter, lead(from_seq) OVER following AS next_seq, "
        "lead(source_file) OVER following AS next_file, lead(source_row) OVER following AS next_row FROM ("
        "SELECT %1$s, source_file, source_row, from_seq, NULL AS until_seq FROM record_%2$s UNION ALL "
        "SELECT %1$s, source_file, source_row, from_seq, until_seq FROM history_%2$s) "
        "WINDOW following AS (PARTITION BY %5$s ORDER BY from_seq)) AS taken "
        "WHERE until_seq > ?1 AND until_seq <= ?2 AND next_seq = until_seq AND next_reporter <> %4$s ORDER BY until_seq, %1$s",
        buffer_take(&all, arena), type->name, buffer_take(&same, arena), reporter, buffer_take(&old, arena));
}

char *record_sql_warnings(struct arena *arena, const struct record_type *type)
{
    struct buffer sql = {0};
    buffer_puts(&sql, "SELECT ");
    for (size_t i = 0; i < type->warning_count; i++)
        buffer_printf(&sql, "%sCASE WHEN (%s) IS TRUE THEN ifnull((%s), '') END", i == 0 ? "" : ", ", type->warnings[i].sql,
                      type->warnings[i].naming ? type->warnings[i].naming : "''");
    buffer_printf(&sql, " FROM record_%s AS r WHERE ", type->name);
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(&sql, "%sr.%s = ?%zu", i == 0 ? "" : " AND ", type->key[i], i + 2);
    return buffer_take(&sql, arena);
}

char *record_sql_life(struct arena *arena, const struct record_type *type, const struct record_life *life)
{
    struct buffer sql = {0};
    buffer_puts(&sql, "SELECT state, source_file, source_row, from_seq");
    for (size_t i = 0; i < type->field_count; i++)
        buffer_printf(&sql, ", %s", type->fields[i].name);
    buffer_printf(&sql, " FROM record_%s", type->name);
    for (size_t i = 0; i < life->subject_count; i++)
        buffer_printf(&sql, "%s%s = ?%zu", i ? " AND " : " WHERE ", life->subject[i], i + 1);
    return buffer_take(&sql, arena);
}
