#include "contest/snapshot.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

struct snapshot {
    struct arena *arena; /* holds what was read; replaced with the package */
    const struct package *package;
    struct period_list periods;
};

struct snapshot *snapshot_create(void)
{
    struct snapshot *snapshot = calloc(1, sizeof *snapshot);
    if (!snapshot)
        die("out of memory");
    return snapshot;
}

void snapshot_destroy(struct snapshot *snapshot)
{
    if (!snapshot)
        return;
    arena_destroy(snapshot->arena);
    free(snapshot);
}

static bool read_files(struct store *store, struct arena *arena, const char *hash,
                       struct file_list *ret_files, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_PACKAGE_FILES, "t", hash);
    if (!rows)
        return false;
    size_t len = value_len(rows);
    struct file *items = arena_alloc(arena, (len + 1) * sizeof *items);
    for (size_t i = 0; i < len; i++) {
        const struct value *row = value_at(rows, i);
        items[i].path = value_get_text(row, "path", "");
        if (!store_blob(store, arena, err, &items[i].bytes, &items[i].len, QUERY_CONTENT_GET, "t",
                        value_get_text(row, "content", "")))
            return false;
    }
    *ret_files = (struct file_list){.items = items, .len = len};
    return true;
}

/* The snapshot was checked when it was kept, by the program of that day: what this one would now refuse of its values
 * was taken and stays in force; a file that cannot be read means that this program reads packages otherwise. */
const struct package *snapshot_package(struct store *store, struct arena *arena, const char *hash, struct err *err)
{
    struct file_list files;
    struct problems problems;
    problems_init(&problems, arena);
    if (!read_files(store, arena, hash, &files, err))
        return NULL;
    const struct package *package = package_read(arena, &files, &problems);
    for (size_t i = 0; i < problems.len && package->lost_count > 0; i++)
        if (problems.items[i].level == PROBLEM_ERROR) {
            err_set(err, "gói phong trào %3$.12s không đọc được: %1$s%2$.0s",
                    "the contest package %3$.12s cannot be read: %1$.0s%2$s", problems.items[i].vi,
                    problems.items[i].en, hash);
            return NULL;
        }
    if (strcmp(package->hash, hash) != 0) {
        err_set(err, "gói phong trào %.12s trong kho không còn nguyên vẹn (đọc lại được %.12s); dừng chương trình và khôi phục bản sao lưu "
                "gần nhất",
                "the contest package %.12s in the store is damaged (read back as %.12s); stop the program and restore the latest backup",
                hash, package->hash);
        return NULL;
    }
    return package;
}

bool snapshot_current(struct snapshot *snapshot, struct store *store, const struct package **ret_package,
                      const struct period_list **ret_periods, struct err *err)
{
    struct arena *arena = arena_create();
    const struct value *row = store_row(store, arena, err, QUERY_META_GET, "t", "package");
    const char *hash = value_get_text(row, "value", NULL);
    bool good = row != NULL;
    if (good && hash && (!snapshot->package || strcmp(snapshot->package->hash, hash) != 0)) {
        const struct package *package = snapshot_package(store, arena, hash, err);
        good = package != NULL;
        if (good) {
            arena_destroy(snapshot->arena);
            snapshot->arena = arena;
            snapshot->package = package;
            snapshot->periods = period_list(package, arena);
        }
    }
    if (good) {
        *ret_package = snapshot->package;
        *ret_periods = snapshot->package ? &snapshot->periods : NULL;
    }
    if (arena != snapshot->arena)
        arena_destroy(arena);
    return good;
}

struct value *snapshot_criteria(struct store *store, struct arena *arena, const struct package *package,
                                struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_CRITERION_LIST, "t", package->hash);
    if (!rows)
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(arena, value_at(rows, i));
        const char *text = value_get_text(row, "facts", "{}");
        const struct value *facts = json_parse(arena, text, strlen(text), err);
        if (!facts)
            return NULL;
        value_set(row, "facts", facts);
        value_append(list, row);
    }
    return list;
}

const char *snapshot_criterion_title(const struct value *criterion)
{
    return value_get_text(value_get(criterion, "facts"), "title", value_get_text(criterion, "id", ""));
}

struct value *snapshot_criterion_head(struct arena *arena, const struct value *criterion)
{
    struct value *head = value_map(arena);
    value_set_text(head, "id", value_get_text(criterion, "id", ""));
    value_set_text(head, "title", snapshot_criterion_title(criterion));
    return head;
}

struct value *snapshot_criteria_heads(struct arena *arena, const struct value *criteria)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(criteria); i++)
        value_append(list, snapshot_criterion_head(arena, value_at(criteria, i)));
    return list;
}
