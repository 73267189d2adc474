#include "config.h"

#include "worker/system_call.h"

#include "base/array.h"
#include "base/err.h"
#include "worker/outside_call.h"

#ifndef WITH_SANITIZERS /* their run time makes calls of its own */

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

/* What computing over an open database needs: memory, reading, locks, the answer, the end. */
static const int computing[] = {
    SCMP_SYS(read),          SCMP_SYS(pread64),
    SCMP_SYS(readv),         SCMP_SYS(lseek),
    SCMP_SYS(fstat),         SCMP_SYS(close),
    SCMP_SYS(write),
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

/* Locks and looks; not F_SETOWN and F_SETSIG, by which a descriptor sends signals to any process of the user. */
static const int of_descriptors[] = {F_GETFD, F_SETFD, F_GETFL, F_GETLK, F_SETLK, F_SETLKW};

/* SQLite looks whether a journal lies beside the database: it is told "no" instead of being killed. */
static const int answered_no[] = {
    SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
    SCMP_SYS(stat),   SCMP_SYS(lstat),     SCMP_SYS(readlink),
};

/* What a library tries that looks for files of its own (worker_rights.opens_fail). */
static const int opening[] = {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(socket)};

/* What a thread begins with, and what it asks in vain (worker_rights.threads). */
static const int in_threads[] = {SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(eventfd2)};
static const int refused_to_threads[] = {SCMP_SYS(sched_getattr), SCMP_SYS(sched_setattr)};

static int add(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count)
{
    int code = 0;
    for (size_t i = 0; i < count; i++)
        code |= seccomp_rule_add(filter, action, calls[i], 0);
    return code;
}

/* fcntl with these commands, and no other. */
static int add_commands(scmp_filter_ctx filter, uint32_t action, const int *commands, size_t count)
{
    int code = 0;
    for (size_t i = 0; i < count; i++)
        code |= seccomp_rule_add(filter, action, SCMP_SYS(fcntl), 1,
                                 SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)commands[i], 0));
    return code;
}

/* A list of what is allowed; all else kills. */
static int allow_computing(scmp_filter_ctx filter)
{
    int code = add(filter, SCMP_ACT_ALLOW, computing, LEN(computing)) |
               add(filter, SCMP_ACT_ERRNO(ENOENT), answered_no, LEN(answered_no)) |
               add_commands(filter, SCMP_ACT_ALLOW, of_descriptors, LEN(of_descriptors));
    /* fstat of today's C library, memory that is not to be executed, and abort's signal to itself. */
    code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                             SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
    code |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOENT), SCMP_SYS(newfstatat), 1,
                             SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, 0));
    code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                             SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
                             SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    return code | seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                                   SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
}

/* A thread of this process and no other process: the flags of clone3 stand in memory, where no filter sees them, so the C library is sent to clone. */
static int allow_threads(scmp_filter_ctx filter)
{
    const scmp_datum_t thread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD;
    int code = add(filter, SCMP_ACT_ALLOW, in_threads, LEN(in_threads)) | add(filter, SCMP_ACT_ERRNO(EPERM), refused_to_threads, LEN(refused_to_threads));
    code |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, thread, thread));
    return code | seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0));
}

/* What dlopen does beside: a library is opened for reading, and mapped to be executed as it is in the file. And the next limit. */
static int allow_loading(scmp_filter_ctx filter)
{
    static const int beside[] = {SCMP_SYS(seccomp), SCMP_SYS(landlock_create_ruleset), SCMP_SYS(landlock_restrict_self), SCMP_SYS(getcwd)};
    const scmp_datum_t changing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_ASYNC | (O_TMPFILE & ~O_DIRECTORY);
    int code = allow_computing(filter) | add(filter, SCMP_ACT_ALLOW, beside, LEN(beside));
    code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, changing, O_RDONLY));
    code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC | PROT_WRITE, PROT_EXEC),
                             SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, 0));
    return code | seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_NO_NEW_PRIVS, 0));
}

static scmp_filter_ctx begin(uint32_t otherwise)
{
    scmp_filter_ctx filter = seccomp_init(otherwise);
    if (!filter)
        die("the worker process could not be locked down");
    seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS); /* in the manner of another machine (32 bits) */
    return filter;
}

static void end(scmp_filter_ctx filter, int code)
{
    if (code != 0 || seccomp_load(filter) != 0)
        die("the worker process could not be locked down");
    seccomp_release(filter);
}

void system_call_limit(const struct worker_rights *rights)
{
    scmp_filter_ctx filter = begin(rights->killed ? SCMP_ACT_KILL_PROCESS : OUTSIDE_CALL_UNKNOWN);
    int code = rights->killed ? allow_computing(filter) : outside_call_allow(filter, rights);
    if (rights->opens_fail)
        code |= add(filter, SCMP_ACT_ERRNO(EPERM), opening, LEN(opening));
    if (rights->threads)
        code |= allow_threads(filter);
    end(filter, code);
}

void system_call_limit_loading(void)
{
    scmp_filter_ctx filter = begin(SCMP_ACT_KILL_PROCESS);
    end(filter, allow_loading(filter));
}

#else

void system_call_limit(const struct worker_rights *rights)
{
    (void)rights;
}

void system_call_limit_loading(void)
{
}

#endif
