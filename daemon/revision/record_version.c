#include "revision/record_version.h"

#include "base/arena.h"
#include "import/stored_record.h"
#include "record/record_type.h"
#include "record/version_sql.h"
#include "store/record_cells.h"
#include "store/store.h"

#include <string.h>

void record_version_init(struct record_version_reader *reader, const struct record_type *type, struct store *store,
                         struct arena *arena)
{
    *reader = (struct record_version_reader){.type = type, .store = store, .arena = arena};
}

void record_version_finish(struct record_version_reader *reader)
{
    statement_finish(reader->statement);
}

/* Texts of the store live until the next step. */
static struct cell kept(struct arena *arena, struct cell cell)
{
    if (cell.kind == CELL_TEXT)
        cell.text = arena_strdup(arena, cell.text);
    return cell;
}

static struct stored_version read_version(struct record_version_reader *reader)
{
    const struct record_type *type = reader->type;
    struct cell *cells = arena_alloc(reader->arena, type->field_count * sizeof *cells);
    struct stored_version version;
    stored_read(type, reader->statement, cells, &version);
    for (size_t i = 0; i < type->field_count; i++)
        cells[i] = kept(reader->arena, cells[i]);
    version.state = arena_strdup(reader->arena, version.state);
    version.state_reason = arena_strdup(reader->arena, version.state_reason);
    version.source_file = arena_strdup(reader->arena, version.source_file);
    return version;
}

bool record_version_read(struct record_version_reader *reader, const struct cell *key, struct record_versions *ret_versions,
                         struct err *err)
{
    const struct record_type *type = reader->type;
    struct record_versions versions = {0};
    size_t size = 0;
    bool found;
    if (!reader->statement)
        reader->statement = store_prepare(reader->store, version_sql_of_record(reader->arena, type), err);
    if (!reader->statement)
        return false;
    stored_bind_named(reader->statement, type, key, type->key, type->key_count, 1);
    if (!statement_step(reader->statement, &found, err))
        return false;
    while (found) {
        if (versions.len == size) {
            size = size ? 2 * size : 2;
            versions.items = arena_grow(reader->arena, versions.items, versions.len * sizeof *versions.items,
                                        size * sizeof *versions.items);
        }
        versions.items[versions.len++] = read_version(reader);
        if (!statement_step(reader->statement, &found, err))
            return false;
    }
    *ret_versions = versions;
    return true;
}

static struct cell *read_key(const struct record_version_reader *reader, const struct statement *statement)
{
    const struct record_type *type = reader->type;
    struct cell *cells = arena_alloc(reader->arena, type->field_count * sizeof *cells);
    for (size_t i = 0; i < type->key_count; i++) {
        const struct field *field = record_field(type, type->key[i]);
        cells[field - type->fields] = kept(reader->arena, record_cell(statement, (int)i, field));
    }
    return cells;
}

bool record_version_changed(struct record_version_reader *reader, int64_t sequence, struct cell ***ret_keys, size_t *ret_count,
                            struct err *err)
{
    struct statement *statement = store_prepare(reader->store, version_sql_of_change(reader->arena, reader->type), err);
    struct cell **keys = NULL;
    size_t count = 0, size = 0;
    bool found = false, good = statement != NULL;
    if (good)
        statement_bind_int(statement, 1, sequence);
    while (good && (good = statement_step(statement, &found, err)) && found) {
        if (count == size) {
            size = size ? 2 * size : 64;
            keys = arena_grow(reader->arena, keys, count * sizeof *keys, size * sizeof *keys);
        }
        keys[count++] = read_key(reader, statement);
    }
    statement_finish(statement);
    *ret_keys = keys;
    *ret_count = count;
    return good;
}

const struct stored_version *record_version_live(const struct record_versions *versions)
{
    const struct stored_version *last = versions->len ? &versions->items[versions->len - 1] : NULL;
    return last && !last->until_seq ? last : NULL;
}

const struct stored_version *record_version_of(const struct record_versions *versions, int64_t sequence)
{
    for (size_t i = 0; i < versions->len; i++)
        if (versions->items[i].from_seq == sequence)
            return &versions->items[i];
    return NULL;
}

const struct stored_version *record_version_before(const struct record_versions *versions, int64_t sequence)
{
    for (size_t i = 0; i < versions->len; i++)
        if (versions->items[i].until_seq == sequence)
            return &versions->items[i];
    return NULL;
}

const struct stored_version *record_version_at(const struct record_versions *versions, int64_t sequence)
{
    for (size_t i = 0; i < versions->len; i++) {
        const struct stored_version *version = &versions->items[i];
        if (version->from_seq <= sequence && (!version->until_seq || version->until_seq > sequence))
            return version;
    }
    return NULL;
}

bool record_version_same(const struct record_type *type, const struct stored_version *a, const struct stored_version *b)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (!cell_equal(a->cells[i], b->cells[i]))
            return false;
    return strcmp(a->state, b->state) == 0 &&
           strcmp(a->state_reason ? a->state_reason : "", b->state_reason ? b->state_reason : "") == 0;
}
