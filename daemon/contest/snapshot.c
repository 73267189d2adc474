#include "contest/snapshot.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/settled.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT = 4 }; /* the one in force, and those that runs and seals beside each other on a page were made with */

/* One that was read: its hash says all that it holds, so it never grows old. */
struct kept {
    struct kept *next;
    size_t holders;      /* snapshots */
    struct arena *arena; /* holds it too */
    const struct package *package;
    struct period_list periods;
};

struct package_shelf {
    pthread_mutex_t lock; /* also while one is read: who wants the same waits for it */
    struct kept *first;
};

struct snapshot {
    struct package_shelf *shelf;
    struct kept *items[KEPT]; /* the one asked for last is the first; NULL: none yet */
    struct settled duties, alerts;
};

struct package_shelf *package_shelf_create(void)
{
    struct package_shelf *shelf = calloc(1, sizeof *shelf);
    if (!shelf)
        memory_out();
    pthread_mutex_init(&shelf->lock, NULL);
    return shelf;
}

void package_shelf_destroy(struct package_shelf *shelf)
{
    if (!shelf)
        return;
    pthread_mutex_destroy(&shelf->lock);
    free(shelf);
}

struct snapshot *snapshot_create(struct package_shelf *shelf)
{
    struct snapshot *snapshot = calloc(1, sizeof *snapshot);
    if (!snapshot)
        memory_out();
    snapshot->shelf = shelf;
    return snapshot;
}

struct settled *snapshot_settled_duties(struct snapshot *snapshot)
{
    return &snapshot->duties;
}

struct settled *snapshot_settled_alerts(struct snapshot *snapshot)
{
    return &snapshot->alerts;
}

static void put_back(struct package_shelf *shelf, struct kept *kept)
{
    if (!kept)
        return;
    pthread_mutex_lock(&shelf->lock);
    bool last = --kept->holders == 0;
    struct kept **at = &shelf->first;
    while (last && *at != kept)
        at = &(*at)->next;
    if (last)
        *at = kept->next;
    pthread_mutex_unlock(&shelf->lock);
    if (last)
        arena_destroy(kept->arena);
}

void snapshot_destroy(struct snapshot *snapshot)
{
    if (!snapshot)
        return;
    for (size_t i = 0; i < KEPT; i++)
        put_back(snapshot->shelf, snapshot->items[i]);
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

static struct kept *read_kept(struct store *store, const char *hash, struct err *err)
{
    struct arena *arena = arena_create();
    struct kept *kept = arena_alloc(arena, sizeof *kept);
    const struct package *package = snapshot_package(store, arena, hash, err);
    if (!package) {
        arena_destroy(arena);
        return NULL;
    }
    *kept = (struct kept){.arena = arena, .package = package, .periods = period_list(package, arena)};
    arena_let_go(arena);
    return kept;
}

struct taking {
    struct memory_held held; /* first */
    struct package_shelf *shelf;
};

static void unlock(struct memory_held *held)
{
    pthread_mutex_unlock(&((struct taking *)held)->shelf->lock);
}

/* From the shelf, read unless another thread has read it. NULL: err. */
static struct kept *take(struct package_shelf *shelf, struct store *store, const char *hash, struct err *err)
{
    struct taking taking = {.shelf = shelf};
    pthread_mutex_lock(&shelf->lock);
    memory_hold(&taking.held, unlock);
    struct kept *kept = shelf->first;
    while (kept && strcmp(kept->package->hash, hash) != 0)
        kept = kept->next;
    if (!kept && (kept = read_kept(store, hash, err))) {
        kept->next = shelf->first;
        shelf->first = kept;
    }
    if (kept)
        kept->holders++;
    memory_let_go(&taking.held);
    pthread_mutex_unlock(&shelf->lock);
    return kept;
}

/* Its place, or the last one. */
static size_t place_of(const struct snapshot *snapshot, const char *hash)
{
    size_t place = 0;
    while (place < KEPT - 1 && snapshot->items[place] && strcmp(snapshot->items[place]->package->hash, hash) != 0)
        place++;
    return place;
}

static const struct kept *keep(struct snapshot *snapshot, struct store *store, const char *hash, struct err *err)
{
    size_t place = place_of(snapshot, hash);
    struct kept *kept = snapshot->items[place];
    if (!kept || strcmp(kept->package->hash, hash) != 0) {
        kept = take(snapshot->shelf, store, hash, err);
        if (!kept)
            return NULL;
        put_back(snapshot->shelf, snapshot->items[place]);
    }
    memmove(&snapshot->items[1], &snapshot->items[0], place * sizeof *snapshot->items);
    snapshot->items[0] = kept;
    return kept;
}

bool snapshot_current(struct snapshot *snapshot, struct store *store, const struct package **ret_package,
                      const struct period_list **ret_periods, struct err *err)
{
    struct arena *arena = arena_create();
    const struct value *row = store_row(store, arena, err, QUERY_META_GET, "t", "package");
    const char *hash = value_get_text(row, "value", NULL);
    const struct kept *kept = hash ? keep(snapshot, store, hash, err) : NULL;
    bool good = row && (!hash || kept);
    if (good) {
        *ret_package = kept ? kept->package : NULL;
        *ret_periods = kept ? &kept->periods : NULL;
    }
    arena_destroy(arena);
    return good;
}

const struct package *snapshot_past(struct snapshot *snapshot, struct store *store, const char *hash,
                                    const struct period_list **ret_periods, struct err *err)
{
    const struct kept *kept = keep(snapshot, store, hash, err);
    if (!kept)
        return NULL;
    *ret_periods = &kept->periods;
    return kept->package;
}

/* The version of that name; NULL: none of the package, as it stands. *ret_first: whether it is a criterion's first. */
static const struct criterion_source *version_named(const struct package *package, const char *name, bool *ret_first)
{
    for (size_t i = 0; i < package->criterion_count; i++)
        for (const struct criterion_source *version = &package->criteria[i]; version; version = version->next)
            if (strcmp(version->name, name) == 0) {
                *ret_first = version == &package->criteria[i];
                return version;
            }
    return NULL;
}

/* A later version goes to the first one, which comes before it. */
static void add_version(struct arena *arena, struct value *first, const struct criterion_source *version, struct value *row)
{
    struct value *versions = value_get(first, "versions") ? value_copy(arena, value_get(first, "versions")) : value_list(arena);
    value_set_text(row, "from", day_text(arena, version->from));
    value_append(versions, row);
    value_set(first, "versions", versions);
}

struct value *snapshot_criteria(struct store *store, struct arena *arena, const struct package *package,
                                struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_CRITERION_LIST, "t", package->hash);
    if (!rows)
        return NULL;
    struct value *list = value_list(arena), *last = NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        bool first;
        const struct criterion_source *version = version_named(package, value_get_text(value_at(rows, i), "id", ""), &first);
        if (!version)
            continue;
        struct value *row = value_copy(arena, value_at(rows, i));
        const char *text = value_get_text(row, "facts", "{}");
        const struct value *facts = json_parse(arena, text, strlen(text), err);
        if (!facts)
            return NULL;
        value_set_text(row, "id", version->id);
        value_set(row, "facts", facts);
        if (first)
            value_append(list, last = row);
        else
            add_version(arena, last, version, row);
    }
    return list;
}

