/* What of the rules no example and no test reaches, line by line. */
#include "authoring/authoring.h"

#include "authoring/authoring_folder.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/terminal.h"
#include "base/value.h"
#include "testing/rule_reach.h"
#include "testing/rule_trial.h"

#include <stdio.h>

static int say(const struct authoring *authoring, struct authoring_folder *folder, const struct rule_reach *coverage)
{
    struct value *answer = value_map(folder->arena);
    struct problems missing;
    struct rule_reach_total total;
    problems_init(&missing, folder->arena);
    rule_reach_say(coverage, &missing, &total);
    value_set_int(answer, "places", (int64_t)total.places);
    value_set_int(answer, "reached", (int64_t)total.reached);
    authoring_folder_say(authoring, folder->arena, answer, &missing);
    if (!authoring->json)
        terminal_print(stdout, authoring->english ? "%zu of %zu places reached\n" : "%zu trên %zu chỗ đã có ca chạy tới\n", total.reached,
               total.places);
    return missing.errors != 0;
}

static int cover_one(const struct authoring *authoring, const char *path)
{
    struct authoring_folder folder = {.arena = arena_create()};
    struct err err = {0};
    int status = 1;
    if (!authoring_folder_open(&folder, authoring, path, &err)) {
        authoring_folder_complain(authoring, &err);
    } else if (folder.problems.errors) {
        authoring_folder_say(authoring, folder.arena, value_map(folder.arena), &folder.problems);
    } else {
        const struct rule_trial_ground ground = authoring_folder_ground(&folder);
        const struct rule_reach *coverage = rule_reach_run(&ground, &(struct rule_reach_asked){.criterion = authoring->criterion}, &err);
        if (!coverage)
            authoring_folder_complain(authoring, &err);
        else if (folder.problems.errors) /* tests that fail reach nothing that counts */
            authoring_folder_say(authoring, folder.arena, value_map(folder.arena), &folder.problems);
        else
            status = say(authoring, &folder, coverage);
    }
    arena_destroy(folder.arena);
    return status;
}

int authoring_coverage(const struct authoring *authoring)
{
    int status = 0;
    for (size_t i = 0; i < authoring->path_count; i++)
        status |= cover_one(authoring, authoring->paths[i]);
    return status;
}
