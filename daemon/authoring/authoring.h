/*
 * Package tools for an editor, without a daemon or a state folder: check a package's folder, run its tests, find what
 * no test reaches, begin a new criterion. Measures with the same workers as everywhere. Prints for people or as JSON;
 * writes only the files that it is asked to write.
 */
#ifndef AUTHORING_AUTHORING_H
#define AUTHORING_AUTHORING_H

#include <stdbool.h>
#include <stddef.h>

struct worker_settings;

struct authoring {
    const char *program; /* the daemon's own file: workers are started from it */
    const struct worker_settings *worker; /* of thiduad.conf */
    bool english, json;
    const char *state; /* authoring_backup, authoring_restore, authoring_drill: the folder */
    bool dry_run;      /* authoring_restore: only says what it would do */
    const char *const *paths; /* package folders, or files inside of one */
    size_t path_count;
    const char *criterion;    /* only this one; NULL = all */
    const char *id;           /* authoring_new: the criterion to begin … */
    const char *of, *subject; /* … over which record type (NULL: one is chosen), ward or team (NULL: ward) */
    const char *title, *from, *until; /* authoring_contest: of the contest; NULL: any */
    const char *year;                 /* … with it `from` is a package, of which this is the next year's; else a day */
};

/* Each gives the exit status: 0 all is well, 1 something is wrong and was said. */
int authoring_check(const struct authoring *authoring);
int authoring_test(const struct authoring *authoring);
int authoring_coverage(const struct authoring *authoring);
int authoring_new(const struct authoring *authoring);
int authoring_contest(const struct authoring *authoring); /* the path is the folder to make */
int authoring_backup(const struct authoring *authoring); /* the path is the file to write */
int authoring_restore(const struct authoring *authoring); /* the path is the backup */
int authoring_drill(const struct authoring *authoring); /* the path is a backup, or a folder of them */
int authoring_plugin(const struct authoring *authoring); /* the paths are plugins: names or files */

#endif
