/*
 * Plugins, as the administrator sees them: what lies in the plugins' folder and what is built in, each asked
 * in a worker of its own, so that one that crashes is one line of the list.
 */
#include "command/perform.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "package/package.h"
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
