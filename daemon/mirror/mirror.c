#include "mirror/mirror.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/log.h"
#include "base/text.h"
#include "base/value.h"
#include "mirror/mirror_sql.h"
#include "record/record_type.h"
#include "worker/worker.h"

#include <string.h>

enum { PASSWORD_MAX = 4096 };

bool mirror_is_set(const struct worker_settings *worker)
{
    return *worker->mirror.plugin;
}

/* The first line of the file. */
static bool read_password(struct arena *arena, const char *path, const char **ret_password, struct err *err)
{
    struct file file = {0};
    *ret_password = NULL;
    if (!*path)
        return true;
    if (!file_read(arena, path, PASSWORD_MAX, &file, err))
        return err_prefix(err, "[mirror] password", "[mirror] password");
    const char *text = arena_strndup(arena, file.bytes, file.len);
    *ret_password = arena_strndup(arena, text, strcspn(text, "\r\n"));
    return true;
}

static struct value *job_of(const struct mirror_data *data, struct arena *arena, const struct value *wanted, struct err *err)
{
    struct value *job = value_map(arena), *parameters = value_map(arena);
    const char *password;
    if (!read_password(arena, data->worker->mirror.password, &password, err))
        return NULL;
    value_set_text(parameters, "connection", data->worker->mirror.connection);
    if (password)
        value_set_text(parameters, "password", password);
    if (*data->worker->mirror.schema)
        value_set_text(parameters, "schema", data->worker->mirror.schema);
    value_set_text(job, "kind", "mirror");
    value_set(job, "types", record_types_to_value(data->types, arena));
    value_set_text(job, "database", data->database);
    value_set_int(job, "sequence", data->sequence);
    value_set_text(job, "plugin", data->worker->mirror.plugin);
    value_set(job, "parameters", parameters);
    value_set(job, "wanted", wanted);
    return job;
}

/* As any worker, but for its own time: a first copy takes longer than a rule may. Only a person's command waits for it. */
static struct worker_settings patient(const struct worker_settings *worker)
{
    struct worker_settings settings = *worker;
    settings.deadline_ms = worker->mirror.deadline_ms;
    return settings;
}

const struct value *mirror_types(const struct mirror_data *data, struct arena *arena, enum mirror_act act, struct err *err)
{
    const struct worker_settings settings = patient(data->worker);
    struct value *wanted = value_list(arena);
    struct mirror_columns version;
    const struct value *answer;
    for (size_t i = 0; i < data->types->len; i++)
        if (mirror_sql_columns(arena, &data->types->items[i], &version))
            value_append(wanted, value_text(arena, data->types->items[i].name));
    struct value *job = job_of(data, arena, wanted, err);
    if (!job)
        return NULL;
    value_set_bool(job, "look", act == MIRROR_LOOK);
    value_set_bool(job, "anew", act == MIRROR_ANEW);
    worker_run(&settings, arena, (const struct value *const[]){job}, 1, &answer);
    const struct value *error = value_get(answer, "error");
    if (!error)
        return value_get(value_get(answer, "ok"), "types");
    err_set(err, "%s%.0s", "%.0s%s", value_get_text(error, "vi", "?"), value_get_text(error, "en", "?"));
    return NULL;
}

/* Each type once. */
static const struct value *types_of(struct arena *arena, const struct value *asked)
{
    struct value *seen = value_map(arena), *list = value_list(arena);
    for (size_t i = 0; i < value_len(asked); i++) {
        const char *type = value_get_text(value_at(asked, i), "type", "");
        if (value_get(seen, type))
            continue;
        value_set_bool(seen, type, true);
        value_append(list, value_text(arena, type));
    }
    return list;
}

/* A run waits for these, so each has the time of a rule; and a server that does not answer the first is not asked the others. */
static void ask_workers(const struct worker_settings *worker, struct arena *arena, const struct value *const *jobs, size_t len, const struct value **answers)
{
    size_t first = len > 0;
    worker_run(worker, arena, jobs, first, answers);
    if (first && value_get(answers[0], "ok"))
        worker_run(worker, arena, jobs + 1, len - 1, answers + 1);
    else
        for (size_t i = 1; i < len; i++)
            answers[i] = answers[0];
}

void mirror_ask(const struct mirror_data *data, struct arena *arena, const struct value *const *asked, size_t count, const struct value **ret_given)
{
    const struct value **jobs = arena_alloc(arena, (count + 1) * sizeof *jobs), **answers = arena_alloc(arena, (count + 1) * sizeof *answers);
    size_t *which = arena_alloc(arena, (count + 1) * sizeof *which), len = 0;
    struct err err = {0};
    for (size_t i = 0; i < count; i++) {
        struct value *job = asked[i] ? job_of(data, arena, types_of(arena, asked[i]), &err) : NULL;
        if (!asked[i])
            continue;
        ret_given[i] = value_null(arena);
        if (!job) {
            log_line(LOG_WARNING, "mirror: counted here instead: %s", err.en);
            err_clear(&err);
            continue;
        }
        value_set(job, "asks", asked[i]);
        which[len] = i;
        jobs[len++] = job;
    }
    ask_workers(data->worker, arena, jobs, len, answers);
    for (size_t i = 0; i < len; i++) {
        const struct value *ok = value_get(answers[i], "ok");
        if (ok)
            ret_given[which[i]] = value_get(ok, "asks");
        else
            log_line(LOG_WARNING, "mirror: counted here instead: %s", value_get_text(value_get(answers[i], "error"), "en", "?"));
    }
}
