/* Checking a plugin, installed or just built: it is loaded in a worker, its description read, its examples
 * run. */
#include "authoring/authoring.h"

#include "base/arena.h"
#include "base/json.h"
#include "base/terminal.h"
#include "base/value.h"
#include "worker/worker.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A name, or the path of a file: what has a slash or an ending is a path. */
static const struct value *ask(struct arena *arena, const struct authoring *authoring, const char *what)
{
    char whole[PATH_MAX];
    struct value *job = value_map(arena);
    const struct value *answer;
    bool path = strpbrk(what, "/.") != NULL;
    value_set_text(job, "kind", "plugin");
    value_set_text(job, path ? "path" : "name", path && realpath(what, whole) ? whole : what);
    value_set_bool(job, "examples", true);
    worker_run(authoring->worker, arena, (const struct value *const[]){job}, 1, &answer);
    return answer;
}

static void say_good(const struct authoring *authoring, const struct value *plugin)
{
    terminal_print(stdout, authoring->english ? "good: %s %s (%s), %lld examples: %s\n" : "tốt: %s %s (%s), %lld ví dụ: %s\n",
           value_get_text(plugin, "name", ""), value_get_text(plugin, "version", ""),
           value_get_text(plugin, "kind", ""), (long long)value_get_int(plugin, "examples", 0),
           value_get_text(plugin, authoring->english ? "en" : "vi", ""));
}

static bool check_one(struct arena *arena, const struct authoring *authoring, const char *what)
{
    const struct value *answer = ask(arena, authoring, what), *error = value_get(answer, "error");
    if (authoring->json)
        puts(json_text(arena, answer));
    else if (error)
        terminal_print(stderr, "%s: %s\n", what, value_get_text(error, authoring->english ? "en" : "vi", ""));
    else
        say_good(authoring, value_get(answer, "ok"));
    return !error;
}

int authoring_plugin(const struct authoring *authoring)
{
    struct arena *arena = arena_create();
    bool good = true;
    for (size_t i = 0; i < authoring->path_count; i++)
        good = check_one(arena, authoring, authoring->paths[i]) && good;
    arena_destroy(arena);
    return good ? 0 : 1;
}
