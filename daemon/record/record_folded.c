#include "record/record_folded.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "workflow/workflow.h"

#include <string.h>

static const char *const columns[RECORD_FOLDED] = {"folded_id", "folded_unique", "folded_name"};

const char *record_folded_column(enum record_folded which)
{
    return columns[which];
}

bool record_folded_is(const char *column)
{
    return text_place(column, columns, RECORD_FOLDED) >= 0;
}

static bool is_day(const struct record_type *type, const char *name)
{
    return field_kind(record_field(type, name))->day != NULL;
}

static bool is_own_words(const struct record_type *type, const char *name)
{
    return field_kind(record_field(type, name))->free;
}

static bool has_in_unique(const struct record_type *type, bool (*is)(const struct record_type *type, const char *name))
{
    for (size_t i = 0; i < type->unique_count; i++)
        if (is(type, type->unique[i]))
            return true;
    return false;
}

bool record_folded_has(const struct record_type *type, enum record_folded which)
{
    switch (which) {
    case RECORD_FOLDED_ID:
        return record_key_id(type) != NULL;
    case RECORD_FOLDED_NAME:
        return has_in_unique(type, is_day) && has_in_unique(type, is_own_words);
    default:
        return type->unique_count > 0;
    }
}

static const char *place_of(const struct record_type *type, const char *name, const char *const *places)
{
    return places[record_field(type, name) - type->fields];
}

/* A field that is empty agrees with nothing: NULL. */
char *record_folded_value(struct arena *arena, const struct record_type *type, enum record_folded which,
                          const char *const *places)
{
    struct buffer sql = {0};
    if (which == RECORD_FOLDED_ID)
        return arena_printf(arena, "fold_id(%s)", place_of(type, record_key_id(type)->name, places));
    buffer_puts(&sql, "fold_name(");
    const char *before = "";
    for (size_t i = 0; i < type->unique_count; i++) {
        if (which == RECORD_FOLDED_NAME && is_day(type, type->unique[i]))
            continue;
        buffer_printf(&sql, "%s%s", before, place_of(type, type->unique[i], places));
        before = " || char(31) || ";
    }
    buffer_putc(&sql, ')');
    return buffer_take(&sql, arena);
}

/* A program that folds otherwise declares another text, and makes the table anew (store/record_table.c). */
void record_folded_declare(struct buffer *sql, const struct record_type *type)
{
    for (int i = 0; i < RECORD_FOLDED; i++)
        if (record_folded_has(type, i))
            buffer_printf(sql, "    %s TEXT, /* fold " TEXT_FOLD_VERSION " */\n", columns[i]);
}

/* Behind the id whose it is, and the day: a file of one unit whose numbers other units use too is not compared row by row. */
void record_folded_index(struct buffer *sql, const struct record_type *type)
{
    const struct field *reporter = record_key_reporter(type);
    if (record_folded_has(type, RECORD_FOLDED_ID))
        buffer_printf(sql, "CREATE INDEX folded_%s ON record_%s (folded_id%s%s%s%s);\n", type->name, type->name,
                      reporter ? ", " : "", reporter ? reporter->name : "", type->touches_on ? ", " : "",
                      type->touches_on ? type->touches_on : "");
    /* Not UNIQUE: within one file a row may make room for another that stands before it. */
    if (record_folded_has(type, RECORD_FOLDED_UNIQUE))
        buffer_printf(sql, "CREATE INDEX agree_%s ON record_%s (folded_unique);\n", type->name, type->name);
    if (record_folded_has(type, RECORD_FOLDED_NAME))
        buffer_printf(sql, "CREATE INDEX named_%s ON record_%s (folded_name);\n", type->name, type->name);
}

static void put_found(struct buffer *sql, const struct record_type *type)
{
    buffer_puts(sql, "SELECT ");
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(sql, "%s, ", type->key[i]);
    buffer_printf(sql, "source_file, source_row FROM record_%s WHERE ", type->name);
}

