/* A paper of a duty: a plan, a letter, minutes (contest.md §8). It closes nothing, so it has no seal: what it says is its dossier's, as of the day it was made for. */
#include "document/document_trigger.h"

#include "base/arena.h"
#include "base/value.h"
#include "document/document_beginning.h"
#include "document/document_figure.h"
#include "document/document_inputs.h"
#include "document/document_recipient.h"
#include "document/document_setting.h"
#include "package/package.h"

#include <string.h>

/* The unit whose duty it is; of one for all, the district. */
size_t document_duty_subjects(struct arena *arena, const struct package *package, const struct document_kind *kind,
                              const struct document_inputs *inputs, const char **ret_ids)
{
    (void)arena, (void)kind;
    ret_ids[0] = value_get_text(inputs->occasion, "unit", package->district);
    return 1;
}

/* Of what the package says, the parts that the kind prints (prints = contest, targets, duties): another value of the others is no cause. */
static const struct value *plan_of(struct arena *arena, const struct document_kind *kind, const struct document_inputs *inputs)
{
    const struct value *names = document_words(arena, kind, "prints");
    struct value *plan = value_map(arena);
    for (size_t i = 0; i < value_len(names); i++) {
        const char *name = value_as_text(value_at(names, i));
        const struct value *part = value_get(inputs->plan, name);
        if (part)
            value_set(plan, name, part);
    }
    return plan;
}

/* Of a paper about a ward its own. */
static const struct value *returns_of(struct arena *arena, const struct value *returns, const char *ward)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(returns); i++)
        if (!ward || strcmp(value_get_text(value_at(returns, i), "ward", ""), ward) == 0)
            value_append(list, value_at(returns, i));
    return list;
}

/* The names of the wards that owe any, each once. */
static const struct value *owing_of(struct arena *arena, const struct value *returns)
{
    struct value *names = value_list(arena);
    const char *last = "";
    for (size_t i = 0; i < value_len(returns); i++) {
        const char *name = value_get_text(value_at(returns, i), "name", "");
        if (strcmp(name, last) != 0) /* a ward's stand together */
            value_append(names, value_text(arena, last = name));
    }
    return names;
}

bool document_duty_dossier(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct document_inputs *inputs,
                           const char *subject, struct value *dossier, struct err *err)
{
    const struct value *legal = document_legal(arena, package, kind, inputs->day, err);
    (void)subject;
    if (!legal || (value_get(kind->settings, "recipient") && !document_recipient(arena, package, kind, "recipient", inputs->day, dossier, err)))
        return false;
    value_set(dossier, "legal", legal);
    value_set(dossier, "occasion", inputs->occasion);
    value_set(dossier, "plan", plan_of(arena, kind, inputs));
    if (value_get(kind->settings, "owed_words"))
        value_set(dossier, "returns", returns_of(arena, inputs->returns, value_get_text(dossier, "ward", NULL)));
    value_set_int(dossier, "sequence", inputs->sequence);
    return true;
}

/* Each with the texts of the kind that begin with the prefix. */
static const struct value *worded(struct arena *arena, const struct document_kind *kind, const char *prefix, const struct value *given, struct err *err)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(given); i++) {
        struct value *row = value_copy(arena, value_at(given, i));
        if (!document_texts(arena, kind, prefix, row, err))
            return NULL;
        value_append(list, row);
    }
    return list;
}

/* [{who, lines: [the duties]}…], as bodies come first in the plan. */
static const struct value *by_holder(struct arena *arena, const struct value *duties)
{
    struct value *groups = value_list(arena);
    for (size_t i = 0; i < value_len(duties); i++) {
        const char *who = value_get_text(value_at(duties, i), "who", "");
        bool known = false;
        for (size_t g = 0; g < value_len(groups) && !known; g++)
            known = strcmp(value_get_text(value_at(groups, g), "who", ""), who) == 0;
        if (known)
            continue;
        struct value *group = value_map(arena), *lines = value_list(arena);
        for (size_t j = i; j < value_len(duties); j++)
            if (strcmp(value_get_text(value_at(duties, j), "who", ""), who) == 0)
                value_append(lines, value_at(duties, j));
        value_set_text(group, "who", who);
        value_set(group, "lines", lines);
        value_append(groups, group);
    }
    return groups;
}

struct value *document_duty_data(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct value *seal,
                                 const struct value *dossier, struct err *err)
{
    (void)package, (void)seal;
    struct value *data = document_values(arena, kind, dossier);
    const struct value *plan = value_get(dossier, "plan"), *figures = document_figures(arena, kind, value_get(dossier, "evidence"), err);
    const struct value *targets = figures ? worded(arena, kind, "row_", value_get(plan, "targets"), err) : NULL;
    const struct value *duties = targets ? worded(arena, kind, "duty_", value_get(plan, "duties"), err) : NULL;
    const struct value *returns = duties ? worded(arena, kind, "owed_", value_get(dossier, "returns"), err) : NULL;
    if (!returns)
        return NULL;
    value_set(data, "figures", figures);
    value_set(data, "targets", targets);
    value_set(data, "assigned", by_holder(arena, duties));
    value_set(data, "contest", value_get(plan, "contest") ? value_get(plan, "contest") : value_null(arena));
    value_set(data, "phases", value_get(plan, "phases") ? value_get(plan, "phases") : value_list(arena));
    value_set(data, "returns", returns);
    value_set(data, "owing", owing_of(arena, returns));
    return document_texts(arena, kind, "text_", data, err) ? data : NULL;
}
