#include "explain/evidence_record.h"

#include "attachment/attachment.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "command/belongs.h"
#include "command/perform.h"
#include "person/caller.h"
#include "record/field.h"
#include "record/level.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "revision/record_version.h"

#include <inttypes.h>
#include <string.h>

/* A type whose key the columns hold. */
struct candidate {
    const struct record_type *type;
    size_t *places; /* of the key's parts among the columns, in the key's order */
    struct record_version_reader versions;
    const struct value *files; /* {key: how many} */
};

struct search {
    struct command_call *call;
    struct candidate *items;
    size_t len;
};

static size_t column_of(const struct value *columns, const char *name)
{
    size_t i = 0;
    while (i < value_len(columns) && strcmp(value_get_text(value_at(columns, i), "name", ""), name) != 0)
        i++;
    return i;
}

static bool find_places(const struct record_type *type, const struct value *columns, struct arena *arena, size_t **ret_places)
{
    size_t *places = arena_alloc(arena, (type->key_count + 1) * sizeof *places);
    for (size_t i = 0; i < type->key_count; i++)
        if ((places[i] = column_of(columns, type->key[i])) == value_len(columns))
            return false;
    *ret_places = places;
    return type->key_count > 0;
}

/* Of a coverage, or of a statement: a person a row, and not a record a row. */
bool evidence_is_of_persons(const struct record_types *types, const struct value *columns)
{
    bool member = false, record = false;
    for (size_t i = 0; i < value_len(columns); i++)
        member = member || strcmp(value_get_text(value_at(columns, i), "type", ""), LEVEL_MEMBER_ID) == 0;
    for (size_t i = 0; i < types->len; i++) {
        const struct record_type *type = &types->items[i];
        bool whole = type->key_count > 0 && strcmp(type->name, LEVEL_MEMBER_ID) != 0;
        for (size_t j = 0; j < type->key_count; j++)
            whole = whole && column_of(columns, type->key[j]) < value_len(columns);
        record = record || whole;
    }
    return member && !record;
}

static bool open_search(struct search *search, struct command_call *call, const struct record_types *types, const struct value *columns, struct err *err)
{
    *search = (struct search){.call = call, .items = arena_alloc(call->arena, (types->len + 1) * sizeof *search->items)};
    for (size_t i = 0; i < types->len; i++) {
        struct candidate *candidate = &search->items[search->len];
        *candidate = (struct candidate){.type = &types->items[i]};
        if (!find_places(candidate->type, columns, call->arena, &candidate->places))
            continue;
        record_version_init(&candidate->versions, candidate->type, call->store, call->arena);
        search->len++;
        if (!(candidate->files = attachment_counts(call->store, call->arena, candidate->type->name, err)))
            return false;
    }
    return true;
}

static void close_search(struct search *search)
{
    for (size_t i = 0; i < search->len; i++)
        record_version_finish(&search->items[i].versions);
}

/* As record_key_show writes it; NULL where a part is missing: a team without a deed has a row too. */
static const char *key_of(const struct candidate *candidate, const struct value *row, struct arena *arena)
{
    struct buffer key = {0};
    bool whole = true;
    for (size_t i = 0; whole && i < candidate->type->key_count; i++) {
        const struct value *cell = value_at(row, candidate->places[i]);
        whole = value_type(cell) == VALUE_TEXT || value_type(cell) == VALUE_INT;
        buffer_puts(&key, i ? "/" : "");
        if (value_type(cell) == VALUE_TEXT)
            buffer_puts(&key, value_as_text(cell));
        else if (whole)
            buffer_printf(&key, "%" PRId64, value_as_int(cell));
    }
    const char *text = whole ? buffer_take(&key, arena) : NULL;
    buffer_finish(&key);
    return text;
}

/* A key that no record of the type can have is that of another type. */
static bool is_stored(struct candidate *candidate, const char *key, struct arena *arena, bool *ret_stored, struct err *err)
{
    struct record_versions versions;
    struct cell *cells;
    struct err none = {0};
    *ret_stored = false;
    if (!record_key_read(arena, candidate->type, key, &cells, &none)) {
        err_clear(&none);
        return true;
    }
    if (!record_version_read(&candidate->versions, cells, &versions, err))
        return false;
    *ret_stored = versions.len > 0;
    return true;
}

static struct value *entry_of(struct arena *arena, const struct candidate *candidate, const char *key, const char *unit)
{
    struct value *entry = value_map(arena);
    const struct field *id = record_key_id(candidate->type);
    const struct value *files = value_get(candidate->files, key);
    value_set_text(entry, "type", candidate->type->name);
    value_set_text(entry, "key", key);
    value_set_text(entry, "column", id ? id->name : NULL);
    value_set_text(entry, "unit", unit);
    value_set(entry, "files", files ? files : value_int(arena, 0));
    return entry;
}

static bool find_record(struct search *search, const struct value *row, struct value **ret_record, struct err *err)
{
    struct command_call *call = search->call;
    *ret_record = value_null(call->arena);
    for (size_t i = 0; i < search->len; i++) {
        struct candidate *candidate = &search->items[i];
        const char *key = key_of(candidate, row, call->arena), *unit = NULL;
        bool stored = false;
        if (key && !is_stored(candidate, key, call->arena, &stored, err))
            return false;
        if (!stored)
            continue;
        if (!belongs_unit(call, value_as_text(value_at(row, candidate->places[0])), &unit, err))
            return false;
        if (unit && caller_reaches(call->caller, ROLE_PEOPLE, unit))
            *ret_record = entry_of(call->arena, candidate, key, unit);
        return true;
    }
    return true;
}

struct value *evidence_records(struct command_call *call, const struct record_types *types, const struct value *evidence, struct err *err)
{
    const struct value *rows = value_get(evidence, "rows");
    struct value *list = value_list(call->arena), *record;
    struct search search;
    bool good = open_search(&search, call, types, value_get(evidence, "columns"), err);
    for (size_t i = 0; good && i < value_len(rows); i++)
        if ((good = find_record(&search, value_at(rows, i), &record, err)))
            value_append(list, record);
    close_search(&search);
    return good ? list : NULL;
}
