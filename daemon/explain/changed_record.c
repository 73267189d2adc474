#include "explain/changed_record.h"

#include "base/arena.h"
#include "base/value.h"
#include "record/field_kind.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "record/version_sql.h"
#include "store/record_cells.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

enum { MOST = 20000 }; /* versions, for one explanation */

struct reading {
    struct store *store;
    struct arena *arena;
    struct changed_records *changed;
    size_t size, versions;
    int64_t since, until;
    struct value *keys, *tied;
};

static void note_tie(struct reading *reading, const char *text, size_t place)
{
    struct value *places = (struct value *)value_get(reading->tied, text);
    if (!places) {
        places = value_list(reading->arena);
        value_set(reading->tied, text, places);
    }
    value_append(places, value_int(reading->arena, (int64_t)place));
}

static void add_ties(struct reading *reading, struct changed_record *record, const struct cell *cells)
{
    size_t place = (size_t)(record - reading->changed->items);
    for (size_t i = 0; i < record->type->field_count; i++) {
        const struct field *field = &record->type->fields[i];
        if (cells[i].kind != CELL_TEXT || !field_names_something(field) || value_get(record->ties, cells[i].text))
            continue;
        value_set((struct value *)record->ties, cells[i].text, value_null(reading->arena));
        note_tie(reading, cells[i].text, place);
    }
}

static struct value *names_of(struct arena *arena, const struct record_type *type, const struct cell *cells)
{
    struct value *names = value_list(arena);
    for (size_t i = 0; i < type->key_count; i++) {
        struct cell cell = cells[record_field(type, type->key[i]) - type->fields];
        if (cell.kind == CELL_TEXT)
            value_append(names, value_text(arena, cell.text));
    }
    return names;
}

static struct changed_record *record_of(struct reading *reading, const struct record_type *type, const struct cell *cells)
{
    struct changed_records *changed = reading->changed;
    const struct field *whose = record_key_whose(type);
    const char *key = record_key_show(reading->arena, type, cells);
    struct changed_record *last = changed->len ? &changed->items[changed->len - 1] : NULL;
    if (last && last->type == type && strcmp(last->key, key) == 0)
        return last;
    if (changed->len == reading->size) {
        size_t size = reading->size ? 2 * reading->size : 64;
        changed->items = arena_grow(reading->arena, changed->items, reading->size * sizeof *changed->items, size * sizeof *changed->items);
        reading->size = size;
    }
    changed->items[changed->len] = (struct changed_record){
        .type = type,
        .key = key,
        .whose = whose && cells[whose - type->fields].kind == CELL_TEXT ? cells[whose - type->fields].text : NULL,
        .names = names_of(reading->arena, type, cells),
        .ties = value_map(reading->arena),
    };
    value_set(reading->keys, arena_printf(reading->arena, "%s %s", type->name, key), value_int(reading->arena, (int64_t)changed->len));
    return &changed->items[changed->len++];
}

/* Behind the cells: state, its reason, file, row, from_seq, until_seq (record_sql_columns). */
static void take_version(struct reading *reading, const struct record_type *type, const struct statement *statement)
{
    enum { STATE, REASON, FILE_NAME, ROW, FROM, UNTIL };
    int column = 0;
    struct cell *cells = record_cells_read(statement, reading->arena, type, &column);
    struct changed_record *record = record_of(reading, type, cells);
    bool counts = workflow_is("record", statement_text(statement, column + STATE), WORKFLOW_COUNTS);
    int64_t from = statement_int(statement, column + FROM), until = statement_int(statement, column + UNTIL); /* 0: it is live */
    int64_t last = until && until <= reading->until ? until : from;
    record->before |= counts && from <= reading->since;
    record->after |= counts && from <= reading->until && (!until || until > reading->until);
    record->sequence = last > record->sequence ? last : record->sequence;
    add_ties(reading, record, cells);
}

static bool read_type(struct reading *reading, const struct record_type *type, struct err *err)
{
    struct statement *statement = store_prepare(reading->store, version_sql_between(reading->arena, type), err);
    bool row = false, good = statement != NULL;
    if (good) {
        statement_bind_int(statement, 1, reading->since);
        statement_bind_int(statement, 2, reading->until);
    }
    while (good && reading->versions < MOST && (good = statement_step(statement, &row, err)) && row) {
        reading->versions++;
        take_version(reading, type, statement);
    }
    statement_finish(statement);
    return good;
}

bool changed_records_read(struct store *store, struct arena *arena, const struct record_types *types, const struct value *names, int64_t since,
                          int64_t until, struct changed_records *ret_changed, struct err *err)
{
    struct changed_records changed = {0};
    struct reading reading = {.store = store, .arena = arena, .changed = &changed, .since = since, .until = until, .keys = value_map(arena), .tied = value_map(arena)};
    for (size_t i = 0; i < value_len(names); i++) {
        const struct record_type *type = record_type_find(types, value_as_text(value_at(names, i)));
        if (type && !read_type(&reading, type, err))
            return false;
    }
    changed.all = reading.versions < MOST;
    changed.keys = reading.keys;
    changed.tied = reading.tied;
    *ret_changed = changed;
    return true;
}
