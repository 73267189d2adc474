/* What a form of a page met, on that page: it was refused, or only tried; its problems beside their fields, and all that was typed and
 * picked. */
#include "page/page_data.h"
#include "page/page_met.h"
#include "page/page_paper.h"
#include "page/page_studio.h"

#include "base/arena.h"
#include "base/value.h"
#include "form/refused_cell.h"
#include "form/rule_form.h"
#include "form/text_edits.h"
#include "form/tried_rows.h"

#include <string.h>

/* empty: a field that must be filled in was not, which a form says in its own words. */
static void place_in_form(struct arena *arena, const struct value *form, const struct value *arguments, struct value *problem)
{
    const char *column = value_get_text(problem, "column", "");
    const struct value *fields = value_get(form, "fields");
    for (size_t i = 0; i < value_len(fields); i++)
        if (strcmp(value_get_text(value_at(fields, i), "name", ""), column) == 0) {
            value_set_text(problem, "target", arena_printf(arena, "f-%s", column));
            value_set(problem, "title", value_get(value_at(fields, i), "title") ? value_get(value_at(fields, i), "title") : value_null(arena));
            value_set_text(problem, "word", value_get_text(value_at(fields, i), "word", NULL));
            value_set_bool(problem, "empty", value_get_text(problem, "word", NULL) && value_get_bool(value_at(fields, i), "required", false) && !value_get(arguments, column));
        }
}

/* Of a form that describes a change: the field that was refused, where one was. */
static bool place_in_change(struct arena *arena, const struct value *arguments, struct value *problem)
{
    const char *cell = refused_cell(arena, arguments, problem), *target = cell ? refused_cell_field(arena, arguments, cell) : NULL;
    value_set_text(problem, "target", target);
    return target;
}

static bool is_error(const struct value *problem)
{
    return strcmp(value_get_text(problem, "level", "error"), "error") == 0;
}

/* What refuses stands before what is only noticed. */
static struct value *errors_first(struct arena *arena, const struct value *problems)
{
    struct value *list = value_list(arena);
    for (int error = 1; error >= 0; error--)
        for (size_t i = 0; i < value_len(problems); i++)
            if (is_error(value_at(problems, i)) == (bool)error)
                value_append(list, value_at(problems, i));
    return list;
}

/* Each problem with the place on the page that it is about; without a form by its file or column, which a parameter's name does not tell. */
static struct value *problems_ready(struct arena *arena, const struct value *met, const struct value *form, const struct value *grid)
{
    const struct value *problems = errors_first(arena, value_get(met, "problems"));
    bool of_field = value_get_bool(met, "of_field", false);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(problems); i++) {
        struct value *problem = value_copy(arena, value_at(problems, i));
        const char *file = value_get_text(problem, "file", NULL);
        if (form)
            place_in_form(arena, form, value_get(met, "arguments"), problem);
        else if (grid)
            page_place_in_grid(arena, grid, problem);
        else if (place_in_change(arena, value_get(met, "arguments"), problem))
            value_set_bool(problem, "linked", true);
        else
            value_set_text(problem, "about", file ? file : of_field ? NULL : value_get_text(problem, "column", ""));
        value_set_bool(problem, "notice", !is_error(problem));
        value_append(list, problem);
    }
    return list;
}

static bool has_error(const struct value *problems)
{
    for (size_t i = 0; i < value_len(problems); i++)
        if (is_error(value_at(problems, i)))
            return true;
    return false;
}

static struct value *ready_met(struct arena *arena, const struct value *met, const struct value *form, const struct value *grid, bool english)
{
    struct value *ready = value_copy(arena, met);
    value_set(ready, "problems", problems_ready(arena, met, form, grid));
    value_set_bool(ready, "wrong", has_error(value_get(met, "problems")));
    page_ready_trial(arena, ready);
    if (strcmp(value_get_text(met, "command", ""), "rules preview") == 0 && value_get(met, "answer"))
        value_set(ready, "preview", page_ready_preview(arena, value_get(met, "answer"), english));
    if (value_get(value_get(met, "answer"), "columns") || value_get(value_get(met, "answer"), "evidence"))
        value_set(ready, "table", tried_rows(arena, value_get(met, "answer")));
    return ready;
}

/* By the names of its fields; path: where the form was sent; keys: what was picked there. Of nothing met: a path of no form. */
static struct value *typed_of(struct arena *arena, const struct value *met)
{
    const struct value *arguments = value_get(met, "arguments");
    struct value *typed = value_map(arena), *keys = value_list(arena);
    char *path = arena_printf(arena, "/do/%s", value_get_text(met, "command", ""));
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

static struct value *group_again(struct arena *arena, const struct value *group, const struct value *typed)
{
    struct value *again = value_copy(arena, group), *records = value_list(arena);
    const struct value *given = value_get(group, "records"), *keys = value_get(typed, "keys");
    bool same = strcmp(value_get_text(group, "type", ""), value_get_text(typed, "type", "")) == 0, any = false;
    for (size_t i = 0; i < value_len(given); i++) {
        struct value *record = value_copy(arena, value_at(given, i));
        bool picked = same && value_has_text(keys, value_get_text(record, "key", ""));
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

void page_met(struct arena *arena, struct value *data, const struct value *met)
{
    const char *command = value_get_text(met, "command", "");
    bool own = strcmp(command, value_get_text(value_get(data, "form"), "command", "")) == 0, tried = value_get(met, "answer"); /* a page may have other forms beside it */
    const struct value *form = own ? value_get(data, "form") : NULL, *waiting = value_get(data, "waiting"), *grid = value_get(data, "grid");
    const struct value *typed = typed_of(arena, met), *ready = met ? ready_met(arena, met, form, grid, value_get_bool(data, "en", false)) : value_null(arena);
    value_set(data, "typed", typed);
    value_set(data, "refusal", tried ? value_null(arena) : ready);
    value_set(data, "trial", tried ? ready : value_null(arena));
    value_set(data, "wrong", refused_cells(arena, value_get(data, "rule"), tried ? NULL : met));
    value_set_bool(data, "previewed", tried && value_get(ready, "preview"));
    if (tried && strcmp(command, "verify") == 0)
        value_set(data, "paper", page_ready_verified(arena, value_get(met, "answer")));
    if (met && form)
        value_set(data, "form", value_get(form, "issuers") ? page_refuse_register(arena, form, ready) : page_refuse_form(arena, form, met));
    if (met && waiting)
        value_set(data, "waiting", waiting_again(arena, waiting, typed));
    value_set(data, "edits", text_edits(arena, value_get(met, "arguments"), value_get_text(value_get(data, "rule"), "path", "")));
    if (met && value_get(data, "rule"))
        value_set(data, "rule", rule_form_fill(arena, value_get(data, "rule"), met));
    if (met && grid)
        value_set(data, "grid", page_fill_grid(arena, grid, met));
}