const struct value *snapshot_criterion_facts(const struct value *criterion, int32_t day)
{
    const struct value *versions = value_get(criterion, "versions"), *facts = value_get(criterion, "facts");
    for (size_t i = 0; i < value_len(versions); i++) {
        int32_t from;
        if (day_parse(value_get_text(value_at(versions, i), "from", ""), &from) && from <= day)
            facts = value_get(value_at(versions, i), "facts");
    }
    return facts;
}

bool snapshot_facts_grade_by(const struct value *facts, const char *param)
{
    const struct value *of[] = {value_get(facts, "grades"), value_get(facts, "below_grades")};
    bool found = false;
    for (size_t i = 0; i < LEN(of); i++)
        for (size_t j = 0; j < value_len(of[i]); j++)
            found = found || strcmp(value_get_text(value_at(of[i], j), "target", ""), param) == 0;
    return found;
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

struct value *snapshot_criteria_heads(struct store *store, struct arena *arena, const struct package *package, const struct period *period,
                                      struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_CRITERION_HEADS, "tt", package->hash, period ? period_kind_names[period->kind] : NULL);
    struct value *list = rows ? value_list(arena) : NULL;
    const struct criterion_source *judged = NULL; /* the version that holds in the period, of the criterion that is looked at */
    const char *title = NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        bool first;
        const struct criterion_source *version = version_named(package, value_get_text(value_at(rows, i), "id", ""), &first);
        if (!version)
            continue;
        if (first) {
            judged = period ? criterion_source_on(version, period->until - 1) : version;
            title = value_get_text(value_at(rows, i), "title", "");
        }
        if (version != judged || !value_get_int(value_at(rows, i), "judged", 0))
            continue;
        struct value *head = value_map(arena);
        value_set_text(head, "id", version->id);
        value_set_text(head, "title", title);
        value_append(list, head);
    }
    return list;
}

bool snapshot_criterion_is_of(const struct value *criterion, const struct period *period)
{
    const struct value *periods = value_get(snapshot_criterion_facts(criterion, period->until - 1), "periods");
    return !periods || value_has_text(periods, period_kind_names[period->kind]);
}
