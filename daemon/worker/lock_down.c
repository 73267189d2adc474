#include "config.h"

#include "worker/lock_down.h"

#include "base/array.h"
#include "worker/landlock.h"
#include "worker/stranger.h"
#include "worker/system_call.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* What a worker holds besides Lua's and SQLite's memory: the program, libraries, the job, the answer. */
#define MEMORY_BESIDE ((size_t)192 << 20)

/* Timers and signals that wait are counted for the whole user: a program must leave some to the daemon. */
enum { PENDING_SIGNALS = 256 };

/* The administrator's own limit stays where it is the lower one. */
static bool limit(__rlimit_resource_t what, rlim_t most)
{
    struct rlimit rlimit;
    if (getrlimit(what, &rlimit) != 0)
        return false;
    if (rlimit.rlim_max > most)
        rlimit.rlim_max = most;
    rlimit.rlim_cur = rlimit.rlim_max;
    return setrlimit(what, &rlimit) == 0;
}

bool lock_down_limits(const struct worker_rights *rights, size_t memory, int deadline_ms)
{
    bool ok = true;
#ifndef WITH_SANITIZERS /* a sanitizer's shadow memory takes terabytes of addresses */
    ok = ok && limit(RLIMIT_AS, memory + MEMORY_BESIDE) && (!rights->data || limit(RLIMIT_DATA, rights->data));
#else
    (void)memory;
#endif
    ok = ok && limit(RLIMIT_CPU, (rlim_t)deadline_ms / 1000 + 2) &&
         limit(RLIMIT_NPROC, (rlim_t)rights->processes) && limit(RLIMIT_SIGPENDING, PENDING_SIGNALS);
#ifndef __SANITIZE_THREAD__ /* its run time keeps a map in a file */
    ok = ok && limit(RLIMIT_FSIZE, rights->file_size);
#endif
    return ok && limit(RLIMIT_CORE, 0) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
}

void lock_down_process(void)
{
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* What the dynamic linker looks through. */
static const char *const libraries[] = {"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache"};

static size_t add_libraries(struct landlock_path *paths, const char *object)
{
    for (size_t i = 0; i < LEN(libraries); i++)
        paths[i] = (struct landlock_path){.path = libraries[i]};
    paths[LEN(libraries)] = (struct landlock_path){.path = object};
    return LEN(libraries) + 1;
}

enum { DATABASE_FILES = 3 };

/* The files that SQLite opens for one database. */
static size_t add_database(struct landlock_path *paths, char names[DATABASE_FILES][PATH_MAX], const char *database)
{
    static const char *const ends[DATABASE_FILES] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < DATABASE_FILES; i++) {
        snprintf(names[i], PATH_MAX, "%s%s", database, ends[i]);
        paths[i] = (struct landlock_path){.path = names[i]};
    }
    return DATABASE_FILES;
}

bool worker_confine_to(const char *database, const char *object)
{
    char names[DATABASE_FILES][PATH_MAX];
    struct landlock_path paths[DATABASE_FILES + LEN(libraries) + 1];
    size_t count = add_database(paths, names, database);
    if (object)
        count += add_libraries(paths + count, object);
    return landlock_only(paths, count, false);
}

void worker_lock_down_to_load(const char *object)
{
    struct landlock_path paths[LEN(libraries) + 1];
    landlock_only(paths, add_libraries(paths, object), false);
    stranger_become();
    system_call_limit_loading();
}

/* The folders of the kind, what it was given, and the place where output may vanish. */
static void limit_files(const struct worker_rights *rights, const char *database, const char *path)
{
    char names[DATABASE_FILES][PATH_MAX];
    struct landlock_path paths[DATABASE_FILES + WORKER_FOLDERS_MAX + 3];
    size_t count = database ? add_database(paths, names, database) : 0;
    for (size_t i = 0; i < WORKER_FOLDERS_MAX && rights->folders[i]; i++)
        paths[count++] = (struct landlock_path){.path = rights->folders[i], .execute = rights->exec};
    if (count) {
        paths[count++] = (struct landlock_path){.path = "/dev/null", .write = true};
        paths[count++] = (struct landlock_path){.path = "/dev/urandom"};
    }
    if (count && path)
        paths[count++] = (struct landlock_path){.path = path, .execute = rights->exec};
    landlock_only(paths, count, rights->network); /* A kernel without it: the computing kinds have no call that opens a file. */
}

void worker_lock_down_as(enum worker_kind kind, const char *path)
{
    const struct worker_rights *rights = worker_rights(kind);
    limit_files(rights, NULL, path);
    stranger_become();
    system_call_limit(rights);
}

void worker_confine_as(enum worker_kind kind, const char *database, const char *object)
{
    limit_files(worker_rights(kind), database, object);
}

void worker_lock_down(void)
{
    worker_lock_down_as(WORKER_EVALUATE, NULL);
}

static pid_t fork_as(enum worker_kind kind, const char *path)
{
    pid_t pid = stranger_fork();
    if (pid == 0)
        limit_files(worker_rights(kind), NULL, path);
    return pid;
}

pid_t worker_fork_confined(const char *path)
{
    return fork_as(WORKER_PROGRAM, path);
}

void worker_confine_program(void)
{
    system_call_limit(worker_rights(WORKER_PROGRAM));
}

pid_t worker_fork_gateway(const char *path)
{
    return fork_as(WORKER_GATEWAY, path);
}

void worker_confine_gateway(void)
{
    system_call_limit(worker_rights(WORKER_GATEWAY));
}
