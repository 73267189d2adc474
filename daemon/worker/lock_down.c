#include "config.h"

#include "worker/lock_down.h"

#include "base/array.h"
#include "base/err.h"
#include "worker/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What a worker holds besides Lua's and SQLite's memory: the program, libraries, the job, the answer. */
#define MEMORY_BESIDE ((size_t)192 << 20)

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

bool lock_down_limits(size_t memory, int deadline_ms)
{
    bool ok = true;
#ifndef WITH_SANITIZERS /* a sanitizer's shadow memory takes terabytes of addresses */
    ok = ok && limit(RLIMIT_AS, memory + MEMORY_BESIDE);
#else
    (void)memory;
#endif
    ok = ok && limit(RLIMIT_CPU, (rlim_t)deadline_ms / 1000 + 2) && limit(RLIMIT_NPROC, 0);
#ifndef __SANITIZE_THREAD__ /* its run time keeps a map in a file */
    ok = ok && limit(RLIMIT_FSIZE, 0);
#endif
    return ok && limit(RLIMIT_CORE, 0) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
}

void lock_down_process(void)
{
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* Every right over files that this version of Landlock knows (linux/landlock.h; the numbers grow at the end,
 * and Debian 12's header ends before 14 and 15). */
static uint64_t file_rights(int version)
{
    static const int rights[] = {0, 13, 14, 15, 15, 16};
    int known = (int)LEN(rights) - 1;
    return (UINT64_C(1) << rights[version > known ? known : version]) - 1;
}

/* From now on only `folder` can be read, nothing written; NULL: no file at all. What is open stays open. */
static bool landlock(const char *folder)
{
    int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return false;
    struct landlock_ruleset_attr all = {.handled_access_fs = file_rights(version)};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    bool ok = rules >= 0;
    if (ok && folder) {
        struct landlock_path_beneath_attr beneath = {
            .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
            .parent_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC),
        };
        ok = beneath.parent_fd >= 0 &&
             syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
        if (beneath.parent_fd >= 0)
            close(beneath.parent_fd);
    }
    ok = ok && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    if (rules >= 0)
        close(rules);
    return ok;
}

bool worker_confine_to(const char *folder)
{
    return landlock(folder);
}

#ifndef WITH_SANITIZERS /* their run time makes calls of its own */

/* What computing over an open database needs: memory, reading, locks, the answer, the end. */
static const int allowed[] = {
    SCMP_SYS(read),          SCMP_SYS(pread64),
    SCMP_SYS(readv),         SCMP_SYS(lseek),
    SCMP_SYS(fstat),         SCMP_SYS(fcntl),
    SCMP_SYS(close),         SCMP_SYS(write),
    SCMP_SYS(writev),        SCMP_SYS(sendto),
    SCMP_SYS(recvfrom),      SCMP_SYS(poll),
    SCMP_SYS(ppoll),         SCMP_SYS(brk),
    SCMP_SYS(munmap),        SCMP_SYS(mremap),
    SCMP_SYS(madvise),       SCMP_SYS(futex),
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),     SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),     SCMP_SYS(getpid),
    SCMP_SYS(gettid),        SCMP_SYS(getuid),
    SCMP_SYS(geteuid),       SCMP_SYS(sched_yield),
    SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),  SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),          SCMP_SYS(exit_group),
    SCMP_SYS(sysinfo), /* qsort of a long list asks how much memory there is */
};

/* SQLite looks whether a journal lies beside the database: it is told "no" instead of being killed. */
static const int answered_no[] = {
    SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
    SCMP_SYS(stat),   SCMP_SYS(lstat),     SCMP_SYS(readlink),
};

static bool add_rules(scmp_filter_ctx filter)
{
    int code = 0;
    for (size_t i = 0; i < LEN(allowed); i++)
        code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    for (size_t i = 0; i < LEN(answered_no); i++)
        code |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOENT), answered_no[i], 0);
    /* fstat of today's C library, memory that is not to be executed, and abort's signal to itself. */
    code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                             SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
    code |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOENT), SCMP_SYS(newfstatat), 1,
                             SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, 0));
    code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                             SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                             SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                             SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
    return code == 0;
}

static void allow_ordinary_calls(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter || !add_rules(filter) || seccomp_load(filter) != 0)
        die("the worker process could not be locked down");
    seccomp_release(filter);
}

#else

static void allow_ordinary_calls(void)
{
}

#endif

void worker_lock_down(void)
{
    landlock(NULL); /* A kernel without it: the list below has no call that opens a file. */
    allow_ordinary_calls();
}
