/*
 * The package that a path speaks of, read and checked, and how what was found is printed. Internal to the room.
 */
#ifndef AUTHORING_AUTHORING_FOLDER_H
#define AUTHORING_AUTHORING_FOLDER_H

#include "base/problem.h"
#include "worker/worker.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct authoring;
struct err;
struct package;
struct rule_trial_ground;
struct value;

struct authoring_folder {
    struct arena *arena;
    const char *path; /* of the package: where contest.ini is */
    const char *within; /* the file or folder below it that was named; "" = all of it */
    struct package *package;
    struct worker_settings worker;
    struct problems problems;
    struct value *facts; /* of the criteria; only whole when problems.errors is 0 */
};

/* A folder with contest.ini, or anything inside of one. False with err when there is no package around it. */
bool authoring_folder_find(struct arena *arena, const char *path, const char **ret_folder, const char **ret_within,
                           struct err *err);
/* Reads and checks it as `contest load` would. False with err when it cannot be read at all. */
bool authoring_folder_open(struct authoring_folder *folder, const struct authoring *authoring, const char *path, struct err *err);
/* It, for its tests. */
struct rule_trial_ground authoring_folder_ground(struct authoring_folder *folder);
/* Prints an err and clears it; the exit status 1. */
int authoring_folder_complain(const struct authoring *authoring, struct err *err);
/* Prints the problems: for JSON into `answer`, which is printed whole. */
void authoring_folder_say(const struct authoring *authoring, struct arena *arena, struct value *answer,
                          const struct problems *problems);

#endif
