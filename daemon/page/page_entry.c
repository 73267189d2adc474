/* Pages on which records are entered and reviewed: the answers made ready, and what was refused put beside the cells it is about. */
#include "page/page_data.h"
#include "page/page_met.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

enum { RECORDS_SHOWN = 200 }; /* of a list, of a group */

bool page_is_there(const char *state)
{
    return state && strcmp(state, workflow_to("record", "withdraw")) != 0;
}

static void set_life(struct arena *arena, struct value *map)
{
    value_set(map, "life", value_printf(arena, "life_%s", value_get_text(map, "state", "")));
}

/* ---- the month ---- */

/* [{state, life, count}…] of the states in which there are records. */
static struct value *states_of(struct arena *arena, const struct value *counts)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(counts); i++) {
        struct value *map = value_map(arena);
        if (!value_as_int(value_item(counts, i)))
            continue;
        value_set_text(map, "state", value_key(counts, i));
        value_set(map, "count", value_item(counts, i));
        set_life(arena, map);
        value_append(list, map);
    }
    return list;
}

static bool is_returned(const struct value *type)
{
    const char *state = value_get_text(type, "return_state", NULL);
    return state && workflow_is("record", state, WORKFLOW_CLAIMS);
}

static struct value *type_ready(struct arena *arena, const struct value *type)
{
    struct value *ready = value_copy(arena, type);
    const struct value *returned = value_get(type, "monthly_return");
    value_set(ready, "states", states_of(arena, value_get(type, "counts")));
    value_set_bool(ready, "may_return", !value_is_null(returned) && !is_returned(type));
    value_set(ready, "returned_word", value_printf(arena, "return_%s", value_get_text(returned, "status", "")));
    value_set(ready, "return_life", value_printf(arena, "life_%s", value_get_text(type, "return_state", "")));
    return ready;
}

struct value *page_ready_month(struct arena *arena, const struct value *month)
{
    struct value *ready = value_copy(arena, month), *owed = value_list(arena), *others = value_list(arena), *unsaid = value_list(arena);
    const struct value *types = value_get(month, "types");
    for (size_t i = 0; i < value_len(types); i++) {
        const struct value *type = type_ready(arena, value_at(types, i));
        value_append(value_is_null(value_get(type, "monthly_return")) ? others : owed, type);
        if (value_get_bool(type, "may_return", false))
            value_append(unsaid, type);
    }
    value_set(ready, "owed", owed);
    value_set(ready, "unsaid", unsaid);
    value_set(ready, "others", others);
    value_set(ready, "live", page_ready_live(arena, value_get(month, "live")));
    value_set_int(ready, "days_over", -value_get_int(month, "days_left", 0));
    return ready;
}

/* ---- records ---- */

static struct value *record_ready(struct arena *arena, const struct value *record)
{
    struct value *ready = value_copy(arena, record);
    set_life(arena, ready);
    value_set_bool(ready, "stands", workflow_is("record", value_get_text(record, "state", ""), WORKFLOW_STANDS));
    value_set_text(ready, "key_encoded", page_encoded(arena, value_get_text(record, "key", "")));
    value_set_text(ready, "at_text", page_instant(arena, value_get_text(record, "at", NULL)));
    return ready;
}

/* What is unusual, with the address of the record that it is about beside this one. */
static struct value *words_ready(struct arena *arena, const struct value *words)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(words); i++) {
        struct value *word = value_copy(arena, value_at(words, i));
        const char *key = value_get_text(word, "key", NULL);
        value_set_text(word, "key_encoded", key ? page_encoded(arena, key) : NULL);
        value_append(list, word);
    }
    return list;
}

/* At most so many of them: a page is looked through, a long list is filed. */
static struct value *records_ready(struct arena *arena, const struct value *records, int64_t *number)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(records) && i < RECORDS_SHOWN; i++) {
        struct value *record = record_ready(arena, value_at(records, i));
        value_set_int(record, "number", ++*number);
        value_set(record, "unusual", words_ready(arena, value_get(record, "unusual")));
        value_append(list, record);
    }
    return list;
}

struct value *page_ready_waiting(struct arena *arena, const struct value *waiting)
{
    struct value *ready = value_map(arena), *groups = value_list(arena);
    int64_t number = 0, count = 0;
    for (size_t i = 0; i < value_len(waiting); i++) {
        struct value *group = value_copy(arena, value_at(waiting, i));
        value_set(group, "records", records_ready(arena, value_get(value_at(waiting, i), "records"), &number));
        value_set_int(group, "shown", (int64_t)value_len(value_get(group, "records")));
        value_set_int(group, "more", value_get_int(group, "count", 0) - value_get_int(group, "shown", 0));
        count += value_get_int(group, "count", 0);
        value_set_text(group, "oldest_text", page_instant(arena, value_get_text(group, "oldest_at", NULL)));
        value_append(groups, group);
    }
    value_set(ready, "groups", groups);
    value_set_int(ready, "count", count);
    return ready;
}

struct value *page_ready_history(struct arena *arena, const struct value *history)
{
    static const char *const sides[] = {"from", "to"};
    struct value *list = value_list(arena);
    for (size_t i = value_len(history); i-- > 0;) { /* the newest first */
        struct value *version = record_ready(arena, value_at(history, i)), *fields = value_list(arena);
        const struct value *given = value_get(value_at(history, i), "fields");
        for (size_t j = 0; j < value_len(given); j++) {
            struct value *field = value_copy(arena, value_at(given, j));
            for (size_t k = 0; k < LEN(sides); k++) {
                const char *title = value_get_text(field, arena_printf(arena, "%s_title", sides[k]), NULL);
                const char *text = page_written(arena, title ? title : value_get_text(field, sides[k], NULL));
                value_set_text(field, arena_printf(arena, "%s_text", sides[k]), text);
            }
            value_append(fields, field);
        }
        value_set(version, "fields", fields);
        value_append(list, version);
    }
    return list;
}

