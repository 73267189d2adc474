#include "engine/snapshot.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/day.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "calendar/period.h"
#include "draft/docx.h"
#include "engine/document_trial.h"
#include "engine/evidence.h"
#include "engine/run_job.h"
#include "engine/wording.h"
#include "package/package.h"
#include "record/record_sql.h"
#include "store/change.h"
#include "store/record_table.h"
#include "store/store.h"
#include "worker/worker.h"

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

/* The snapshot was checked when it was kept: a problem now means that this program reads packages otherwise. */
const struct package *snapshot_package(struct store *store, struct arena *arena, const char *hash, struct err *err)
{
    struct file_list files;
    struct problems problems;
    problems_init(&problems, arena);
    if (!read_files(store, arena, hash, &files, err))
        return NULL;
    const struct package *package = package_read(arena, &files, &problems);
    for (size_t i = 0; i < problems.len && problems.errors > 0; i++)
        if (!problems.items[i].warning) {
            err_set(err, "gói phong trào %3$.12s không đọc được: %1$s%2$.0s",
                    "the contest package %3$.12s cannot be read: %1$.0s%2$s", problems.items[i].vi,
                    problems.items[i].en, hash);
            return NULL;
        }
    if (strcmp(package->hash, hash) != 0) {
        err_set(err, "gói phong trào trong kho không còn nguyên vẹn: mã %s, đọc lại được %s",
                "the contest package in the store is damaged: hash %s, read back as %s", hash, package->hash);
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

/* What a worker found of one criterion; its facts are null when it is not usable. */
static void note_check(const struct criterion_source *criterion, const struct value *answer,
                       struct problems *problems, struct value *facts)
{
    const struct value *error = value_get(answer, "error"), *found = value_get(answer, "ok");
    size_t before = problems->errors;
    if (!value_is_null(error))
        problem_add(problems, criterion->path, 0, NULL, "%1$s%2$.0s", "%1$.0s%2$s",
                    value_get_text(error, "vi", "không kiểm tra được"),
                    value_get_text(error, "en", "could not be checked"));
    problems_add_value(problems, value_get(found, "problems"));
    if (!value_is_null(value_get(found, "facts")))
        value_set(facts, criterion->id, value_get(found, "facts"));
    else if (problems->errors == before)
        problem_add(problems, criterion->path, 0, NULL,
                    "tiêu chí không dùng được; xem hướng dẫn viết tiêu chí",
                    "the criterion is not usable; see the rule guide");
}

static void check_criteria(const struct package *package, const struct worker_settings *worker,
                           struct arena *arena, struct problems *problems, struct value *facts)
{
    size_t count = package->criterion_count;
    const struct value **jobs = arena_alloc(arena, (count + 1) * sizeof *jobs);
    const struct value **answers = arena_alloc(arena, (count + 1) * sizeof *answers);
    for (size_t i = 0; i < count; i++)
        jobs[i] = run_job(arena, "check", package, package->criteria[i].id, NULL, 0);
    worker_run(worker, arena, jobs, count, answers);
    for (size_t i = 0; i < count; i++)
        note_check(&package->criteria[i], answers[i], problems, facts);
}

static void check_documents(const struct package *package, const struct worker_settings *worker,
                            const struct value *facts, bool tables, struct arena *arena, struct problems *problems)
{
    for (size_t i = 0; i < package->document_count; i++) {
        const struct document_kind *kind = &package->documents[i];
        const struct file *file = kind->path ? file_find(&package->files, kind->path) : NULL;
        if (!file || !kind->trigger) /* the package's reader has said so */
            continue;
        const struct docx_template *compiled =
            docx_compile(arena, file->path, file->bytes, file->len, problems);
        if (tables)
            evidence_check(package, kind, worker, arena, problems);
        if (compiled)
            document_trial(package, kind, compiled, facts, arena, problems);
    }
}

/* The conditions of records.ini are SQL: each type's are prepared against the tables that follow from the package.
 * False when no tables can be made of it. */
static bool check_conditions(const struct package *package, struct arena *arena, struct problems *problems)
{
    struct err err = {0};
    struct store *store = store_open_scratch(&err);
    bool good = store && record_tables_bring_up(store, &package->types, arena, &err);
    for (size_t i = 0; good && i < package->types.len; i++) {
        const struct record_type *type = &package->types.items[i];
        struct statement *statement =
            type->warning_count ? store_prepare_condition(store, record_sql_warnings(arena, type), &err) : NULL;
        if (type->warning_count && !statement)
            problem_add_err(problems, "records.ini", type->line, "warning", &err);
        statement_finish(statement);
        err_clear(&err);
    }
    if (!good && !problems->errors) /* else its cause is said already */
        problem_add_err(problems, "records.ini", 0, NULL, &err);
    err_clear(&err);
    store_close(store);
    return good;
}

void snapshot_check(const struct package *package, const struct worker_settings *worker, struct arena *arena,
                    struct problems *problems, struct value **ret_facts)
{
    struct value *facts = value_map(arena);
    /* Rules are tried on the tables and on the contest's days; without those each would only repeat what is wrong. */
    bool tables = check_conditions(package, arena, problems) && package->district && package->from < package->until;
    if (tables)
        check_criteria(package, worker, arena, problems, facts);
    check_documents(package, worker, facts, tables, arena, problems);
    wording_check(package, arena, problems);
    *ret_facts = facts;
}
