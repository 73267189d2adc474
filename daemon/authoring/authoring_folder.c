#include "authoring/authoring_folder.h"

#include "amendment/package_trial.h"
#include "authoring/authoring.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "base/terminal.h"
#include "base/value.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "testing/rule_trial.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool holds_contest(struct arena *arena, const char *folder)
{
    return access(arena_printf(arena, "%s/contest.ini", folder), F_OK) == 0;
}

bool authoring_folder_find(struct arena *arena, const char *path, const char **ret_folder, const char **ret_within,
                           struct err *err)
{
    char whole[PATH_MAX];
    if (!realpath(path, whole))
        return err_set(err, "%s: không có tệp hay thư mục này; xem lại đường dẫn",
                       "%s: there is no such file or folder; look at the path again", path);
    char *folder = arena_strdup(arena, whole);
    while (!holds_contest(arena, folder)) {
        char *slash = strrchr(folder, '/');
        if (!slash || slash == folder)
            return err_set(err,
                           "%s: không nằm trong gói phong trào nào; hãy ghi thư mục có contest.ini, "
                           "hoặc một tệp trong đó",
                           "%s: lies in no contest package; give the folder that has contest.ini, or a file in it",
                           path);
        *slash = '\0';
    }
    size_t len = strlen(folder);
    *ret_folder = strcmp(folder, whole) == 0 ? arena_strdup(arena, path) : folder;
    *ret_within = arena_strdup(arena, whole[len] ? whole + len + 1 : "");
    return true;
}

bool authoring_folder_open(struct authoring_folder *folder, const struct authoring *authoring, const char *path, struct err *err)
{
    problems_init(&folder->problems, folder->arena);
    folder->worker = *authoring->worker;
    if (!authoring_folder_find(folder->arena, path, &folder->path, &folder->within, err) ||
        !package_read_folder(folder->arena, folder->path, &folder->problems, &folder->package, err))
        return false;
    package_trial(folder->package, &(struct package_trial_known){0}, &folder->worker, folder->arena, &folder->problems, &folder->facts);
    problems_sort(&folder->problems);
    return true;
}

struct rule_trial_ground authoring_folder_ground(struct authoring_folder *folder)
{
    return (struct rule_trial_ground){folder->arena, folder->package, folder->facts, &folder->worker, &folder->problems};
}

int authoring_folder_complain(const struct authoring *authoring, struct err *err)
{
    terminal_print(stderr, "%s\n", authoring->english ? err->en : err->vi);
    err_clear(err);
    return 1;
}

static void say_problem(const struct problem *problem, bool english)
{
    struct buffer said = {0};
    buffer_puts(&said, problem->file ? problem->file : ".");
    if (problem->line)
        buffer_printf(&said, ":%d", problem->line);
    buffer_printf(&said, ": %s%s%s%s\n", problem_level_words(problem->level, english), problem->column ? problem->column : "",
                  problem->column ? ": " : "", english ? problem->en : problem->vi);
    terminal_show(stdout, &said);
}

void authoring_folder_say(const struct authoring *authoring, struct arena *arena, struct value *answer,
                          const struct problems *problems)
{
    if (authoring->json) {
        value_set(answer, "problems", problems_to_value(problems, arena));
        puts(json_text(arena, answer));
        return;
    }
    for (size_t i = 0; i < problems->len; i++)
        say_problem(&problems->items[i], authoring->english);
}
