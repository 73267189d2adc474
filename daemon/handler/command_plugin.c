/*
 * Plugins, as the administrator sees them: what lies in the plugins' folder and what is built in, each asked
 * in a worker of its own, so that one that crashes is one line of the list. And the mirror of the records, which an engine keeps.
 */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "mirror/mirror.h"
#include "package/package.h"
#include "run/run_job.h"
#include "store/change.h"
#include "store/store.h"
#include "worker/worker.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const char *const built_in[] = {"sql", "exec"};
enum { PLUGINS_MAX = 200 };

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The names of the .so files; none when there is no such folder. */
static size_t names_of(struct arena *arena, const char *folder, const char **names, size_t most)
{
    static const char ending[] = ".so";
    DIR *open = opendir(folder);
    size_t count = 0;
    for (const struct dirent *entry; open && count < most && (entry = readdir(open));) {
        size_t len = strlen(entry->d_name), end = strlen(ending);
        if (entry->d_name[0] != '.' && len > end && strcmp(entry->d_name + len - end, ending) == 0)
            names[count++] = arena_strndup(arena, entry->d_name, len - end);
    }
    if (open)
        closedir(open);
    if (count)
        qsort(names, count, sizeof *names, compare_names);
    return count;
}

static const struct value *job_of(struct arena *arena, const char *name)
{
    struct value *job = value_map(arena);
    value_set_text(job, "kind", "plugin");
    value_set_text(job, "name", name);
    return job;
}

/* What it says of itself, or why it cannot be loaded. */
static struct value *row_of(struct arena *arena, const char *name, const struct value *answer)
{
    const struct value *ok = value_get(answer, "ok"), *error = value_get(answer, "error");
    struct value *row = ok ? value_copy(arena, ok) : value_map(arena);
    value_set_text(row, "name", name);
    value_set_text(row, "title", value_get_text(ok, "vi", NULL));
    value_set_bool(row, "good", ok != NULL);
    value_set(row, "error", error ? error : value_null(arena));
    value_set_text(row, "state", ok ? "good" : value_get_text(error, "vi", ""));
    return row;
}

struct value *command_plugins_list(struct command_call *call, struct err *err)
{
    const char *names[PLUGINS_MAX];
    const struct value *jobs[PLUGINS_MAX], *answers[PLUGINS_MAX];
    size_t count = LEN(built_in);
    struct value *list = value_list(call->arena);
    (void)err;
    memcpy(names, built_in, sizeof built_in);
    count += names_of(call->arena, call->worker->plugins, names + count, PLUGINS_MAX - count);
    for (size_t i = 0; i < count; i++)
        jobs[i] = job_of(call->arena, names[i]);
    worker_run(call->worker, call->arena, jobs, count, answers);
    for (size_t i = 0; i < count; i++)
        value_append(list, row_of(call->arena, names[i], answers[i]));
    return list;
}

/* The criteria of the package in force whose figures it gives. */
static const struct value *criteria_of(struct command_call *call, const struct package *package,
                                       const char *name)
{
    struct value *list = value_list(call->arena);
    for (size_t i = 0; package && i < package->criterion_count; i++) {
        const struct criterion_source *version = &package->criteria[i];
        while (version && strcmp(value_get_text(version->evaluator, "name", version->table ? "sql" : ""), name) != 0)
            version = version->next;
        if (version)
            value_append(list, value_text(call->arena, version->id));
    }
    return list;
}

struct value *command_plugins_show(struct command_call *call, struct err *err)
{
    const char *name = call_text(call, "name");
    const struct value *job = job_of(call->arena, name), *answer;
    const struct package *package;
    const struct period_list *periods;
    if (!call_package(call, &package, &periods, err))
        return NULL;
    worker_run(call->worker, call->arena, &job, 1, &answer);
    const struct value *error = value_get(answer, "error");
    if (error) {
        call_error(err, value_get_text(error, "vi", ""), value_get_text(error, "en", ""));
        return NULL;
    }
    struct value *row = row_of(call->arena, name, answer);
    value_set(row, "criteria", criteria_of(call, package, name));
    return row;
}

