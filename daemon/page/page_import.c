/* Files that come in by the page: what a trial found, what came in before. */
#include "page/page_data.h"
#include "page/page_met.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"

#include <string.h>

enum { ROWS_SHOWN = 100 }; /* of what a file would do; the rest is counted */

/* said_import_undo of "import undo" */
static const char *word_of(struct arena *arena, const char *action)
{
    char *word = arena_printf(arena, "said_%s", action);
    for (char *at = word; *at; at++)
        *at = *at == ' ' ? '_' : *at;
    return word;
}

static struct value *row_ready(struct arena *arena, const struct value *row)
{
    struct value *ready = value_copy(arena, row);
    value_set_text(ready, "at_text", page_instant(arena, value_get_text(row, "at", NULL)));
    value_set_text(ready, "word", word_of(arena, value_get_text(row, "action", "")));
    value_set_bool(ready, "undoable", value_is_null(value_get(row, "undone")));
    return ready;
}

/* The fields that differ, as people write them. */
static struct value *fields_ready(struct arena *arena, const struct value *fields)
{
    static const char *const sides[] = {"from", "to"};
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(fields); i++) {
        struct value *field = value_copy(arena, value_at(fields, i));
        for (size_t k = 0; k < LEN(sides); k++) {
            const char *title = value_get_text(field, arena_printf(arena, "%s_title", sides[k]), NULL);
            const char *text = title ? title : value_get_text(field, sides[k], NULL);
            value_set_text(field, arena_printf(arena, "%s_text", sides[k]), page_written(arena, text));
        }
        value_append(list, field);
    }
    return list;
}

static struct value *records_ready(struct arena *arena, const struct value *records)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(records) && i < ROWS_SHOWN; i++) {
        struct value *record = value_copy(arena, value_at(records, i));
        bool changed = strcmp(value_get_text(record, "what", ""), "corrected") == 0;
        value_set_bool(record, "changed", changed);
        value_set_text(record, "key_encoded", page_encoded(arena, value_get_text(record, "key", "")));
        value_set(record, "fields", fields_ready(arena, value_get(record, "fields")));
        value_append(list, record);
    }
    return list;
}

struct value *page_ready_imports(struct arena *arena, const struct value *imports)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(imports); i++)
        value_append(list, row_ready(arena, value_at(imports, i)));
    return list;
}

struct value *page_ready_imported(struct arena *arena, const struct value *imported)
{
    struct value *ready = row_ready(arena, imported);
    int64_t count = value_get_int(imported, "record_count", 0);
    value_set(ready, "records", records_ready(arena, value_get(imported, "records")));
    value_set_int(ready, "more", count > ROWS_SHOWN ? count - ROWS_SHOWN : 0);
    return ready;
}

void page_ready_trial(struct arena *arena, struct value *trial)
{
    const struct value *answer = value_get(trial, "answer"), *records = value_get(answer, "records");
    int64_t count = value_get_int(answer, "record_count", 0);
    if (!records)
        return;
    value_set(trial, "records", records_ready(arena, records));
    value_set_int(trial, "more", count > ROWS_SHOWN ? count - ROWS_SHOWN : 0);
}