/* ---- the form ---- */

/* "Cát Bi (cat-bi)" → "Cát Bi": what must stand so is shown without its id. */
static const char *without_id(struct arena *arena, const char *text)
{
    const char *open = strrchr(text, '(');
    return open && open > text && text[strlen(text) - 1] == ')' ? arena_strndup(arena, text, (size_t)(open - text - 1)) : text;
}

static bool has_word(const struct value *words, const char *word)
{
    for (size_t i = 0; i < value_len(words); i++)
        if (strcmp(value_as_text(value_at(words, i)), word) == 0)
            return true;
    return false;
}

/* The value as it was typed, where the form comes back refused. */
static void take_typed(struct arena *arena, struct value *field, const struct value *typed)
{
    const char *text = value_get_text(typed, arena_printf(arena, "cells.%s", value_get_text(field, "name", "")), NULL);
    if (text)
        value_set_text(field, "value", text);
}

static const struct value *errors_of(struct arena *arena, const struct value *problems, const char *column)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(problems); i++)
        if (strcmp(value_get_text(value_at(problems, i), "column", ""), column) == 0)
            value_append(list, value_at(problems, i));
    return list;
}

/* 2024-11-30 of 2024-11-30 23:59:59; null for a number and for no limit. */
static struct value *day_of(struct arena *arena, const struct value *limit)
{
    return value_type(limit) == VALUE_TEXT ? value_printf(arena, "%.10s", value_as_text(limit)) : value_null(arena);
}

/* What needs to be said of a cell before it is filled in: not of a list, nor of a short text. By what ids it is described. */
static void say_about(struct arena *arena, struct value *field, const char *kind)
{
    const char *name = value_get_text(field, "name", "");
    bool said = strcmp(kind, "choice") != 0 && strcmp(kind, "text") != 0, wrong = value_len(value_get(field, "errors")) > 0;
    const char *hint = said ? arena_printf(arena, "h-%s", name) : "", *error = wrong ? arena_printf(arena, "e-%s-1", name) : "";
    value_set_bool(field, "said", said);
    value_set_text(field, "described", arena_printf(arena, "%s%s%s", hint, said && wrong ? " " : "", error));
}

static struct value *field_ready(struct arena *arena, const struct value *given, const struct value *refusal)
{
    struct value *field = value_copy(arena, given);
    const char *kind = value_get_text(given, "kind", ""), *fixed = value_get_text(given, "fixed", NULL);
    bool limited = !value_is_null(value_get(given, "until"));
    if (!fixed)
        take_typed(arena, field, value_get(refusal, "arguments"));
    const char *value = value_get_text(field, "value", "");
    value_set(field, "errors", errors_of(arena, value_get(refusal, "problems"), value_get_text(given, "name", "")));
    value_set(field, "first_day", day_of(arena, value_get(given, "from")));
    value_set(field, "last_day", day_of(arena, value_get(given, "until")));
    value_set_text(field, "fixed_title", fixed ? without_id(arena, fixed) : NULL);
    value_set(field, "hint", value_printf(arena, "hint_%s%s", kind, strcmp(kind, "number") == 0 && !limited ? "_open" : ""));
    say_about(arena, field, kind);
    value_set_bool(field, "odd", *value && !has_word(value_get(given, "words"), value));
    return field;
}

struct value *page_ready_form(struct arena *arena, const struct value *form)
{
    struct value *ready = value_copy(arena, form);
    set_life(arena, ready);
    value_set_text(ready, "command", "records enter");
    value_set_bool(ready, "there", page_is_there(value_get_text(form, "state", NULL)));
    return page_refuse_form(arena, ready, NULL);
}

/* A sentence of a move asks for a mark of its own. */
static bool asks_to_move(const struct value *problems)
{
    for (size_t i = 0; i < value_len(problems); i++)
        if (strstr(value_get_text(value_at(problems, i), "vi", ""), "--moves"))
            return true;
    return false;
}

struct value *page_refuse_form(struct arena *arena, const struct value *form, const struct value *refusal)
{
    struct value *ready = value_copy(arena, form), *fields = value_list(arena);
    const struct value *given = value_get(form, "fields"), *problems = value_get(refusal, "problems");
    for (size_t i = 0; i < value_len(given); i++)
        value_append(fields, field_ready(arena, value_at(given, i), refusal));
    value_set(ready, "fields", fields);
    value_set(ready, "reason_errors", errors_of(arena, problems, "reason"));
    value_set_text(ready, "reason", value_get_text(value_get(refusal, "arguments"), "reason", ""));
    value_set_bool(ready, "moves", asks_to_move(problems));
    return ready;
}

/* ---- leave to change a locked month ---- */

struct value *page_ready_exceptions(struct arena *arena, const struct value *exceptions)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(exceptions); i++) {
        struct value *exception = value_copy(arena, value_at(exceptions, i));
        value_set_text(exception, "asked_text", page_instant(arena, value_get_text(exception, "asked_at", "")));
        value_set_text(exception, "decided_text", page_instant(arena, value_get_text(exception, "decided_at", NULL)));
        const char *end = value_get_bool(exception, "waits", false) ? "refuse" : "revoke"; /* how it comes to nothing */
        value_set(exception, "end_path", value_printf(arena, "/do/exceptions/%s", end));
        value_set(exception, "number_text", value_printf(arena, "%lld", (long long)value_get_int(exception, "id", 0)));
        if (value_get_bool(exception, "waits", false) || value_get_bool(exception, "holds", false))
            value_append(list, exception);
    }
    return list;
}
