/* What a form of a page met, on that page: the sentence with its problems beside their fields, and all that was typed and picked. */
#include "page/page_data.h"

#include "base/arena.h"
#include "base/value.h"

#include <string.h>

/* Each problem with the field of the form that it is about, or with the record. */
static struct value *ready_refusal(struct arena *arena, const struct value *refusal, const struct value *form)
{
    struct value *ready = value_copy(arena, refusal), *list = value_list(arena);
    const struct value *problems = value_get(refusal, "problems"), *fields = value_get(form, "fields");
    for (size_t i = 0; i < value_len(problems); i++) {
        struct value *problem = value_copy(arena, value_at(problems, i));
        const char *column = value_get_text(problem, "column", ""), *file = value_get_text(problem, "file", NULL);
        if (!form)
            value_set_text(problem, "about", file ? file : column);
        for (size_t j = 0; j < value_len(fields); j++)
            if (strcmp(value_get_text(value_at(fields, j), "name", ""), column) == 0) {
                value_set_text(problem, "field", column);
                value_set(problem, "title", value_get(value_at(fields, j), "title"));
            }
        value_append(list, problem);
    }
    value_set(ready, "problems", list);
    return ready;
}

/* By the names of its fields; path: where the form was sent; keys: what was picked there. Of no refusal: a path of no form. */
static struct value *typed_of(struct arena *arena, const struct value *refusal)
{
    const struct value *arguments = value_get(refusal, "arguments");
    struct value *typed = value_map(arena), *keys = value_list(arena);
    char *path = arena_printf(arena, "/do/%s", value_get_text(refusal, "command", ""));
    for (char *at = path; *at; at++)
        *at = *at == ' ' ? '/' : *at;
    for (size_t i = 0; i < value_len(arguments); i++) {
        value_set(typed, value_key(arguments, i), value_item(arguments, i));
        if (strncmp(value_key(arguments, i), "keys.", strlen("keys.")) == 0)
            value_append(keys, value_item(arguments, i));
    }
    value_set_text(typed, "path", path);
    value_set(typed, "keys", keys);
    return typed;
}

static bool is_picked(const struct value *keys, const char *key)
{
    for (size_t i = 0; i < value_len(keys); i++)
        if (strcmp(value_as_text(value_at(keys, i)), key) == 0)
            return true;
    return false;
}

static struct value *group_again(struct arena *arena, const struct value *group, const struct value *typed)
{
    struct value *again = value_copy(arena, group), *records = value_list(arena);
    const struct value *given = value_get(group, "records"), *keys = value_get(typed, "keys");
    bool same = strcmp(value_get_text(group, "type", ""), value_get_text(typed, "type", "")) == 0, any = false;
    for (size_t i = 0; i < value_len(given); i++) {
        struct value *record = value_copy(arena, value_at(given, i));
        bool picked = same && is_picked(keys, value_get_text(record, "key", ""));
        value_set_bool(record, "picked", picked);
        any = any || picked;
        value_append(records, record);
    }
    value_set(again, "records", records);
    value_set_text(again, "reason", any ? value_get_text(typed, "reason", "") : "");
    return again;
}

/* What waits, with what was picked and the reason in its group. */
static struct value *waiting_again(struct arena *arena, const struct value *waiting, const struct value *typed)
{
    struct value *again = value_copy(arena, waiting), *groups = value_list(arena);
    const struct value *given = value_get(waiting, "groups");
    for (size_t i = 0; i < value_len(given); i++)
        value_append(groups, group_again(arena, value_at(given, i), typed));
    value_set(again, "groups", groups);
    return again;
}

void page_refuse(struct arena *arena, struct value *data, const struct value *refusal)
{
    bool entered = strcmp(value_get_text(refusal, "command", ""), "records enter") == 0; /* a page may have other forms beside it */
    const struct value *form = entered ? value_get(data, "form") : NULL, *waiting = value_get(data, "waiting");
    const struct value *typed = typed_of(arena, refusal);
    value_set(data, "typed", typed);
    value_set(data, "refusal", refusal ? ready_refusal(arena, refusal, form) : value_null(arena));
    if (refusal && form)
        value_set(data, "form", page_refuse_form(arena, form, refusal));
    if (refusal && waiting)
        value_set(data, "waiting", waiting_again(arena, waiting, typed));
}
