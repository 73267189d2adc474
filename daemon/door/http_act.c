#include "door/http_act.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "command/call.h"
#include "command/command.h"
#include "door/http_field.h"
#include "door/http_form.h"
#include "door/http_head.h"

#include <string.h>

#define RECEIPT "receipt" /* the key of an answer by which a person finds again what was sent */

bool http_act_read_form(struct arena *arena, const struct http_head *head, const char *body, size_t len, struct http_form *ret_form,
                        struct err *err)
{
    const char *boundary;
    switch (http_field_media(arena, head->content_type, &boundary)) {
    case HTTP_MEDIA_FORM_TEXT:
        return http_form_read_text(arena, body, len, ret_form, err);
    case HTTP_MEDIA_FORM_PARTS:
        return http_form_read_parts(arena, boundary, body, len, ret_form, err);
    default:
        return err_set(err, "địa chỉ này nhận biểu mẫu (application/x-www-form-urlencoded hoặc multipart/form-data)",
                       "this address takes a form (application/x-www-form-urlencoded or multipart/form-data)");
    }
}

/* A field left empty is one that was not given; a part of a table (cells.name) that is empty empties its cell. */
static bool is_given(const char *name, const char *value)
{
    return *value || strchr(name, '.');
}

/* A form whose buttons ask several commands names a field of some of them by these: "rules/sql|rules/evidence:period". NULL: it is not for this one. */
static const char *name_here(struct arena *arena, const struct command *command, const char *name)
{
    size_t len = strcspn(name, ".:");
    if (name[len] != ':')
        return name;
    char *words = arena_strndup(arena, name, len), *rest = words;
    for (char *at = words; *at; at++)
        *at = *at == '/' ? ' ' : *at;
    for (const char *word; (word = strsep(&rest, "|"));)
        if (command && strcmp(word, command->words) == 0)
            return name + len + 1;
    return NULL;
}

static void add_argument(struct arena *arena, struct value *arguments, const char *name, const struct value *value)
{
    const struct value *before = value_get(arguments, name);
    struct value *list = value_list(arena);
    if (!before) {
        value_set(arguments, name, value);
        return;
    }
    for (size_t i = 0; value_type(before) == VALUE_LIST && i < value_len(before); i++)
        value_append(list, value_at(before, i));
    if (value_type(before) != VALUE_LIST)
        value_append(list, before);
    value_append(list, value);
    value_set(arguments, name, list);
}

static bool is_secret(const struct command *command, const char *name)
{
    const struct command_parameter *parameter = command ? command_parameter(command, name) : NULL;
    return parameter && parameter->form == FORM_SECRET;
}

static void add_secret(struct arena *arena, struct file_list *files, const char *name, const char *value)
{
    struct file *items = arena_grow(arena, files->items, files->len * sizeof *items, (files->len + 1) * sizeof *items);
    items[files->len++] = (struct file){.path = name, .bytes = value, .len = strlen(value)};
    files->items = items;
}

bool http_act_read(struct arena *arena, const struct http_head *head, const struct command *command, const char *body, size_t len,
                   struct http_act *ret_act, struct err *err)
{
    struct http_form form;
    struct value *arguments = value_map(arena);
    const char *next = NULL;
    *ret_act = (struct http_act){.token = "", .arguments = arguments};
    if (!http_act_read_form(arena, head, body, len, &form, err))
        return false;
    for (size_t i = 0; i < value_len(form.fields); i++) {
        const struct value *field = value_at(form.fields, i);
        const char *name = name_here(arena, command, value_get_text(field, "name", "")), *value = value_get_text(field, "value", "");
        if (!name)
            continue;
        if (strcmp(name, "token") == 0)
            ret_act->token = value;
        else if (strcmp(name, "next") == 0)
            next = value;
        else if (strcmp(name, "give_up") == 0)
            ret_act->given_up = true;
        else if (is_secret(command, name))
            add_secret(arena, &form.files, name, value);
        else if (is_given(name, value))
            add_argument(arena, arguments, name, value_get(field, "value"));
    }
    ret_act->next = http_next_read(arena, next, false);
    ret_act->files = form.files;
    return true;
}

const char *http_act_done(struct arena *arena, const struct http_act *act, const struct command *command, const struct value *answer)
{
    char *words = arena_strdup(arena, command->words);
    for (char *at = words; *at; at++)
        *at = *at == ' ' ? '-' : *at;
    const char *address = http_next_with(arena, act->next.address, "said", words);
    return http_next_with(arena, address, RECEIPT, value_get_text(answer, RECEIPT, NULL));
}

/* The sentence as a problem of the parameter that it is about. */
static struct value *problem_of_field(struct arena *arena, const char *field, const struct err *err)
{
    struct value *list = value_list(arena), *problem = value_map(arena);
    value_set_text(problem, "column", field);
    value_set_text(problem, "vi", err->vi);
    value_set_text(problem, "en", err->en);
    value_append(list, problem);
    return list;
}

struct value *http_act_refusal(const struct command_call *call, const struct http_act *act, const struct command *command, const struct err *err)
{
    struct arena *arena = call->arena;
    struct value *refusal = value_map(arena);
    bool of_field = !call->problems && call->field && err->vi;
    value_set_text(refusal, "vi", err->vi ? err->vi : "?");
    value_set_text(refusal, "en", err->en ? err->en : "?");
    value_set(refusal, "problems", of_field ? problem_of_field(arena, call->field, err) : call->problems ? call->problems : value_list(arena));
    value_set_bool(refusal, "of_field", of_field);
    value_set_text(refusal, "command", command->words);
    value_set(refusal, "arguments", act->arguments);
    return refusal;
}

struct value *http_act_trial(struct arena *arena, const struct http_act *act, const struct command *command, const struct value *answer)
{
    const struct value *problems = value_get(answer, "problems");
    struct value *trial = value_map(arena);
    value_set(trial, "answer", answer);
    value_set(trial, "problems", problems ? problems : value_list(arena));
    value_set_text(trial, "command", command->words);
    value_set(trial, "arguments", act->arguments);
    return trial;
}
