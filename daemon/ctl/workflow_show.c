/* Life cycles for people: the kinds, one of them as a table, or its picture. */
#include "ctl/print.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/value.h"
#include "display/display.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"

#include <string.h>

/* The word for people of a name that stands under `key` of the answer; the name itself when it has none. */
static const char *word(const struct workflow *workflow, const char *key, const char *name, bool english)
{
    const struct workflow_state *state = workflow_state(workflow, name);
    const struct workflow_act *act = workflow_act(workflow, name);
    if (strcmp(key, "from") == 0 || strcmp(key, "to") == 0 || strcmp(key, "states") == 0)
        return state ? english ? state->en : state->vi : display_word(key, name, english);
    if (strcmp(key, "acts") == 0 && act)
        return english ? act->en : act->vi;
    if (strcmp(key, "other_than") == 0 && act)
        return english ? act->done_en : act->vi;
    if (strcmp(key, "roles") == 0)
        return workflow_role_word(name, english);
    if (strcmp(key, "needs") == 0)
        return workflow_need_word(name, english);
    return display_word(key, name, english);
}

static const struct value *worded(struct arena *arena, const struct workflow *workflow, const char *key, const struct value *value,
                                  bool english)
{
    if (value_type(value) == VALUE_TEXT)
        return value_text(arena, word(workflow, key, value_as_text(value), english));
    if (value_type(value) != VALUE_LIST)
        return value;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(value); i++)
        value_append(list, value_text(arena, word(workflow, key, value_as_text(value_at(value, i)), english)));
    return list;
}

/* A kind's row of the answer with the words of this language; its own title is "title". */
static struct value *row_worded(struct arena *arena, const char *kind, const struct value *row, bool english)
{
    static const char *const keys[] = {"from", "to", "states", "acts", "other_than", "roles", "needs", "follows"};
    const struct workflow *workflow = workflow_find(kind);
    struct value *map = value_copy(arena, row);
    value_set_text(map, "title", value_get_text(row, english ? "en" : "vi", ""));
    value_set_text(map, "name", kind);
    for (size_t i = 0; workflow && i < LEN(keys); i++)
        if (value_get(row, keys[i]))
            value_set(map, keys[i], worded(arena, workflow, keys[i], value_get(row, keys[i]), english));
    return map;
}

void print_workflows(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    struct value *rows = value_list(arena);
    for (size_t i = 0; i < value_len(answer); i++)
        value_append(rows, row_worded(arena, value_get_text(value_at(answer, i), "kind", ""), value_at(answer, i), english));
    print_rows(out, arena, command->columns, rows, english);
}

void print_workflow(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    const struct value *svg = value_get(answer, "svg"), *steps = value_get(answer, "rows");
    const char *kind = value_get_text(answer, "kind", "");
    struct value *rows = value_list(arena);
    if (svg) {
        buffer_puts(out, value_get_text(svg, english ? "en" : "vi", ""));
        return;
    }
    for (size_t i = 0; i < value_len(steps); i++)
        value_append(rows, row_worded(arena, kind, value_at(steps, i), english));
    buffer_printf(out, "%s (%s)\n\n", value_get_text(answer, english ? "en" : "vi", ""), kind);
    print_rows(out, arena, command->columns, rows, english);
}
