/*
 * A restore drill: the newest backup is restored into a folder beside it by the same code that restores one, opened as a daemon would, followed
 * from its first change to its last, and every seal is computed again from its history; at last it is held against the living contest.
 * Nothing of the contest is touched, and no message is sent: no daemon runs on the copy.
 */
#ifndef DRILL_DRILL_H
#define DRILL_DRILL_H

#include "drill/seal_replay.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct worker_settings;

struct drill {
    const char *backup;    /* its path; NULL: none was found */
    int64_t copied_at;     /* when it was written; INT64_MIN: not known yet */
    int64_t sequence, at;  /* its newest change; INT64_MIN: it has none */
    int64_t behind;        /* changes that the contest has beyond it; -1: not compared yet */
    int64_t checked;       /* contents that agree with their hashes */
    struct seal_replay replay;
    int64_t milliseconds;
    bool accounts;         /* passwords are with it */
};

/* state: the contest's folder; path: a backup, or a folder with backups. said: what is under way, NULL: nobody listens. *ret_drill is filled as far as it came, also when
 * it fails: err says why, and what to do. */
bool drill_perform(const char *state, const char *path, const struct worker_settings *worker, void (*said)(void *whom, const char *vi, const char *en), void *whom,
                   struct arena *arena, struct drill *ret_drill, struct err *err);

#endif
