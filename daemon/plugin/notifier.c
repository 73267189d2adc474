#include "plugin/notifier.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/value.h"
#include "plugin/evaluator.h"
#include "plugin/exec.h"
#include "plugin/exec_notifier.h"
#include "plugin/parameter.h"
#include "plugin/plugin.h"
#include "plugin/program.h"

#include <thidua_plugin.h>

#include <string.h>

enum { DEADLINE_MS = 8000 };

bool notifier_performs(const char *job_kind)
{
    return strcmp(job_kind, "notify") == 0;
}

/* ---- the files that go with a message, as rows ---- */

enum { FILE_NAME, FILE_MEDIA, FILE_BYTES, FILE_COLUMNS };
static const char *const file_columns[] = {"name", "media", "bytes"};

struct file_rows {
    struct arena *arena;
    const struct value *files;
    size_t next;
};

static const char *row_name(void *rows, int column)
{
    (void)rows;
    return file_columns[column];
}

static bool row_step(void *rows, bool *ret_row, struct err *err)
{
    struct file_rows *files = rows;
    (void)err;
    *ret_row = files->next < value_len(files->files);
    files->next += *ret_row;
    return true;
}

static const char *row_text(void *rows, int column)
{
    const struct file_rows *files = rows;
    return value_get_text(value_at(files->files, files->next - 1), file_columns[column], NULL);
}

static enum value_type row_type(void *rows, int column)
{
    return row_text(rows, column) ? VALUE_TEXT : VALUE_NULL;
}

static int64_t row_integer(void *rows, int column)
{
    (void)rows, (void)column;
    return 0;
}

static const char *row_bytes(void *rows, int column, size_t *ret_len)
{
    const struct file_rows *files = rows;
    const char *text = row_text(rows, column), *bytes = text;
    *ret_len = text ? strlen(text) : 0;
    if (column == FILE_BYTES && text && !base64_bytes(files->arena, text, &bytes, ret_len))
        return NULL;
    return bytes;
}

static struct value *answer_of(struct arena *arena, enum plugin_outcome outcome, const struct thidua_plugin *description,
                               const struct value *settled, const struct err *err, const struct value *kept)
{
    static const char *const names[] = {[PLUGIN_DONE] = "done", [PLUGIN_FAILED] = "failed", [PLUGIN_LATER] = "later"};
    struct value *answer = value_map(arena);
    bool done = outcome == PLUGIN_DONE;
    value_set_text(answer, "outcome", names[outcome]);
    value_set_text(answer, "vi", done ? NULL : parameter_hide(arena, description->parameters, settled, err->vi ? err->vi : ""));
    value_set_text(answer, "en", done ? NULL : parameter_hide(arena, description->parameters, settled, err->en ? err->en : ""));
    value_set(answer, "kept", kept);
    return answer;
}

static bool settle(struct arena *arena, const struct plugin *plugin, const struct value *job, const struct value **ret_settled, struct err *err)
{
    const struct thidua_plugin *description = plugin->description;
    if (description->kind != THIDUA_NOTIFIER)
        return err_set(err, "trình cắm “%s” không phải loại gửi tin (notifier)", "the plugin “%s” is no notifier", description->name);
    return parameter_settle(arena, description->parameters, value_get(job, "parameters"), ret_settled, err) ||
           err_prefix(err, "trình cắm %s", "plugin %s", description->name);
}

static struct value *by_program(struct arena *arena, const struct value *job, const struct notifier_walls *walls, int64_t deadline, struct err *err)
{
    const struct value *settled;
    const char *path;
    struct program *program;
    struct err why = {0};
    if (!settle(arena, &exec_notifier, job, &settled, err) ||
        !exec_find(arena, value_get_text(job, "programs", ""), value_get_text(settled, "program", ""), &path, err) ||
        !program_start(arena, path, walls->program, &program, err))
        return NULL;
    if (walls->lock_down)
        walls->lock_down();
    struct value *message = value_copy(arena, value_get(job, "context"));
    value_set(message, "files", value_get(job, "files"));
    enum plugin_outcome outcome = PLUGIN_DONE;
    if (!value_get_bool(job, "try", false))
        outcome = exec_notifier_run(arena, program, settled, message, deadline, &why);
    struct value *answer = answer_of(arena, outcome, exec_notifier.description, settled, &why, value_list(arena));
    program_stop(program);
    err_clear(&why);
    return answer;
}

static struct value *by_object(struct arena *arena, const struct value *job, const struct notifier_walls *walls, int64_t deadline, struct err *err)
{
    struct plugin plugin;
    const struct value *settled;
    struct err why = {0};
    if (!evaluator_find(arena, value_get_text(job, "plugins", NULL), value_get_text(job, "plugin", ""), &plugin, err))
        return NULL;
    if (walls->confine && plugin.object)
        walls->confine(plugin.object);
    if (!plugin_load(arena, &plugin, err) || !settle(arena, &plugin, job, &settled, err))
        return NULL;
    struct file_rows files = {arena, value_get(job, "files"), 0};
    const struct exchange_rows rows = {&files, FILE_COLUMNS, row_name, row_step, row_type, row_integer, row_text, row_bytes};
    struct exchange_figures none = {0};
    const struct plugin_call call = {settled, value_get(job, "context"), &rows, deadline, .kept = value_list(arena)};
    enum plugin_outcome outcome = PLUGIN_DONE;
    if (!value_get_bool(job, "try", false))
        outcome = plugin_run(arena, &plugin, &call, &none, &why);
    struct value *answer = answer_of(arena, outcome, plugin.description, settled, &why, call.kept);
    err_clear(&why);
    return answer;
}

struct value *notifier_perform(struct arena *arena, const struct value *job, const struct notifier_walls *walls, struct err *err)
{
    int64_t deadline = clock_steady() + value_get_int(job, "deadline_ms", DEADLINE_MS);
    bool exec = strcmp(value_get_text(job, "plugin", ""), exec_notifier.description->name) == 0;
    return (exec ? by_program : by_object)(arena, job, walls, deadline, err);
}
