#include "amendment/version.h"

#include "amendment/proposal.h"
#include "amendment/proposal_file.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/file.h"
#include "base/param.h"
#include "base/text.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "diff/text_diff.h"
#include "package/package.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_LETTERS = 6, HASH_LETTERS_MIN = 4 };

static const char *find_hash(struct store *store, struct arena *arena, const char *word, struct err *err)
{
    const struct value *rows = NULL;
    if (strlen(word) >= HASH_LETTERS_MIN && strspn(word, "0123456789abcdef") == strlen(word)) {
        rows = store_rows(store, arena, err, QUERY_PACKAGE_LIKE, "t", word);
        if (!rows)
            return NULL;
    }
    if (value_len(rows) == 1)
        return value_get_text(value_at(rows, 0), "hash", "");
    if (value_len(rows) > 1)
        err_set(err, "có nhiều phiên bản bắt đầu bằng “%s”; hãy ghi thêm vài chữ của mã",
                "several versions begin with “%s”; write some more letters of the hash", word);
    else
        err_set(err, "không có đề xuất hay phiên bản “%s”; xem rules list và rules history",
                "there is no proposal or version “%s”; see rules list and rules history", word);
    return NULL;
}

bool version_find(struct store *store, struct arena *arena, const char *word, struct version *ret_version,
                  struct err *err)
{
    struct version version = {0};
    const char *hash;
    if (strspn(word, "0123456789") == strlen(word) && strlen(word) <= NUMBER_LETTERS) {
        version.proposal = strtoll(word, NULL, 10);
        const struct value *proposal = proposal_get(store, arena, version.proposal, err);
        hash = value_get_text(proposal, "package", NULL);
    } else {
        hash = find_hash(store, arena, word, err);
    }
    version.package = hash ? snapshot_package(store, arena, hash, err) : NULL;
    if (version.package)
        *ret_version = version;
    return version.package != NULL;
}

static bool is_text(const struct file *file)
{
    return !file || (text_is_utf8(file->bytes, file->len) && !memchr(file->bytes, '\0', file->len));
}

static const char *lines_of(struct arena *arena, const struct file *from, const struct file *to)
{
    if (!is_text(from) || !is_text(to))
        return NULL;
    return text_diff_lines(arena, from ? from->bytes : "", from ? from->len : 0, to ? to->bytes : "",
                            to ? to->len : 0);
}

/* The formula that a new one of a criterion takes over from on its day, "criteria/1.1@2025-02-01.lua" from "criteria/1.1.lua"; NULL of any other file. */
static const struct file *formula_before(struct arena *arena, const struct file_list *files, const char *path)
{
    const char *at = strchr(path, '@'), *ending = strrchr(path, '.');
    if (!at || !ending || strncmp(path, "criteria/", strlen("criteria/")) != 0)
        return NULL;
    const struct file *found = file_find(files, arena_printf(arena, "%.*s%s", (int)(at - path), path, ending));
    for (size_t i = 0; i < files->len; i++) { /* sorted: the last before it is the newest */
        const char *other = files->items[i].path, *other_ending = strrchr(other, '.');
        if (strncmp(other, path, (size_t)(at - path) + 1) == 0 && strcmp(other, path) < 0 && other_ending && strcmp(other_ending, ending) == 0)
            found = &files->items[i];
    }
    return found;
}

struct value *version_files(struct arena *arena, const struct package *from, const struct package *to)
{
    const struct value *changed = proposal_changed(arena, &from->files, &to->files);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(changed); i++) {
        struct value *map = value_copy(arena, value_at(changed, i));
        const char *path = value_get_text(map, "path", "");
        const struct file *now = file_find(&to->files, path), *own = file_find(&from->files, path);
        const struct file *before = own || !now ? NULL : formula_before(arena, &from->files, path);
        value_set_text(map, "against", before ? before->path : NULL);
        value_set_text(map, "diff", lines_of(arena, before ? before : own, now));
        value_append(list, map);
    }
    return list;
}

static const struct param_entry *entry_from(const struct param *param, int32_t day)
{
    for (size_t i = 0; param && i < param->len; i++)
        if (param->entries[i].from == day)
            return &param->entries[i];
    return NULL;
}

static bool same_entry(const struct param_entry *a, const struct param_entry *b)
{
    if (!a || !b)
        return a == b;
    return strcmp(a->value, b->value) == 0 &&
           strcmp(a->reference ? a->reference : "", b->reference ? b->reference : "") == 0;
}

static void note_entry(struct arena *arena, struct value *list, const char *file, const struct param *param, int32_t day,
                       const struct param_entry *before, const struct param_entry *after)
{
    struct value *map = value_map(arena);
    value_set_text(map, "file", file);
    value_set_text(map, "name", param->name);
    value_set_text(map, "title", param->title);
    value_set_text(map, "from", day_text(arena, day));
    value_set_text(map, "before", before ? before->value : NULL);
    value_set_text(map, "after", after ? after->value : NULL);
    value_set_text(map, "reference", after ? after->reference : before->reference);
    value_append(list, map);
}

/* What the parameter says on a day; of one unit, where it says nothing, what that for all does. */
static const struct param_entry *held_at(struct arena *arena, const struct param_list *params, const char *name, int32_t day)
{
    const struct param_entry *own = param_at(param_find(params, name), day);
    return own || !param_unit(name) ? own : param_at(param_find(params, param_general(arena, name)), day);
}

/* What begins to hold anew is compared with what held that day before: "from 2025-03-01 80 % → 85 %". Of one unit that is what held for
 * it, and a day on which nothing changes for it is none. */
static void compare_day(struct arena *arena, struct value *list, const char *file, const struct param *param, const struct param_entry *entry,
                        const struct param_list *before, const struct param_list *after, bool begins)
{
    bool own = param_unit(param->name);
    const struct param_entry *was = begins || own ? held_at(arena, before, param->name, entry->from) : entry;
    const struct param_entry *is = !begins || own ? held_at(arena, after, param->name, entry->from) : entry;
    if (!own || !same_entry(was, is))
        note_entry(arena, list, file, param, entry->from, was, is);
}

static void compare_param(struct arena *arena, struct value *list, const char *file, const char *name, const struct param_list *before,
                          const struct param_list *after)
{
    const struct param *was = param_find(before, name), *is = param_find(after, name);
    for (size_t i = 0; is && i < is->len; i++)
        if (!same_entry(entry_from(was, is->entries[i].from), &is->entries[i]))
            compare_day(arena, list, file, is, &is->entries[i], before, after, true);
    for (size_t i = 0; was && i < was->len; i++)
        if (!entry_from(is, was->entries[i].from))
            compare_day(arena, list, file, was, &was->entries[i], before, after, false);
}

static void compare_params(struct arena *arena, struct value *list, const char *file, const struct param_list *before,
                           const struct param_list *after)
{
    for (size_t i = 0; i < after->len; i++)
        compare_param(arena, list, file, after->items[i].name, before, after);
    for (size_t i = 0; i < before->len; i++)
        if (!param_find(after, before->items[i].name))
            compare_param(arena, list, file, before->items[i].name, before, after);
}

struct value *version_params(struct arena *arena, const struct package *from, const struct package *to)
{
    struct value *list = value_list(arena);
    compare_params(arena, list, "targets.ini", &from->targets, &to->targets);
    compare_params(arena, list, "rates.ini", &from->rates, &to->rates);
    return list;
}
