#include "import/good_rows.h"

#include "base/arena.h"
#include "base/problem.h"
#include "base/value.h"
#include "import/row.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_type.h"

enum { LEFT_SHOWN = 200 };

/* No file's name holds the sign between. */
static const char *place_of(struct arena *arena, const char *file, int line)
{
    return arena_printf(arena, "%s\x1f%d", file, line);
}

bool good_rows_has_left(const struct good_rows *rows, struct arena *arena, const char *file, int line)
{
    return rows->left.len && text_index_find(&rows->left, place_of(arena, file, line));
}

/* The places of all errors; false when one of them stands at none. */
static bool error_places(struct arena *arena, const struct problems *problems, struct text_index *places, size_t *ret_count)
{
    size_t count = 0;
    for (size_t i = 0; i < problems->len; i++) {
        const struct problem *problem = &problems->items[i];
        if (problem->level != PROBLEM_ERROR)
            continue;
        if (!problem->file || problem->line_count < problem->count)
            return false;
        for (size_t j = 0; j < problem->line_count; j++) {
            void **place = text_index_place(places, arena, place_of(arena, problem->file, problem->lines[j]));
            count += !*place;
            *place = places;
        }
    }
    *ret_count = count;
    return true;
}

static bool is_named(const struct text_index *places, struct arena *arena, const struct import_row *row)
{
    return text_index_find(places, place_of(arena, row->file, row->line));
}

static void leave(struct good_rows *rows, const struct import *import, const struct batch *batch, struct import_row *row)
{
    struct arena *arena = import->arena;
    *text_index_place(&rows->left, arena, place_of(arena, row->file, row->line)) = row;
    if (!rows->list)
        rows->list = value_list(arena);
    if (value_len(rows->list) >= LEFT_SHOWN)
        return;
    struct value *map = value_map(arena);
    value_set_text(map, "type", batch->type->name);
    value_set_text(map, "key", row->key ? record_key_show(arena, batch->type, row->cells) : NULL);
    value_set_text(map, "file", row->file);
    value_set_int(map, "row", row->line);
    value_append(rows->list, map);
}

/* Returns how many rows of the batch an error names. */
static size_t leave_of(struct good_rows *rows, const struct import *import, const struct batch *batch,
                       const struct text_index *places)
{
    struct text_index keys = {0};
    size_t named = 0;
    for (size_t i = 0; i < batch->len; i++)
        if (is_named(places, import->arena, &batch->rows[i])) {
            named++;
            if (batch->rows[i].key)
                *text_index_place(&keys, import->arena, batch->rows[i].key) = &batch->rows[i];
        }
    for (size_t i = 0; named && i < batch->len; i++) {
        struct import_row *row = &batch->rows[i];
        if (is_named(places, import->arena, row) || (row->key && text_index_find(&keys, row->key)))
            leave(rows, import, batch, row);
    }
    return named;
}

bool good_rows_leave(struct good_rows *rows, const struct import *import, const struct problems *problems)
{
    struct text_index places = {0};
    size_t count, named = 0;
    if (!error_places(import->arena, problems, &places, &count))
        return false;
    for (size_t i = 0; i < import->package->types.len; i++)
        named += leave_of(rows, import, &import->batches[i], &places);
    return named == count;
}
