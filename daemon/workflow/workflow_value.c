#include "workflow/workflow_value.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <string.h>

static const char *const need_names[] = {"reason", "until", "number", "day", "file"};
static const char *const meaning_names[] = {"final", "stands", "counts", "claims", "pending", "unfinished", "issued"};
static const char *const relation_names[] = {[WORKFLOW_ANYBODY] = "anybody", [WORKFLOW_ANOTHER] = "another"};

static struct value *bits_value(struct arena *arena, unsigned bits, const char *const *names, size_t count)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < count; i++)
        if (bits & 1u << i)
            value_append(list, value_text(arena, names[i]));
    return list;
}

const char *workflow_need_word(const char *name, bool english)
{
    for (size_t i = 0; i < LEN(need_names); i++)
        if (strcmp(need_names[i], name) == 0)
            return workflow_need_title((enum workflow_need)(1u << i), english);
    return NULL;
}

struct value *workflow_choices(struct arena *arena, const struct workflow *workflow, const char *state, unsigned roles)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < workflow->act_count; i++) {
        const struct workflow_act *act = &workflow->acts[i];
        const struct workflow_row *row = workflow_row(workflow, state, act->name);
        if (!row || !(row->roles & roles))
            continue;
        struct value *map = value_map(arena);
        value_set_text(map, "act", act->name);
        value_set_text(map, "vi", act->vi);
        value_set_text(map, "en", act->en);
        value_set_text(map, "to", row->to);
        value_set(map, "needs", bits_value(arena, row->needs, need_names, LEN(need_names)));
        value_set_text(map, "command", act->command);
        value_append(list, map);
    }
    return list;
}

struct value *workflow_states(struct arena *arena, const char *kind, unsigned meaning)
{
    const struct workflow *workflow = workflow_find(kind);
    struct value *list = value_list(arena);
    if (!workflow)
        die("workflow: no kind is called %s", kind);
    for (size_t i = 0; i < workflow->state_count; i++)
        if ((workflow->states[i].means & meaning) == meaning)
            value_append(list, value_text(arena, workflow->states[i].name));
    return list;
}

/* What people call a state of the kind. */
static struct value *state_title(struct arena *arena, const struct workflow *workflow, const char *name, bool english)
{
    const struct workflow_state *state = workflow_state(workflow, name);
    return value_text(arena, state ? english ? state->en : state->vi : english ? "new" : "mới");
}

static void set_titles(struct value *map, struct arena *arena, const struct workflow *workflow, const struct workflow_row *row, bool english)
{
    const struct workflow_act *act = workflow_act(workflow, row->act),
                              *other = row->relation_act ? workflow_act(workflow, row->relation_act) : NULL;
    struct value *from = value_list(arena);
    for (size_t i = 0; row->from[i]; i++)
        value_append(from, state_title(arena, workflow, row->from[i], english));
    value_set_text(map, english ? "title_en" : "title", english ? act->en : act->vi);
    value_set(map, english ? "from_titles_en" : "from_titles", from);
    value_set(map, english ? "to_title_en" : "to_title", state_title(arena, workflow, row->to, english));
    value_set_text(map, english ? "other_than_title_en" : "other_than_title", !other ? NULL : english ? other->done_en : other->vi);
}

static struct value *row_value(struct arena *arena, const struct workflow *workflow, const struct workflow_row *row)
{
    struct value *map = value_map(arena), *from = value_list(arena);
    for (size_t i = 0; row->from[i]; i++)
        value_append(from, value_text(arena, *row->from[i] ? row->from[i] : "new"));
    value_set_text(map, "act", row->act);
    set_titles(map, arena, workflow, row, false);
    set_titles(map, arena, workflow, row, true);
    value_set_text(map, "command", workflow_act(workflow, row->act)->command);
    value_set(map, "from", from);
    value_set_text(map, "to", row->to);
    value_set(map, "roles", role_names(arena, row->roles));
    value_set_text(map, "relation", relation_names[row->relation]);
    value_set_text(map, "other_than", row->relation_act);
    value_set(map, "needs", bits_value(arena, row->needs, need_names, LEN(need_names)));
    value_set_text(map, "follows", row->follows);
    return map;
}

struct value *workflow_value(struct arena *arena, const struct workflow *workflow)
{
    struct value *map = value_map(arena), *states = value_list(arena), *acts = value_list(arena), *rows = value_list(arena);
    for (size_t i = 0; i < workflow->state_count; i++) {
        const struct workflow_state *state = &workflow->states[i];
        struct value *item = value_map(arena);
        value_set_text(item, "state", state->name);
        value_set_text(item, "vi", state->vi);
        value_set_text(item, "en", state->en);
        value_set(item, "means", bits_value(arena, state->means, meaning_names, LEN(meaning_names)));
        value_append(states, item);
    }
    for (size_t i = 0; i < workflow->act_count; i++) {
        const struct workflow_act *act = &workflow->acts[i];
        struct value *item = value_map(arena);
        value_set_text(item, "act", act->name);
        value_set_text(item, "event", act->event);
        value_set_text(item, "command", act->command);
        value_set_text(item, "vi", act->vi);
        value_set_text(item, "en", act->en);
        value_append(acts, item);
    }
    for (size_t i = 0; i < workflow->row_count; i++)
        value_append(rows, row_value(arena, workflow, &workflow->rows[i]));
    value_set_text(map, "kind", workflow->kind);
    value_set_text(map, "vi", workflow->vi);
    value_set_text(map, "en", workflow->en);
    value_set(map, "states", states);
    value_set(map, "acts", acts);
    value_set(map, "rows", rows);
    return map;
}
