#include "config.h"

#include "worker/system_call.h"

#include "base/array.h"
#include "base/err.h"

#ifndef WITH_SANITIZERS /* their run time makes calls of its own */

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
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
static const int of_signals[] = {F_SETOWN, F_SETOWN_EX, F_SETSIG};

/* SQLite looks whether a journal lies beside the database: it is told "no" instead of being killed. */
static const int answered_no[] = {
    SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
    SCMP_SYS(stat),   SCMP_SYS(lstat),     SCMP_SYS(readlink),
};

/* What reaching out does not need: the memory of others, the kernel's workshop, the machine's set-up, changes of
 * files, signals (the daemon runs as the same user), and a group of its own (by which the supervisor ends it). */
static const int refused[] = {
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(kcmp),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(tgkill),
    SCMP_SYS(rt_sigqueueinfo),
    SCMP_SYS(rt_tgsigqueueinfo),
    SCMP_SYS(setsid),
    SCMP_SYS(setpgid),
    SCMP_SYS(bpf),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(memfd_create),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(move_mount),
    SCMP_SYS(open_tree),
    SCMP_SYS(fsopen),
    SCMP_SYS(fsmount),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(rmdir),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(link),
    SCMP_SYS(linkat),
    SCMP_SYS(symlink),
    SCMP_SYS(symlinkat),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    SCMP_SYS(creat),
    SCMP_SYS(truncate),
    SCMP_SYS(ftruncate),
    SCMP_SYS(chmod),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(lchown),
    SCMP_SYS(fchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(setxattr),
    SCMP_SYS(lsetxattr),
    SCMP_SYS(fsetxattr),
    SCMP_SYS(shmget),
    SCMP_SYS(msgget),
    SCMP_SYS(semget),
    SCMP_SYS(mq_open),
};

static const int of_network[] = {SCMP_SYS(socket)};
static const int of_programs[] = {SCMP_SYS(execve), SCMP_SYS(execveat)};

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

/* A list of what is refused: who may call libraries and programs of others cannot be given a list of calls. */
static int refuse_mischief(scmp_filter_ctx filter, const struct worker_rights *rights)
{
    uint32_t no = SCMP_ACT_ERRNO(EPERM);
    int code = add(filter, no, refused, LEN(refused)) | add_commands(filter, no, of_signals, LEN(of_signals));
    if (!rights->network)
        code |= add(filter, no, of_network, LEN(of_network));
    if (!rights->exec)
        code |= add(filter, no, of_programs, LEN(of_programs));
    return code;
}

void system_call_limit(const struct worker_rights *rights)
{
    scmp_filter_ctx filter = seccomp_init(rights->killed ? SCMP_ACT_KILL_PROCESS : SCMP_ACT_ALLOW);
    if (filter) /* a call in the manner of another machine (32 bits) is none of the list */
        seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    int code = !filter ? -1 : rights->killed ? allow_computing(filter) : refuse_mischief(filter, rights);
    if (code != 0 || seccomp_load(filter) != 0)
        die("the worker process could not be locked down");
    seccomp_release(filter);
}

#else

void system_call_limit(const struct worker_rights *rights)
{
    (void)rights;
}

#endif
