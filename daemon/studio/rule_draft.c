#include "studio/rule_draft.h"

#include "amendment/proposal_file.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "command/perform.h"
#include "described/described_change.h"
#include "package/package.h"
#include "studio/candidate.h"

#include <string.h>

/* The name of the criterion whose file it is; NULL: of none. */
static const char *criterion_of(struct arena *arena, const char *path)
{
    static const char folder[] = "criteria/";
    const char *name = path + strlen(folder), *end = strrchr(path, '.');
    bool is = strncmp(path, folder, strlen(folder)) == 0 && end > name && (strcmp(end, ".lua") == 0 || strcmp(end, ".ini") == 0);
    return is ? arena_strndup(arena, name, (size_t)(end - name)) : NULL;
}

/* As a row of the criterion that is asked for; a new one is looked at as the one that it is like. */
static struct value *row_of(struct arena *arena, const struct value *given, const char *criterion)
{
    static const char *const of_new[] = {"copy", "value", "reference"};
    struct value *row = value_map(arena);
    bool copied = value_get(given, "copy");
    for (size_t i = 0; i < value_len(given); i++)
        if (!copied || text_place(value_key(given, i), of_new, LEN(of_new)) < 0)
            value_set(row, value_key(given, i), value_item(given, i));
    if (copied || (!value_get(row, "criterion") && !value_get(row, "file")))
        value_set_text(row, "criterion", criterion);
    return row;
}

static struct value *rows_of(struct command_call *call, const char *criterion)
{
    const struct value *given = value_get(call->arguments, "change");
    struct value *rows = value_list(call->arena);
    for (size_t i = 0; i < value_len(given); i++)
        value_append(rows, row_of(call->arena, value_at(given, i), criterion));
    return rows;
}

bool rule_draft(struct command_call *call, const struct package **package, const char **criterion, struct err *err)
{
    struct package *changed = arena_alloc(call->arena, sizeof *changed);
    struct file_list files;
    const char *cell = NULL;
    if (!value_get(call->arguments, "change"))
        return true;
    *changed = **package;
    if (!described_draft(call->arena, *package, rows_of(call, *criterion), &files, &cell, err))
        return candidate_refuse_cell(call, cell);
    for (size_t i = 0; i < files.len; i++) {
        const char *name = criterion_of(call->arena, files.items[i].path);
        *criterion = name ? name : *criterion;
    }
    changed->files = proposal_overlay(call->arena, &changed->files, files.items, files.len);
    *package = changed;
    return true;
}
