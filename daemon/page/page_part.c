#include "page/page_part.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "command/dispatch.h"
#include "page/page_data.h"
#include "page/page_english.h"
#include "page/page_table.h"

#include <string.h>

/* Those of the arguments that a part's command knows. What finds and orders a list is meant for the list that the page is about. */
struct value *page_part_arguments(struct arena *arena, const struct page_part *part, const struct page *page, const struct value *arguments)
{
    struct value *known = value_map(arena);
    for (size_t i = 0; i < value_len(arguments); i++) {
        const char *name = value_key(arguments, i);
        bool orders = strcmp(name, "find") == 0 || strcmp(name, "sort") == 0;
        if (command_parameter(command_find(part->command), name) && (part == page->parts || !orders))
            value_set(known, name, value_item(arguments, i));
    }
    return known;
}

static const struct command_parameter *parameter_of(const struct page *page, const char *name)
{
    for (const struct page_part *part = page->parts; part->name; part++) {
        const struct command_parameter *parameter = command_parameter(command_find(part->command), name);
        if (parameter && parameter->form != FORM_EXPORT)
            return parameter;
    }
    return NULL;
}

/* What every page takes: what was done just now (http_act.h), a value with which its form begins. */
bool page_part_is_of_frame(const char *name)
{
    return strcmp(name, "said") == 0 || strcmp(name, "receipt") == 0 || strcmp(name, "pick") == 0;
}

/* What a form of choices sends of a field that was left empty: it was not given. */
static bool is_left_empty(const struct value *given)
{
    return value_type(given) == VALUE_TEXT && !*value_as_text(given);
}

/* As the commands' forms read them, so that the page and its commands see the same. */
bool page_part_read(const struct page *page, struct command_call *call, struct err *err)
{
    struct value *read = value_map(call->arena);
    for (size_t i = 0; i < value_len(call->arguments); i++) {
        const char *name = value_key(call->arguments, i);
        const struct command_parameter *parameter = parameter_of(page, name);
        const struct value *taken;
        if (!parameter && page_part_is_of_frame(name))
            continue;
        if (parameter && is_left_empty(value_item(call->arguments, i)))
            continue;
        if (!parameter)
            return err_set(err, "trang này không có tham số “%s”", "this page has no parameter “%s”", name);
        if (!form_take(parameter, call->arena, value_item(call->arguments, i), &taken, err))
            return false;
        value_set(read, name, taken);
    }
    call->arguments = read;
    return true;
}

/* A result's id says its period, unit and stage: what the other commands of its page ask for. */
const struct value *page_part_whole(struct arena *arena, const struct page *page, const struct value *arguments)
{
    static const char *const names[] = {"period", NULL, "subject", "stage"};
    const char *id = value_get_text(arguments, "id", NULL);
    if (!id || strcmp(page->parts[0].command, "explain") != 0)
        return arguments;
    struct value *whole = value_copy(arena, arguments);
    for (size_t i = 0; i < LEN(names); i++) {
        size_t len = strcspn(id, "/@");
        if (names[i] && !value_get(arguments, names[i])) /* what the address says goes before */
            value_set_text(whole, names[i], arena_strndup(arena, id, len));
        id += len + (id[len] == '/');
    }
    return whole;
}

bool page_part_is_asked(const struct page_part *part, const struct value *arguments)
{
    return !part->needs || value_get(arguments, part->needs);
}

/* Something is asked for by name: what refuses that is no lack of results. */
static bool asks_more(const struct value *arguments)
{
    return value_get(arguments, "period") || value_get(arguments, "against") || value_get(arguments, "sort");
}

bool page_part_add(const struct page_part *part, const struct page *page, struct command_call *call, struct value *data, struct err *err)
{
    struct command_call own = *call;
    const struct command *command = command_find(part->command);
    own.arguments = page_part_arguments(call->arena, part, page, call->arguments);
    if (!page_part_is_asked(part, own.arguments)) {
        value_set(data, part->name, value_null(call->arena));
        return true;
    }
    const struct value *answer = command_run(command, &own, err);
    if (!answer && part->may_lack && !asks_more(own.arguments)) {
        err_clear(err);
        answer = value_null(call->arena);
    }
    if (!answer)
        return false;
    if (part == page->parts)
        call->caller = own.caller; /* where the units are known: a role of one that ended is none */
    answer = page_figures(call->arena, answer);
    if (value_get(answer, "masked")) /* that something private is hidden is said once, in the page's head */
        value_set(data, "masked", value_get(answer, "masked"));
    answer = part->ready ? part->ready(call->arena, answer) : answer;
    value_set(data, part->name, value_get_bool(data, "en", false) ? page_english(call->arena, answer) : answer);
    return true;
}
