#include "plugin/evaluator.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "plugin/evaluator_file.h"
#include "plugin/exec.h"
#include "plugin/parameter.h"
#include "plugin/program.h"

#include <thidua_plugin.h>

#include <string.h>
#include <unistd.h>

struct evaluator {
    struct plugin plugin;
    const struct value *parameters; /* settled */
    struct program *program;        /* of exec */
    const char *path, *digest;      /* of the program */
    const char *warning;
};

const struct plugin *const evaluator_built_in[] = {&exec_sql, &exec_program};
const size_t evaluator_built_in_len = LEN(evaluator_built_in);

bool evaluator_find(struct arena *arena, const char *folder, const char *name, struct plugin *ret_plugin,
                    struct err *err)
{
    for (size_t i = 0; i < evaluator_built_in_len; i++)
        if (strcmp(evaluator_built_in[i]->description->name, name) == 0) {
            *ret_plugin = *evaluator_built_in[i];
            return true;
        }
    if (!*name || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(name))
        return err_set(err, "“%s” không thể là tên trình cắm (chỉ a-z, 0-9 và dấu -)",
                       "“%s” cannot be a plugin's name (only a-z, 0-9 and -)", name);
    const char *path = arena_printf(arena, "%s/%s.so", folder ? folder : ".", name);
    if (access(path, F_OK) != 0)
        return err_set(err, "không có trình cắm “%s”: không thấy tệp %s; xem “thiduactl plugins list”",
                       "there is no plugin “%s”: no file %s; see “thiduactl plugins list”", name, path);
    return plugin_open(arena, path, ret_plugin, err);
}

static bool open_program(struct arena *arena, const struct evaluator_setup *setup,
                         struct evaluator *evaluator, struct err *err)
{
    struct file file;
    const char *name = value_get_text(evaluator->parameters, "program", "");
    if (!exec_find(arena, setup->programs, name, &evaluator->path, err) ||
        !file_read(arena, evaluator->path, EVALUATOR_FILE_MAX, &file, err))
        return false;
    evaluator->digest = digest_bytes(arena, file.bytes, file.len);
    return program_start(arena, evaluator->path, setup->walls, &evaluator->program, err);
}

static bool settle(struct evaluator *evaluator, struct arena *arena, const struct evaluator_setup *setup, struct err *err)
{
    const struct thidua_plugin *description = evaluator->plugin.description;
    if (description->kind != THIDUA_EVALUATOR)
        return err_set(err, "trình cắm “%s” không phải loại tính toán (evaluator)", "the plugin “%s” is no evaluator", setup->name);
    return parameter_settle(arena, description->parameters, setup->parameters, &evaluator->parameters, err) ||
           err_prefix(err, "trình cắm %s", "plugin %s", setup->name);
}

struct evaluator *evaluator_open(struct arena *arena, const struct evaluator_setup *setup, struct err *err)
{
    struct evaluator *evaluator = arena_alloc(arena, sizeof *evaluator);
    if (!evaluator_find(arena, setup->folder, setup->name, &evaluator->plugin, err))
        return NULL;
    bool good = evaluator_object(evaluator) || settle(evaluator, arena, setup, err);
    if (good && evaluator->plugin.description == exec_program.description)
        good = open_program(arena, setup, evaluator, err) || err_prefix(err, "trình cắm %s", "plugin %s", setup->name);
    return good ? evaluator : NULL;
}

const char *evaluator_object(const struct evaluator *evaluator)
{
    return evaluator ? evaluator->plugin.object : NULL;
}

bool evaluator_load(struct evaluator *evaluator, struct arena *arena, const struct evaluator_setup *setup, struct err *err)
{
    return plugin_load(arena, &evaluator->plugin, err) && settle(evaluator, arena, setup, err);
}

bool evaluator_run(struct evaluator *evaluator, struct arena *arena, const struct value *context,
                   const struct exchange_rows *rows, int64_t deadline, struct exchange_figures *figures,
                   struct err *err)
{
    const struct plugin_call call = {evaluator->parameters, context, rows, .deadline = deadline};
    const char *warning = NULL;
    if (!evaluator->program) {
        enum plugin_outcome outcome = plugin_run(arena, &evaluator->plugin, &call, figures, err);
        if (outcome == PLUGIN_LATER)
            return err_set(err, "trình cắm %s: THIDUA_LATER chỉ dành cho loại gửi tin",
                           "plugin %s: THIDUA_LATER is only for notifiers",
                           evaluator->plugin.description->name);
        return outcome == PLUGIN_DONE;
    }
    if (!exec_run(arena, evaluator->program, &call, figures, &warning, err))
        return err_prefix(err, "chương trình %s", "program %s", evaluator->path);
    evaluator->warning = warning ? warning : evaluator->warning;
    return true;
}

struct value *evaluator_facts(const struct evaluator *evaluator, struct arena *arena)
{
    struct value *facts = value_map(arena);
    const struct thidua_plugin *description = evaluator->plugin.description;
    value_set_text(facts, "evaluator", description->name);
    value_set_text(facts, "version", description->version);
    value_set_text(facts, "digest", evaluator->program ? evaluator->digest : evaluator->plugin.digest);
    value_set_bool(facts, "replayable", !evaluator->program);
    if (!evaluator->program)
        return facts;
    value_set_text(facts, "program", evaluator->path);
    value_set_text(facts, "warning", evaluator->warning);
    value_set(facts, "vi",
              value_printf(arena,
                           "số liệu do chương trình %s trên máy này đưa ra, không tính lại được từ kho",
                           evaluator->path));
    value_set(facts, "en",
              value_printf(arena,
                           "the figures came from the program %s on this machine, which the store "
                           "cannot repeat",
                           evaluator->path));
    return facts;
}

void evaluator_close(struct evaluator *evaluator)
{
    if (evaluator)
        program_stop(evaluator->program);
}
