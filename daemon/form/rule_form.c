#include "form/rule_form.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"

#include <string.h>

/* ---- what it says ---- */

enum { BLANK_ROWS = 2, ROWS_MOST = 20 };

/* {is: how_is …}: the word of each on the page. */
static struct value *spoken(struct arena *arena, const char *prefix, const struct value *words)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; i < value_len(words); i++) {
        const char *word = value_as_text(value_at(words, i));
        value_set(map, word, value_printf(arena, "%s_%s", prefix, word));
    }
    return map;
}

static void add_row(struct arena *arena, struct value *rows, const char *list, const struct value *row)
{
    static const char *const parts[][2] = {{"field", ""}, {"how", "is"}, {"value", ""}};
    struct value *ready = row ? value_copy(arena, row) : value_map(arena);
    const char *title = value_get_text(row, "value_title", NULL); /* choices are written as people read them */
    if (title && strcmp(value_get_text(row, "how", ""), "text") != 0)
        value_set_text(ready, "value", title);
    int number = (int)value_len(rows) + 1;
    for (size_t i = 0; i < LEN(parts); i++)
        value_set_text(ready, parts[i][0], value_get_text(ready, parts[i][0], parts[i][1]));
    value_set_text(ready, "name", arena_printf(arena, "%s.%d", list, number));
    value_set_text(ready, "id", arena_printf(arena, "f-%s-%d", list, number));
    value_set_int(ready, "number", number);
    value_append(rows, ready);
}

static void put_rows(struct arena *arena, struct value *ready, const char *list, const struct value *given)
{
    struct value *rows = value_list(arena);
    for (size_t i = 0; i < value_len(given); i++)
        add_row(arena, rows, list, value_at(given, i));
    for (int i = 0; i < BLANK_ROWS; i++)
        add_row(arena, rows, list, NULL);
    value_set(ready, list, rows);
}

/* The fields of the record type that is counted. */
static void put_type(struct value *ready, const char *type)
{
    const struct value *types = value_get(ready, "types");
    for (size_t i = 0; i < value_len(types); i++)
        if (strcmp(value_get_text(value_at(types, i), "name", ""), type) == 0) {
            value_set_text(ready, "type", type);
            value_set(ready, "columns", value_get(value_at(types, i), "columns"));
            value_set(ready, "days", value_get(value_get(value_at(types, i), "options"), "date"));
        }
}

struct value *rule_form(struct arena *arena, const struct value *rule)
{
    struct value *ready = value_copy(arena, rule);
    const char *den = value_get_text(value_get(value_get(rule, "fields"), "measure.den"), "text", "");
    value_set_bool(ready, "den_plain", !*den || strcmp(den, "true") == 0);
    value_set_text(ready, "was", value_get_text(rule, "title", ""));
    value_set(ready, "how_words", spoken(arena, "how", value_get(rule, "hows")));
    value_set(ready, "judge_words", spoken(arena, "judge", value_get(rule, "judges")));
    put_type(ready, value_get_text(rule, "type", ""));
    put_rows(arena, ready, "where", value_get(rule, "where"));
    put_rows(arena, ready, "num", value_get(rule, "num"));
    return ready;
}

static void set_field_text(struct arena *arena, struct value *ready, const char *name, const char *text)
{
    struct value *fields = value_copy(arena, value_get(ready, "fields")), *field = value_copy(arena, value_get(fields, name));
    value_set_text(field, "text", text);
    value_set(fields, name, field);
    value_set(ready, "fields", fields);
}

struct value *rule_form_copy(struct arena *arena, const struct value *rule)
{
    struct value *ready = rule_form(arena, rule);
    set_field_text(arena, ready, "title", "");
    return ready;
}

/* ---- what was typed ---- */

static const char *typed(struct arena *arena, const struct value *arguments, const char *name)
{
    return value_get_text(arguments, arena_printf(arena, "change.%s", name), NULL);
}

static struct value *rows_typed(struct arena *arena, const struct value *arguments, const char *list)
{
    static const char *const parts[] = {"field", "how", "value"};
    struct value *rows = value_list(arena);
    for (int i = 1; i <= ROWS_MOST; i++) {
        struct value *row = value_map(arena);
        bool any = false;
        for (size_t k = 0; k < LEN(parts); k++) {
            const char *text = typed(arena, arguments, arena_printf(arena, "%s.%d.%s", list, i, parts[k]));
            value_set_text(row, parts[k], text);
            any = any || (text && *text && k != 1);
        }
        if (any)
            value_append(rows, row);
    }
    return rows;
}

struct value *rule_form_fill(struct arena *arena, const struct value *rule, const struct value *met)
{
    struct value *filled = value_copy(arena, rule);
    const struct value *arguments = value_get(met, "arguments"), *fields = value_get(rule, "fields");
    for (size_t i = 0; i < value_len(fields); i++) {
        const char *given = typed(arena, arguments, value_key(fields, i));
        if (given)
            set_field_text(arena, filled, value_key(fields, i), given);
    }
    if (typed(arena, arguments, "measure.of")) {
        put_type(filled, typed(arena, arguments, "measure.of"));
        put_rows(arena, filled, "where", rows_typed(arena, arguments, "where"));
        put_rows(arena, filled, "num", rows_typed(arena, arguments, "num"));
    }
    return filled;
}
