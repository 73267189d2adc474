#include "page/page_studio.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/value.h"
#include "display/change_part.h"
#include "display/display.h"
#include "form/rule_form.h"
#include "page/page_data.h"
#include "page/page_history.h"
#include "picture/sweep_picture.h"
#include "workflow/workflow.h"

#include <string.h>

/* ---- proposals, versions ---- */

static struct value *proposal_ready(struct arena *arena, const struct value *proposal)
{
    struct value *ready = value_copy(arena, proposal);
    const char *state = value_get_text(proposal, "state", "");
    value_set_text(ready, "proposed_text", page_instant(arena, value_get_text(proposal, "proposed_at", NULL)));
    value_set_text(ready, "carried_text", page_instant(arena, value_get_text(proposal, "carried_at", NULL)));
    value_set(ready, "life", value_printf(arena, "life_%s", state));
    value_set_bool(ready, "open", workflow_is("proposal", state, WORKFLOW_PENDING));
    value_set(ready, "id_text", value_printf(arena, "%d", (int)value_get_int(proposal, "id", 0)));
    return ready;
}

struct value *page_ready_proposals(struct arena *arena, const struct value *proposals)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(proposals); i++)
        value_append(list, proposal_ready(arena, value_at(proposals, i)));
    return list;
}

struct value *page_ready_versions_of_rules(struct arena *arena, const struct value *versions)
{
    struct value *list = value_list(arena);
    for (size_t i = value_len(versions); i-- > 0;) {
        struct value *version = value_copy(arena, value_at(versions, i));
        value_set_text(version, "at_text", page_instant(arena, value_get_text(version, "at", NULL)));
        value_set_bool(version, "now", i + 1 == value_len(versions));
        value_append(list, version);
    }
    return list;
}

static struct value *lines_of(struct arena *arena, const char *diff)
{
    struct value *list = value_list(arena);
    for (const char *at = diff; *at;) {
        size_t len = strcspn(at, "\n");
        struct value *line = value_map(arena);
        value_set_text(line, "what", *at == '+' ? "added" : *at == '-' ? "removed" : *at == '@' ? "place" : "same");
        value_set(line, "text", value_text_len(arena, at, len));
        value_append(list, line);
        at += len + (at[len] == '\n');
    }
    return list;
}

struct value *page_ready_shown_proposal(struct arena *arena, const struct value *proposal)
{
    struct value *ready = proposal_ready(arena, proposal), *texts = value_list(arena);
    const struct value *given = value_get(proposal, "texts");
    for (size_t i = 0; i < value_len(given); i++) {
        struct value *file = value_copy(arena, value_at(given, i));
        const char *lines = value_get_text(file, "diff", NULL);
        value_set(file, "lines", lines ? lines_of(arena, lines) : value_null(arena));
        value_append(texts, file);
    }
    value_set(ready, "texts", texts);
    value_set(ready, "events", page_history(arena, value_get(proposal, "events")));
    return ready;
}

/* ---- parameters ---- */

static struct value *target_ready(struct arena *arena, const struct value *target)
{
    struct value *ready = value_copy(arena, target), *coming = value_list(arena);
    const struct value *entries = value_get(target, "entries");
    bool behind = false; /* the one of today was passed */
    for (size_t i = 0; i < value_len(entries); i++) {
        if (behind)
            value_append(coming, value_at(entries, i));
        behind = behind || value_get_bool(value_at(entries, i), "now", false);
    }
    value_set(ready, "coming", coming);
    return ready;
}

struct value *page_ready_targets(struct arena *arena, const struct value *targets)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(targets); i++)
        value_append(list, target_ready(arena, value_at(targets, i)));
    return list;
}

/* Around the value of today: what somebody would try first. */
static void put_span(struct arena *arena, struct value *ready)
{
    struct decimal decimal = {0};
    const char *value = value_get_text(ready, "value", "");
    bool swept = decimal_parse(value, &decimal, NULL) && !decimal.scale && decimal.digits >= 0 && value_len(value_get(ready, "used_by"));
    int64_t reach = decimal.percent ? 15 : 5, most = decimal.percent ? 100 : INT32_MAX;
    const char *sign = decimal.percent ? " %" : "";
    value_set_bool(ready, "swept", swept);
    if (!swept)
        return;
    value_set(ready, "least", value_printf(arena, "%d%s", (int)(decimal.digits > reach ? decimal.digits - reach : 0), sign));
    value_set(ready, "most", value_printf(arena, "%d%s", (int)(decimal.digits + reach < most ? decimal.digits + reach : most), sign));
    value_set(ready, "step", value_printf(arena, "1%s", sign));
}

