#include "plugin/engine.h"

#include "base/err.h"
#include "plugin/evaluator.h"
#include "plugin/parameter.h"

#include <thidua_plugin.h>

bool engine_open(struct arena *arena, const char *folder, const char *name, struct engine *ret_engine, struct err *err)
{
    *ret_engine = (struct engine){0};
    return evaluator_find(arena, folder, name, &ret_engine->plugin, err);
}

bool engine_load(struct arena *arena, struct engine *engine, const struct value *parameters, struct err *err)
{
    if (!plugin_load(arena, &engine->plugin, err))
        return false;
    const struct thidua_plugin *description = engine->plugin.description;
    if (description->kind != THIDUA_ENGINE)
        return err_set(err, "trình cắm “%s” không phải loại cơ sở dữ liệu (engine)", "the plugin “%s” is no engine", description->name);
    return parameter_settle(arena, description->parameters, parameters, &engine->parameters, err) ||
           err_prefix(err, "trình cắm %s", "plugin %s", description->name);
}

enum plugin_outcome engine_act(struct arena *arena, const struct engine *engine, const struct value *context, const struct exchange_rows *rows, int64_t deadline,
                               struct value *rows_given, struct err *err)
{
    const struct plugin_call call = {engine->parameters, context, rows, deadline, .rows_given = rows_given};
    const struct thidua_parameter *const *declared = engine->plugin.description->parameters;
    struct exchange_figures none = {0};
    struct err why = {0};
    enum plugin_outcome outcome = plugin_run(arena, &engine->plugin, &call, &none, &why);
    if (outcome != PLUGIN_DONE)
        err_set(err, "%s%.0s", "%.0s%s", parameter_hide(arena, declared, engine->parameters, why.vi), parameter_hide(arena, declared, engine->parameters, why.en));
    err_clear(&why);
    return outcome;
}
