#include "revision/change_log.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/value.h"
#include "import/import_report.h"
#include "revision/record_version.h"
#include "import/row.h"
#include "import/stored_record.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "record/version_sql.h"
#include "store/record_cells.h"
#include "store/store.h"
#include "workflow/workflow.h"

/* A version as the row that wrote it. before: NULL when it began the record. */
static struct import_row row_of(const struct stored_version *version, const struct stored_version *before)
{
    return (struct import_row){.file = version->source_file,
                               .line = version->source_row,
                               .fate = before ? ROW_CHANGED : ROW_NEW,
                               .before = before ? before->state : WORKFLOW_NEW,
                               .state = version->state,
                               .state_reason = version->state_reason,
                               .cells = (struct cell *)version->cells,
                               .old = before ? (struct cell *)before->cells : NULL,
                               .old_reason = before ? before->state_reason : NULL};
}

static bool read_batch(struct batch *batch, struct record_version_reader *reader, int64_t sequence, struct err *err)
{
    struct record_versions versions;
    struct cell **keys;
    size_t count;
    if (!record_version_changed(reader, sequence, &keys, &count, err))
        return false;
    batch->rows = arena_alloc(reader->arena, (count + 1) * sizeof *batch->rows);
    for (size_t i = 0; i < count; i++) {
        if (!record_version_read(reader, keys[i], &versions, err))
            return false;
        const struct stored_version *wrote = record_version_of(&versions, sequence);
        if (wrote)
            batch->rows[batch->len++] = row_of(wrote, record_version_before(&versions, sequence));
    }
    return true;
}

bool change_log_report(struct store *store, const struct package *package, int64_t sequence, int32_t today, size_t most,
                       struct arena *arena, struct value **ret_report, struct err *err)
{
    const struct record_types *types = &package->types;
    struct import import = {.package = package, .arena = arena, .today = today,
                            .batches = arena_alloc(arena, types->len * sizeof *import.batches)};
    for (size_t i = 0; i < types->len; i++) {
        struct record_version_reader reader;
        import.batches[i].type = &types->items[i];
        record_version_init(&reader, &types->items[i], store, arena);
        bool good = read_batch(&import.batches[i], &reader, sequence, err);
        record_version_finish(&reader);
        if (!good)
            return false;
    }
    *ret_report = import_report(&import, most);
    return true;
}

bool change_log_owners(struct store *store, const struct record_type *type, int64_t sequence, struct arena *arena, struct value **ret_owners,
                       struct err *err)
{
    const struct field *reporter = record_key_reporter(type), *field = reporter ? reporter : record_field(type, type->key[0]);
    struct statement *statement = store_prepare(store, version_sql_owners_of_change(arena, type, field->name), err);
    struct value *owners = value_map(arena);
    bool found = false, good = statement != NULL;
    if (good)
        statement_bind_int(statement, 1, sequence);
    while (good && (good = statement_step(statement, &found, err)) && found)
        value_set_bool(owners, cell_show(arena, field, record_cell(statement, 0, field)), true);
    statement_finish(statement);
    *ret_owners = owners;
    return good;
}

static struct value *version_of(struct store *store, const struct record_type *type, const struct stored_version *version,
                                const struct stored_version *before, struct arena *arena, struct err *err)
{
    static const char *const said[] = {"actor", "via", "action", "reason"};
    const struct value *act = store_row(store, arena, err, QUERY_AUDIT_ACT, "i", version->from_seq);
    const struct import_row row = row_of(version, before);
    if (!act)
        return NULL;
    struct value *map = value_map(arena);
    value_set_int(map, "sequence", version->from_seq);
    value_set(map, "until", version->until_seq ? value_int(arena, version->until_seq) : value_null(arena));
    value_set_text(map, "at", instant_text(arena, value_get_int(act, "at", 0)));
    for (size_t i = 0; i < LEN(said); i++)
        value_set_text(map, said[i], value_get_text(act, said[i], NULL));
    value_set_text(map, "file", version->source_file);
    value_set(map, "row", version->source_row ? value_int(arena, version->source_row) : value_null(arena));
    value_set_text(map, "state", version->state);
    value_set_text(map, "state_reason", version->state_reason);
    value_set(map, "fields", import_report_fields(type, &row, arena));
    return map;
}

bool change_log_history(struct store *store, const struct record_type *type, const struct cell *key, struct arena *arena,
                        struct value **ret_list, struct err *err)
{
    struct record_version_reader reader;
    struct record_versions versions;
    struct value *list = value_list(arena);
    record_version_init(&reader, type, store, arena);
    bool good = record_version_read(&reader, key, &versions, err);
    record_version_finish(&reader);
    for (size_t i = 0; good && i < versions.len; i++) {
        struct value *map = version_of(store, type, &versions.items[i], i ? &versions.items[i - 1] : NULL, arena, err);
        good = map != NULL;
        if (good)
            value_append(list, map);
    }
    *ret_list = list;
    return good;
}
