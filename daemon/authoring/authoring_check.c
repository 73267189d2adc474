/* Checking: everything that `contest load` would say, for a whole package or only for some of its files. */
#include "authoring/authoring.h"

#include "authoring/authoring_folder.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/terminal.h"
#include "base/value.h"
#include "package/package.h"

#include <stdio.h>
#include <string.h>

/* The path of a problem is the package's own, as is what was named. */
static bool is_within(const char *file, const char *within)
{
    size_t len = strlen(within);
    return !len || (file && strncmp(file, within, len) == 0 && (!file[len] || file[len] == '/'));
}

/* Sorted, so equal ones are neighbours: one wrong line may be met from two sides. What has no line is told apart by its
 * column: three papers of one file that fail for one cause are three. */
static bool is_said(const struct problems *kept, const struct problem *problem)
{
    const struct problem *last = kept->len ? &kept->items[kept->len - 1] : NULL;
    return last && last->line == problem->line && strcmp(last->vi, problem->vi) == 0 &&
           strcmp(last->file ? last->file : "", problem->file ? problem->file : "") == 0 &&
           (last->line || strcmp(last->column ? last->column : "", problem->column ? problem->column : "") == 0);
}

static void keep(const struct authoring_folder *folder, struct problems *kept)
{
    problems_init(kept, folder->arena);
    for (size_t i = 0; i < folder->problems.len; i++) {
        const struct problem *problem = &folder->problems.items[i];
        if (!is_within(problem->file, folder->within) || is_said(kept, problem))
            continue;
        problems_put(kept, problem);
    }
}

static void say_end(const struct authoring *authoring, const struct authoring_folder *folder, const struct problems *kept)
{
    const char *what = *folder->within ? folder->within : folder->package->title;
    if (kept->errors)
        terminal_print(stdout, authoring->english ? "errors: %zu\n" : "%zu lỗi\n", kept->errors);
    else if (folder->problems.errors)
        terminal_print(stdout, authoring->english ? "%s: no error (the package has %zu elsewhere)\n"
                             : "%s: không có lỗi (gói còn %zu lỗi ở tệp khác)\n",
               what, folder->problems.errors);
    else
        terminal_print(stdout, authoring->english ? "good: %s, %zu criteria (%s)\n" : "tốt: %s, %zu chỉ tiêu (%s)\n", what,
               folder->package->criterion_count, folder->package->hash);
}

static int check_one(const struct authoring *authoring, const char *path)
{
    struct authoring_folder folder = {.arena = arena_create()};
    struct problems kept;
    struct err err = {0};
    int status = 1;
    if (authoring_folder_open(&folder, authoring, path, &err)) {
        struct value *answer = value_map(folder.arena);
        keep(&folder, &kept);
        value_set_text(answer, "title", folder.package->title);
        value_set_text(answer, "package", folder.package->hash);
        value_set_int(answer, "criteria", (int64_t)folder.package->criterion_count);
        authoring_folder_say(authoring, folder.arena, answer, &kept);
        if (!authoring->json)
            say_end(authoring, &folder, &kept);
        status = kept.errors != 0;
    } else {
        authoring_folder_complain(authoring, &err);
    }
    arena_destroy(folder.arena);
    return status;
}

int authoring_check(const struct authoring *authoring)
{
    int status = 0;
    for (size_t i = 0; i < authoring->path_count; i++)
        status |= check_one(authoring, authoring->paths[i]);
    return status;
}
