/*
 * What a worker may do, by the kind of its job: one table, one row a kind (docs/sandbox.md prints it). The rows that
 * compute are killed at the first call out of the ordinary; those that reach out (a notifier, a program of the
 * administrator's) are refused what they may not have and go on. The limits hold from before the first instruction.
 */
#ifndef WORKER_WORKER_KIND_H
#define WORKER_WORKER_KIND_H

#include <stdbool.h>
#include <stddef.h>

enum worker_kind {
    WORKER_EVALUATE, /* a rule: Lua and SQL of an administrator */
    WORKER_PLUGIN,   /* a shared object, loaded once the process is locked down */
    WORKER_PARSE,    /* a file from outside, given in the job */
    WORKER_TEMPLATE, /* what an editor sends: packages read, templates compiled and filled; papers read */
    WORKER_CLEAN,    /* a picture or paper that is attached to a record, by thidua-cleaner */
    WORKER_WORKBOOK, /* a workbook written from its description, by thidua-workbook */
    WORKER_RENDER,   /* papers drawn as PDF, by thidua-render */
    WORKER_SIGNATURE, /* the signatures in a signed copy, by thidua-signatures */
    WORKER_NOTIFY,   /* delivers messages, by a plugin */
    WORKER_GATEWAY,  /* the same, by one program of the administrator's, which has the network too */
    WORKER_MIRROR,   /* hands records to a database elsewhere and asks it, by a plugin */
    WORKER_PROGRAM,  /* one program of the administrator's, started by the worker */
    WORKER_KINDS
};

enum { WORKER_JOBS_MAX = 14, WORKER_FOLDERS_MAX = 20 };

struct worker_rights {
    const char *name;
    const char *jobs[WORKER_JOBS_MAX];       /* kinds of jobs that get this row, NULL at the end */
    bool database;                           /* may keep the database open, for reading */
    const char *folders[WORKER_FOLDERS_MAX]; /* files, and files below folders, that may be read after the lock-down; none: no file at all */
    bool network;                            /* may open sockets */
    bool exec;                               /* may start what lies in its folders, or the program it was given */
    bool killed;                             /* by a forbidden call; otherwise the call fails with EPERM */
    bool opens_fail;                         /* of a killed kind: opening a file or socket fails with EPERM instead, for libraries that go on without */
    bool threads;                            /* of a killed kind: threads may be begun, behind the lock, which holds for them too */
    int processes;                           /* of the daemon's user together (RLIMIT_NPROC); 0 = no new one */
    size_t file_size;                        /* bytes it can write into one file (RLIMIT_FSIZE) */
    size_t data;                             /* bytes of memory of its own (RLIMIT_DATA); 0: only the settings' limit holds */
};

const struct worker_rights *worker_rights(enum worker_kind kind);
/* The row of a job by its key "kind"; what is not in the table computes and nothing else. */
enum worker_kind worker_kind_of(const char *job_kind);

#endif