struct value *page_ready_target(struct arena *arena, const struct value *targets)
{
    struct value *ready = target_ready(arena, value_at(targets, 0));
    put_span(arena, ready);
    value_set(ready, "parts", targets); /* itself, and the values of single units */
    return ready;
}

/* Each with `pick`: what it has under the key, as a part of an address. */
static struct value *with_picks(struct arena *arena, const struct value *given, const char *key)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(given); i++) {
        struct value *row = value_copy(arena, value_at(given, i));
        value_set_text(row, "pick", page_encoded(arena, value_get_text(row, key, "")));
        value_append(list, row);
    }
    return list;
}

struct value *page_ready_texts(struct arena *arena, const struct value *files)
{
    return with_picks(arena, files, "path");
}

struct value *page_ready_rule_file(struct arena *arena, const struct value *rule)
{
    struct value *ready = rule_form(arena, rule);
    value_set(ready, "sections", with_picks(arena, value_get(rule, "sections"), "name")); /* none: it has no such forms */
    return ready;
}

struct value *page_ready_sweep(struct arena *arena, const struct value *sweep)
{
    struct value *ready = value_copy(arena, sweep);
    const struct value *given = value_get(sweep, "values");
    value_set(ready, "values", with_picks(arena, given, "value"));
    value_set_text(ready, "last", value_get_text(value_at(given, value_len(given) - 1), "value", ""));
    value_set(ready, "picture", sweep_picture(arena, sweep));
    return ready;
}

/* ---- what a change would do ---- */

enum { ROWS_SHOWN = 100 };

/* Verdicts that flip first. */
static struct value *flips_first(struct arena *arena, const struct value *given)
{
    struct value *list = value_list(arena);
    for (int flips = 1; flips >= 0; flips--)
        for (size_t i = 0; i < value_len(given); i++)
            if (value_get_bool(value_at(given, i), "flips", false) == (bool)flips)
                value_append(list, value_at(given, i));
    return list;
}

/* [{key, text}…] in the order of the columns. */
static struct value *cells_of(struct arena *arena, const struct change_part *part, const struct value *row, bool english)
{
    struct value *cells = value_list(arena);
    for (size_t i = 0; part->columns[i].key; i++) {
        struct value *cell = value_map(arena);
        const char *key = part->columns[i].key;
        value_set_text(cell, "title", english ? part->columns[i].en : part->columns[i].vi);
        value_set_text(cell, "key", key);
        value_set_text(cell, "word", value_get_text(row, key, ""));
        if (strcmp(key, "kind") == 0) /* a due thing is called as on the schedule */
            value_set(cell, "said", value_printf(arena, "what_%s", value_get_text(row, key, "")));
        const char *title = value_get_text(row, arena_printf(arena, "%s_title", key), NULL); /* what people call a type, a field */
        value_set_text(cell, "text", title ? title : display_text(arena, key, value_get(row, key), english));
        value_append(cells, cell);
    }
    return cells;
}

static struct value *part_ready(struct arena *arena, const struct change_part *part, const struct value *given, bool english)
{
    struct value *ready = value_map(arena), *rows = value_list(arena);
    const struct value *list = flips_first(arena, given);
    for (size_t i = 0; i < value_len(list) && i < ROWS_SHOWN; i++)
        value_append(rows, cells_of(arena, part, change_part_row(arena, part, value_at(list, i), english), english));
    value_set_text(ready, "key", part->key);
    value_set_text(ready, "title", english ? part->en : part->vi);
    value_set_bool(ready, "folded", change_part_is_sealed(part));
    value_set(ready, "rows", rows);
    value_set_int(ready, "count", (int64_t)value_len(list));
    value_set_int(ready, "more", value_len(list) > ROWS_SHOWN ? (int64_t)(value_len(list) - ROWS_SHOWN) : 0);
    return ready;
}

struct value *page_ready_preview(struct arena *arena, const struct value *answer, bool english)
{
    struct value *ready = value_copy(arena, answer), *parts = value_list(arena);
    const struct value *changes = value_get(answer, "changes");
    int64_t sealed = 0;
    for (size_t i = 0; i < value_len(changes); i++)
        sealed += value_get_bool(value_at(changes, i), "flips", false) && value_get_bool(value_at(changes, i), "sealed", false);
    for (size_t i = 0; i < change_part_count; i++) {
        const struct value *list = change_part_list(arena, &change_parts[i], answer);
        if (value_len(list))
            value_append(parts, part_ready(arena, &change_parts[i], list, english));
    }
    value_set_int(ready, "sealed_flips", sealed);
    value_set(ready, "parts", parts);
    return ready;
}
