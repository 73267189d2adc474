#include "page/page_data.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "page/asset.h"

#include <string.h>

struct value *page_words(struct arena *arena, bool english)
{
    struct value *words = value_map(arena);
    for (const struct asset_word *word = asset_words; word->id; word++)
        value_set_text(words, word->id, english ? word->en : word->vi);
    return words;
}

/* 2024-12-06T17:00:00+07:00 → 17:00 06/12/2024, as in the region both languages write it; NULL for no instant. */
static const char *instant_words(struct arena *arena, const char *instant)
{
    if (!instant || strlen(instant) < 16)
        return NULL;
    return arena_printf(arena, "%.5s %.2s/%.2s/%.4s", instant + 11, instant + 8, instant + 5, instant);
}

struct value *page_ready_status(struct arena *arena, const struct value *status)
{
    struct value *ready = value_copy(arena, status);
    value_set_text(ready, "clock_text", instant_words(arena, value_get_text(status, "clock", NULL)));
    return ready;
}

struct value *page_ready_schedule(struct arena *arena, const struct value *schedule)
{
    struct value *ready = value_list(arena);
    for (size_t i = 0; i < value_len(schedule); i++) {
        struct value *due = value_copy(arena, value_at(schedule, i));
        value_set_text(due, "due_text", instant_words(arena, value_get_text(due, "due_at", NULL)));
        value_set_text(due, "performed_text", instant_words(arena, value_get_text(due, "performed_at", NULL)));
        value_set(due, "what", value_printf(arena, "what_%s", value_get_text(due, "kind", "")));
        value_set(due, "said", value_printf(arena, "state_%s", value_get_text(due, "state", "")));
        value_append(ready, due);
    }
    return ready;
}

/* 2024-11-03 → 03/11/2024; whatever else as it is, a null as a dash. */
static const struct value *cell_words(struct arena *arena, const struct value *cell)
{
    int32_t day;
    if (value_is_null(cell))
        return value_text(arena, "–");
    if (value_type(cell) != VALUE_TEXT || strlen(value_as_text(cell)) != 10 || !day_parse(value_as_text(cell), &day))
        return cell;
    const char *text = value_as_text(cell);
    return value_printf(arena, "%.2s/%.2s/%.4s", text + 8, text + 5, text);
}

static size_t column_of(const struct value *columns, const char *name)
{
    size_t i = 0;
    while (i < value_len(columns) && strcmp(value_get_text(value_at(columns, i), "name", ""), name) != 0)
        i++;
    return i;
}

static struct value *row_words(struct arena *arena, const struct value *row, size_t num)
{
    struct value *ready = value_map(arena), *cells = value_list(arena);
    for (size_t i = 0; i < value_len(row); i++)
        value_append(cells, cell_words(arena, value_at(row, i)));
    value_set(ready, "cells", cells);
    value_set(ready, "counted", value_null(arena));
    if (num < value_len(row) && value_type(value_at(row, num)) == VALUE_INT)
        value_set_bool(ready, "counted", value_as_int(value_at(row, num)) != 0);
    return ready;
}

struct value *page_ready_explain(struct arena *arena, const struct value *explain)
{
    const struct value *evidence = value_get(explain, "evidence"), *rows = value_get(evidence, "rows");
    struct value *ready = value_copy(arena, explain), *with = value_copy(arena, evidence), *list = value_list(arena);
    size_t num = column_of(value_get(evidence, "columns"), "num");
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, row_words(arena, value_at(rows, i), num));
    value_set(with, "rows", list);
    value_set(ready, "evidence", with);
    return ready;
}
