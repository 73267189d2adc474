#include "form/rule_form.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "form/refused_cell.h"
#include "form/rule_form_word.h"
#include "form/section_form.h"

#include <string.h>

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

/* Of the record type that is counted. */
static void put_type(struct arena *arena, struct value *ready)
{
    const struct value *type = rule_form_named(value_get(ready, "types"), rule_form_cell(ready, "measure.of"));
    value_set(ready, "columns", type ? value_get(type, "columns") : value_list(arena));
    value_set(ready, "options", type ? value_get(type, "options") : value_map(arena));
}

/* What says the numerator, and the denominator: their own fields, or the way that is chosen. */
static void put_said(struct value *ready)
{
    const char *den = rule_form_cell(ready, "measure.den");
    bool word = strcmp(rule_form_instead(ready, "adds", "add"), "num") == 0, whole = strcmp(rule_form_instead(ready, "sets", "set"), "den") == 0;
    bool plain = !*den || strcmp(den, "true") == 0 || rule_form_named(value_get(value_get(ready, "options"), "den"), den);
    value_set_text(ready, "num_said", word ? "word" : strcmp(rule_form_cell(ready, "add"), "sum") == 0 ? "column" : "conditions");
    value_set_text(ready, "den_said", whole ? "word" : plain ? "select" : "text");
}

/* Every field has a cell, so that the page need not ask whether there is one. */
static struct value *whole_cells(struct arena *arena, const struct value *rule)
{
    const struct value *fields = value_get(rule, "fields");
    struct value *cells = value_copy(arena, value_get(rule, "cells"));
    for (size_t i = 0; i < value_len(fields); i++)
        if (!value_get(cells, value_key(fields, i)))
            value_set_text(cells, value_key(fields, i), value_get_bool(value_item(fields, i), "plain", true) ? "" : value_get_text(value_item(fields, i), "text", ""));
    return cells;
}

/* What is chosen of how a measure counts: the list of its ways in the answer, the cell that names one. */
static const struct {
    const char *list, *cell;
} choices[] = {{"sets", "set"}, {"adds", "add"}};

static struct value *choices_of(struct arena *arena, const struct value *form)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < LEN(choices); i++) {
        struct value *choice = value_map(arena);
        value_set_text(choice, "cell", choices[i].cell);
        value_set(choice, "label", value_printf(arena, "choice_%s", choices[i].cell));
        value_set(choice, "wrong", refused_of(arena, value_get(form, "wrong"), choices[i].cell));
        value_set(choice, "ways", rule_form_ways(arena, form, choices[i].list, choices[i].cell));
        value_set(choice, "fields", rule_form_fields(arena, form, choices[i].list, choices[i].cell));
        value_append(list, choice);
    }
    return list;
}

static void put_form(struct arena *arena, struct value *ready)
{
    put_type(arena, ready);
    put_said(ready);
    value_set(ready, "days", rule_form_options(arena, value_get(value_get(ready, "options"), "date"), rule_form_cell(ready, "measure.date")));
    value_set(ready, "where", rule_form_rows(arena, ready, "where"));
    value_set(ready, "num", rule_form_rows(arena, ready, "num"));
    value_set(ready, "choices", choices_of(arena, ready));
    value_set(ready, "terms", rule_form_terms(arena, ready));
    value_set(ready, "grades", rule_form_grades(arena, ready));
    value_set(ready, "targets", rule_form_params(arena, ready, rule_form_cell(ready, "target")));
    value_set(ready, "share_targets", rule_form_params(arena, ready, rule_form_cell(ready, "share_target")));
}

/* Of a file's section, where one was asked for. */
static void put_section(struct arena *arena, struct value *ready, const struct value *met)
{
    const struct value *section = value_get(ready, "section");
    if (section && !value_is_null(section))
        value_set(ready, "section", section_form(arena, section, met));
}

struct value *rule_form(struct arena *arena, const struct value *rule)
{
    struct value *ready = value_copy(arena, rule);
    value_set_text(ready, "was", value_get_text(rule, "title", ""));
    value_set(ready, "judge_words", spoken(arena, "judge", value_get(rule, "judges")));
    put_section(arena, ready, NULL);
    if (!value_get_bool(rule, "form", false))
        return ready;
    value_set(ready, "cells", whole_cells(arena, rule));
    value_set(ready, "wrong", refused_cells(arena, rule, NULL));
    value_set_bool(ready, "copied", false);
    value_set(ready, "how_words", spoken(arena, "how", value_get(rule, "hows")));
    put_form(arena, ready);
    return ready;
}

struct value *rule_form_copy(struct arena *arena, const struct value *rule)
{
    struct value *ready = rule_form(arena, rule), *cells = value_copy(arena, value_get(ready, "cells"));
    value_set_text(cells, "title", "");
    value_set(ready, "cells", cells);
    value_set_bool(ready, "copied", true);
    return ready;
}

/* A way that is chosen and lacks its field is not the way that the rule would have. */
static void put_unfinished(struct value *filled, const struct value *would_be)
{
    bool unfinished = false;
    for (size_t i = 0; i < LEN(choices); i++) {
        const char *cell = choices[i].cell;
        unfinished = unfinished || (value_get(would_be, cell) && strcmp(value_get_text(would_be, cell, ""), rule_form_cell(filled, cell)) != 0);
    }
    value_set_bool(filled, "unfinished", unfinished);
}

struct value *rule_form_fill(struct arena *arena, const struct value *rule, const struct value *met)
{
    static const char prefix[] = "change.";
    const struct value *arguments = value_get(met, "arguments");
    struct value *filled = value_copy(arena, rule), *cells = value_copy(arena, value_get(rule, "cells"));
    put_section(arena, filled, met);
    if (!value_get_bool(rule, "form", false))
        return filled;
    for (size_t i = 0; i < value_len(arguments); i++)
        if (strncmp(value_key(arguments, i), prefix, strlen(prefix)) == 0 && value_type(value_item(arguments, i)) == VALUE_TEXT)
            value_set(cells, value_key(arguments, i) + strlen(prefix), value_item(arguments, i));
    value_set(filled, "cells", cells);
    value_set(filled, "wrong", refused_cells(arena, rule, met));
    put_form(arena, filled);
    const struct value *says = value_get(value_get(met, "answer"), "says");
    if (says) /* of the sentence as it was typed */
        value_set(filled, "says", says);
    put_unfinished(filled, value_get(value_get(met, "answer"), "cells"));
    return filled;
}
