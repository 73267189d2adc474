/* The records of a type as a list: its rows as people read them, the links by which it is ordered and paged; the files of one: when, by whom, how large, what was
 * left out of them. */
#include "page/page_data.h"
#include "page/page_query.h"

#include "base/arena.h"
#include "base/value.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

static const char *const path = "/records/type";

/* ---- columns ---- */

static struct value *column_ready(struct arena *arena, const struct value *column, const struct value *asked)
{
    struct value *ready = value_map(arena);
    const char *name = value_get_text(column, "name", "");
    value_set_text(ready, "name", name);
    value_set_text(ready, "title", value_get_text(column, "title", ""));
    page_query_set_order(arena, ready, path, asked, name, "key");
    return ready;
}

/* "cat-bi/12" says the id 12 already. */
static bool is_end_of(const char *text, const char *key)
{
    const char *end = strlen(key) > strlen(text) ? key + strlen(key) - strlen(text) : NULL;
    return end && end[-1] == '/' && strcmp(end, text) == 0;
}

/* Whether the column says something that the list does not say by itself: one that is empty in all rows says nothing, nor does one that
 * holds the unit that was asked for, or the end of the key. */
static bool tells(const struct value *rows, size_t key, size_t column, const char *unit)
{
    bool all_in_key = true, all_empty_or_unit = true;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *cell = value_at(value_at(rows, i), column);
        const char *text = value_type(cell) == VALUE_TEXT ? value_as_text(cell) : NULL;
        all_in_key = all_in_key && text && is_end_of(text, value_as_text(value_at(value_at(rows, i), key)));
        all_empty_or_unit = all_empty_or_unit && (text ? unit && strcmp(text, unit) == 0 : value_is_null(cell));
    }
    return !all_in_key && !all_empty_or_unit;
}

/* ---- rows ---- */

static struct value *cell_ready(struct arena *arena, const struct value *column, const struct value *cell, const struct value *names)
{
    struct value *ready = value_map(arena);
    value_set_text(ready, "title", value_get_text(column, "title", ""));
    value_set_bool(ready, "number", value_type(cell) == VALUE_INT);
    value_set(ready, "text", cell);
    if (value_type(cell) != VALUE_TEXT)
        return ready;
    const char *text = value_as_text(cell), *word = value_get_text(value_get(column, "words"), text, NULL);
    value_set_text(ready, "text", word ? word : value_get_text(names, text, page_written(arena, text)));
    return ready;
}

struct place {
    const struct value *columns; /* of the answer */
    size_t key, state, reason, change;
};

static size_t place_of(const struct value *columns, const char *name)
{
    size_t place = 0;
    while (place < value_len(columns) && strcmp(value_get_text(value_at(columns, place), "name", ""), name) != 0)
        place++;
    return place;
}

static bool is_own(const struct place *place, size_t column)
{
    return column == place->key || column == place->state || column == place->reason || column == place->change;
}

static const char *text_at(const struct value *row, size_t column)
{
    const struct value *cell = value_at(row, column);
    return value_type(cell) == VALUE_TEXT ? value_as_text(cell) : NULL;
}

static struct value *row_ready(struct arena *arena, const struct place *place, const struct value *row, const bool *shown,
                               const struct value *names)
{
    struct value *ready = value_map(arena), *cells = value_list(arena);
    const char *state = text_at(row, place->state), *key = text_at(row, place->key);
    value_set_text(ready, "key", key);
    value_set_text(ready, "key_encoded", page_encoded(arena, key));
    value_set_text(ready, "state", state);
    value_set_text(ready, "state_reason", text_at(row, place->reason));
    value_set(ready, "sequence", value_at(row, place->change));
    value_set(ready, "life", value_printf(arena, "life_%s", state));
    value_set_bool(ready, "stands", workflow_is("record", state, WORKFLOW_STANDS));
    value_set_bool(ready, "there", page_is_there(state));
    for (size_t i = 0; i < value_len(place->columns); i++)
        if (shown[i])
            value_append(cells, cell_ready(arena, value_at(place->columns, i), value_at(row, i), names));
    value_set(ready, "cells", cells);
    return ready;
}