/* " AND (state = 'confirmed' OR …)" */
static void put_states(struct buffer *sql, unsigned meaning)
{
    const struct workflow *workflow = workflow_find("record");
    const char *before = " AND (";
    for (size_t i = 0; i < workflow->state_count; i++)
        if (workflow->states[i].means & meaning) {
            buffer_printf(sql, "%sstate = '%s'", before, workflow->states[i].name);
            before = " OR ";
        }
    buffer_putc(sql, ')');
}

char *record_folded_near(struct arena *arena, const struct record_type *type)
{
    const struct field *id = record_key_id(type), *reporter = record_key_reporter(type);
    struct buffer sql = {0};
    put_found(&sql, type);
    buffer_printf(&sql, "folded_id = ?2 AND %s <> ?1", id->name);
    if (reporter)
        buffer_printf(&sql, " AND %s = ?3", reporter->name);
    put_states(&sql, WORKFLOW_STANDS);
    return buffer_take(&sql, arena);
}

/* The + keeps the fields from being looked up in a measure's index: of one day there may be thousands of records. */
char *record_folded_elsewhere(struct arena *arena, const struct record_type *type)
{
    const struct field *reporter = record_key_reporter(type);
    struct buffer sql = {0};
    put_found(&sql, type);
    buffer_printf(&sql, "folded_id = ?%zu", type->field_count + 1);
    for (size_t i = 0; i < type->field_count; i++)
        buffer_printf(&sql, " AND +%s IS%s ?%zu", type->fields[i].name, &type->fields[i] == reporter ? " NOT" : "", i + 1);
    put_states(&sql, WORKFLOW_STANDS);
    return buffer_take(&sql, arena);
}

/* The fields of `unique` as parameters. */
static const char **unique_places(struct arena *arena, const struct record_type *type)
{
    const char **places = arena_alloc(arena, type->field_count * sizeof *places);
    for (size_t i = 0; i < type->unique_count; i++)
        places[record_field(type, type->unique[i]) - type->fields] = arena_printf(arena, "?%zu", i + 1);
    return places;
}

char *record_folded_agreeing(struct arena *arena, const struct record_type *type)
{
    const char **places = unique_places(arena, type);
    struct buffer sql = {0};
    put_found(&sql, type);
    buffer_printf(&sql, "folded_unique = %s", record_folded_value(arena, type, RECORD_FOLDED_UNIQUE, places));
    put_states(&sql, WORKFLOW_CLAIMS);
    return buffer_take(&sql, arena);
}

char *record_folded_spelled(struct arena *arena, const struct record_type *type)
{
    const char **places = unique_places(arena, type);
    struct buffer sql = {0};
    put_found(&sql, type);
    buffer_printf(&sql, "folded_name = %s AND (", record_folded_value(arena, type, RECORD_FOLDED_NAME, places));
    const char *before = "";
    for (size_t i = 0; i < type->unique_count; i++)
        if (is_own_words(type, type->unique[i])) {
            buffer_printf(&sql, "%s%s <> %s", before, type->unique[i], place_of(type, type->unique[i], places));
            before = " OR ";
        }
    buffer_putc(&sql, ')');
    put_states(&sql, WORKFLOW_CLAIMS);
    return buffer_take(&sql, arena);
}

/* No hash covers them, for they follow from what one does. */
char *record_folded_wrong(struct arena *arena, const struct record_type *type)
{
    const char **places = arena_alloc(arena, type->field_count * sizeof *places);
    struct buffer sql = {0};
    for (size_t i = 0; i < type->field_count; i++)
        places[i] = type->fields[i].name;
    for (int i = 0; i < RECORD_FOLDED; i++)
        if (record_folded_has(type, i))
            buffer_printf(&sql, "%s %s IS NOT %s", sql.len ? " OR" : "", columns[i], record_folded_value(arena, type, i, places));
    const char *wrong = sql.len ? arena_strdup(arena, buffer_text(&sql)) : NULL;
    buffer_finish(&sql);
    return wrong ? arena_printf(arena, "SELECT from_seq FROM record_%s WHERE%s LIMIT 1", type->name, wrong) : NULL;
}
