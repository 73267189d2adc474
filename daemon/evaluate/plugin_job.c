#include "evaluate/plugin_job.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/value.h"
#include "evaluate/confinement.h"
#include "plugin/evaluator.h"

#include <string.h>

enum { DEADLINE_MS = 8000 };

bool plugin_job_is(const struct value *job)
{
    return strcmp(value_get_text(job, "kind", ""), "plugin") == 0;
}

struct value *plugin_job_perform(struct arena *arena, const struct value *job, const struct confinement *guard,
                                 struct err *err)
{
    const char *path = value_get_text(job, "path", NULL);
    int64_t deadline = clock_steady() + value_get_int(job, "deadline_ms", DEADLINE_MS);
    struct plugin plugin;
    int examples = 0;
    if (!(path ? plugin_open(arena, path, &plugin, err)
               : evaluator_find(arena, value_get_text(job, "plugins", NULL), value_get_text(job, "name", ""),
                                &plugin, err)))
        return NULL;
    if (guard->lock_down_to_load && plugin.object)
        guard->lock_down_to_load(plugin.object);
    if (!plugin_load(arena, &plugin, err))
        return NULL;
    if (guard->lock_down)
        guard->lock_down();
    struct value *answer = plugin_describe(arena, &plugin, err);
    if (!answer || (value_get_bool(job, "examples", false) &&
                    !plugin_try_examples(arena, &plugin, deadline, &examples, err)))
        return NULL;
    value_set_int(answer, "examples", examples);
    return answer;
}