static struct value *states_ready(struct arena *arena, const char *asked)
{
    const struct workflow *workflow = workflow_find("record");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < workflow->state_count; i++) {
        struct value *map = value_map(arena);
        value_set_text(map, "state", workflow->states[i].name);
        value_set(map, "life", value_printf(arena, "life_%s", workflow->states[i].name));
        value_set_bool(map, "chosen", asked && strcmp(asked, workflow->states[i].name) == 0);
        value_append(list, map);
    }
    return list;
}

struct value *page_ready_found(struct arena *arena, const struct value *found)
{
    const struct value *columns = value_get(found, "columns"), *rows = value_get(found, "rows"), *asked = value_get(found, "asked");
    const struct place place = {columns, place_of(columns, "key"), place_of(columns, "state"), place_of(columns, "state_reason"),
                                place_of(columns, "change")};
    struct value *ready = value_copy(arena, found), *heads = value_list(arena), *list = value_list(arena);
    const char *unit = value_get_text(asked, "unit", NULL), *find = value_get_text(asked, "find", NULL);
    bool *shown = arena_alloc(arena, (value_len(columns) + 1) * sizeof *shown);
    for (size_t i = 0; i < value_len(columns); i++) {
        shown[i] = !is_own(&place, i) && tells(rows, place.key, i, unit);
        if (shown[i])
            value_append(heads, column_ready(arena, value_at(columns, i), asked));
    }
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, row_ready(arena, &place, value_at(rows, i), shown, value_get(found, "names")));
    value_set_text(ready, "unit", unit);
    value_set_text(ready, "period", value_get_text(asked, "period", NULL));
    value_set_text(ready, "find", find);
    value_set_text(ready, "sort", value_get_text(asked, "sort", NULL));
    value_set(ready, "states", states_ready(arena, value_get_text(asked, "record-state", NULL)));
    value_set_bool(ready, "narrowed", unit || find || value_get(asked, "period") || value_get(asked, "record-state"));
    value_set(ready, "key_column", column_ready(arena, value_at(columns, place.key), asked));
    value_set(ready, "state_column", column_ready(arena, value_at(columns, place.state), asked));
    value_set_text(ready, "newest", page_query(arena, path, asked, "sort", "change,desc"));
    value_set(ready, "columns", heads);
    value_set(ready, "records", list);
    value_set_text(ready, "first", value_get(asked, "after") ? page_query(arena, path, asked, "after", NULL) : NULL);
    const char *next = value_get_text(found, "next", NULL);
    value_set_text(ready, "next", next ? page_query(arena, path, asked, "after", next) : NULL);
    return ready;
}

/* ---- files ---- */

enum { KIBIBYTE = 1 << 10, MEBIBYTE = 1 << 20 };

/* As people speak of files: "840 KB", "3 MB", rounded up. */
static struct value *size_words(struct arena *arena, int64_t bytes)
{
    if (bytes < MEBIBYTE)
        return value_printf(arena, "%" PRId64 " KB", (bytes + KIBIBYTE - 1) / KIBIBYTE);
    return value_printf(arena, "%" PRId64 " MB", (bytes + MEBIBYTE - 1) / MEBIBYTE);
}

static struct value *removed_words(struct arena *arena, const struct value *removed)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(removed); i++)
        value_append(list, value_printf(arena, "left_out_%s", value_as_text(value_at(removed, i))));
    return list;
}

static const struct value *address_of(struct arena *arena, const struct value *file)
{
    static const char *const names[] = {"type", "key"};
    struct value *arguments = value_map(arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        value_set(arguments, names[i], value_get(file, names[i]));
    value_set(arguments, "number", value_printf(arena, "%" PRId64, value_get_int(file, "id", 0)));
    return value_get(page_json_link(arena, "records file", arguments), "href");
}

struct value *page_ready_files(struct arena *arena, const struct value *files)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(files); i++) {
        struct value *file = value_copy(arena, value_at(files, i));
        const char *detached = value_get_text(file, "detached_at", NULL);
        const char *erased = value_get_text(file, "erased_at", NULL);
        value_set_text(file, "erased_text", erased ? page_instant(arena, erased) : NULL);
        value_set_text(file, "attached_text", page_instant(arena, value_get_text(file, "attached_at", "")));
        value_set_text(file, "detached_text", detached ? page_instant(arena, detached) : NULL);
        value_set(file, "size_words", size_words(arena, value_get_int(file, "size", 0)));
        value_set(file, "left_out", removed_words(arena, value_get(file, "removed")));
        value_set(file, "href", address_of(arena, file));
        value_append(list, file);
    }
    return list;
}