/* ---- the mirror ---- */

struct mirror_rows {
    struct value **items;
    size_t len;
};

/* The row of a record type; one without a type, and one that does not go over, gets its own where a criterion is to be named there. */
static struct value *mirror_row(struct command_call *call, struct mirror_rows *rows, const char *type)
{
    for (size_t i = 0; i < rows->len; i++)
        if (strcmp(value_get_text(rows->items[i], "type", ""), type) == 0)
            return rows->items[i];
    struct value *row = value_map(call->arena);
    value_set_text(row, "type", *type ? type : NULL);
    value_set(row, "sequence", value_null(call->arena));
    value_set(row, "behind", value_null(call->arena));
    return rows->items[rows->len++] = row;
}

static void add_text(struct command_call *call, struct value *row, const char *key, const char *text)
{
    const char *before = value_get_text(row, key, NULL);
    value_set_text(row, key, before ? arena_printf(call->arena, "%s; %s", before, text) : text);
}

/* Where each criterion is counted, as its check says. */
static void add_criteria(struct command_call *call, const struct package *package, struct mirror_rows *rows)
{
    size_t count = package->criterion_count;
    const struct value **jobs = arena_alloc(call->arena, (count + 1) * sizeof *jobs), **answers = arena_alloc(call->arena, (count + 1) * sizeof *answers);
    const struct value *contest = run_job_contest(call->arena, package);
    for (size_t i = 0; i < count; i++) {
        struct value *job = run_job_in(call->arena, "check", contest, &package->criteria[i], NULL, 0);
        value_set_bool(job, "measure", true);
        jobs[i] = job;
    }
    worker_run(call->worker, call->arena, jobs, count, answers);
    for (size_t i = 0; i < count; i++) {
        const struct value *said = value_get(value_get(value_get(answers[i], "ok"), "measure"), "beyond");
        struct value *row = mirror_row(call, rows, value_get_text(said, "type", ""));
        const char *id = package->criteria[i].id;
        if (value_get_text(said, "sql", NULL)) {
            add_text(call, row, "there", id);
            continue;
        }
        add_text(call, row, "here", arena_printf(call->arena, "%s: %s", id, value_get_text(said, "vi", "?")));
        add_text(call, row, "here_en", arena_printf(call->arena, "%s: %s", id, value_get_text(said, "en", "?")));
    }
}

struct value *command_records_mirror(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    struct mirror_data data = {.worker = call->worker, .database = store_path(call->store)};
    if (!call_contest(call, &package, &periods, err) || !change_version(call->store, &data.sequence, err))
        return NULL;
    if (!mirror_is_set(call->worker)) {
        err_set(err, "máy này không có bản sao ở nơi khác; ghi mục [mirror] vào thiduad.conf trước (docs/settings.md)", "this machine has no copy elsewhere; write the section [mirror] into thiduad.conf first (docs/settings.md)");
        return NULL;
    }
    data.types = &package->types;
    const struct value *types = mirror_types(&data, call->arena, call_flag(call, "look") ? MIRROR_LOOK : call_flag(call, "anew") ? MIRROR_ANEW : MIRROR_BRING, err);
    if (!types)
        return NULL;
    struct value *list = value_list(call->arena);
    struct mirror_rows rows = {.items = arena_alloc(call->arena, (value_len(types) + package->criterion_count + 1) * sizeof *rows.items)};
    for (size_t i = 0; i < value_len(types); i++) {
        struct value *row = mirror_row(call, &rows, value_get_text(value_at(types, i), "type", ""));
        int64_t there = value_get_int(value_at(types, i), "sequence", 0);
        value_set_int(row, "sequence", there);
        value_set_int(row, "behind", data.sequence > there ? data.sequence - there : 0);
    }
    add_criteria(call, package, &rows);
    for (size_t i = 0; i < rows.len; i++)
        value_append(list, rows.items[i]);
    return list;
}
