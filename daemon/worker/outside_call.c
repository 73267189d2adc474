#include "worker/outside_call.h"

#include "base/array.h"
#include "worker/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define CALL(name) SCMP_SYS(name)

/* Found by strace of shells, Python, Perl, Lua, Node, Tcl, awk, the coreutils and static programs (docs/plugins.md). */
static const int allowed[] = {
    /* its descriptors */
    CALL(read), CALL(write), CALL(readv), CALL(writev), CALL(pread64), CALL(pwrite64), CALL(preadv), CALL(pwritev), CALL(preadv2),
    CALL(pwritev2), CALL(lseek), CALL(sendfile), CALL(copy_file_range), CALL(splice), CALL(tee), CALL(close), CALL(close_range), CALL(dup),
    CALL(dup2), CALL(dup3), CALL(pipe), CALL(pipe2), CALL(poll), CALL(ppoll), CALL(select), CALL(pselect6), CALL(epoll_create),
    CALL(epoll_create1), CALL(epoll_ctl), CALL(epoll_wait), CALL(epoll_pwait), CALL(epoll_pwait2), CALL(eventfd), CALL(eventfd2),
    CALL(timerfd_create), CALL(timerfd_settime), CALL(timerfd_gettime), CALL(signalfd), CALL(signalfd4), CALL(recvfrom), CALL(recvmsg),
    CALL(sendmsg), CALL(shutdown), CALL(getsockopt), CALL(getsockname), CALL(getpeername), CALL(flock), CALL(fsync), CALL(fdatasync),
    CALL(fadvise64), CALL(readahead),
    /* files, which Landlock bounds */
    CALL(stat), CALL(lstat), CALL(fstat), CALL(newfstatat), CALL(statx), CALL(statfs), CALL(fstatfs),
    CALL(access), CALL(faccessat), CALL(faccessat2), CALL(readlink), CALL(readlinkat), CALL(getcwd), CALL(chdir), CALL(fchdir),
    CALL(getdents), CALL(getdents64), CALL(getxattr), CALL(lgetxattr), CALL(fgetxattr), CALL(listxattr), CALL(llistxattr),
    CALL(flistxattr), CALL(umask),
    /* its memory */
    CALL(brk), CALL(mmap), CALL(munmap), CALL(mremap), CALL(mprotect), CALL(madvise), CALL(mincore), CALL(msync), CALL(membarrier),
    /* its processes and threads */
    CALL(fork), CALL(vfork), CALL(exit), CALL(exit_group), CALL(wait4), CALL(waitid), CALL(futex), CALL(set_tid_address),
    CALL(set_robust_list), CALL(rseq), CALL(arch_prctl), CALL(sched_yield), CALL(getcpu), CALL(sched_getaffinity), CALL(sched_getparam),
    CALL(sched_getscheduler), CALL(sched_get_priority_max), CALL(sched_get_priority_min), CALL(getpriority), CALL(restart_syscall),
    /* who and where it is */
    CALL(getpid), CALL(getppid), CALL(gettid), CALL(getpgrp), CALL(getpgid), CALL(getsid), CALL(getuid), CALL(geteuid), CALL(getgid),
    CALL(getegid), CALL(getgroups), CALL(getresuid), CALL(getresgid), CALL(capget), CALL(uname), CALL(sysinfo), CALL(getrusage),
    CALL(times), CALL(getrlimit), CALL(setrlimit), CALL(getrandom),
    /* time, and signals that it gives itself */
    CALL(clock_gettime), CALL(clock_getres), CALL(clock_nanosleep), CALL(nanosleep), CALL(gettimeofday), CALL(time), CALL(alarm),
    CALL(pause), CALL(setitimer), CALL(getitimer), CALL(timer_create), CALL(timer_settime), CALL(timer_gettime), CALL(timer_getoverrun),
    CALL(timer_delete), CALL(rt_sigaction), CALL(rt_sigprocmask), CALL(rt_sigreturn), CALL(rt_sigpending), CALL(rt_sigsuspend),
    CALL(rt_sigtimedwait), CALL(sigaltstack),
};

/* Namespaces of its own, a place beside its parent, a tracer's child. */
#define CLONE_REFUSED                                                                                                         \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_PARENT | \
     CLONE_PTRACE)

enum { SOCKET_TYPE = 0xf, CHECKS_MAX = 2 };

/* Allowed with such arguments only. */
static const struct checked {
    int call;
    unsigned count;
    struct scmp_arg_cmp arguments[CHECKS_MAX];
} checked[] = {
    {CALL(clone), 1, {{0, SCMP_CMP_MASKED_EQ, CLONE_REFUSED, 0}}},
    {CALL(prlimit64), 1, {{0, SCMP_CMP_EQ, 0, 0}}}, /* its own limits, which it can only lower */
    {CALL(get_robust_list), 1, {{0, SCMP_CMP_EQ, 0, 0}}},
    /* A pair of connected ends: with other types a message could name a receiver, such as the journal. */
    {CALL(socketpair), 2, {{0, SCMP_CMP_EQ, AF_UNIX, 0}, {1, SCMP_CMP_MASKED_EQ, SOCKET_TYPE, SOCK_STREAM}}},
    {CALL(sendto), 1, {{4, SCMP_CMP_EQ, 0, 0}}},
    {CALL(fcntl), 1, {{1, SCMP_CMP_EQ, F_DUPFD, 0}}},
    {CALL(fcntl), 1, {{1, SCMP_CMP_EQ, F_DUPFD_CLOEXEC, 0}}},
    {CALL(fcntl), 1, {{1, SCMP_CMP_EQ, F_GETFD, 0}}},
    {CALL(fcntl), 1, {{1, SCMP_CMP_EQ, F_SETFD, 0}}},
    {CALL(fcntl), 1, {{1, SCMP_CMP_EQ, F_GETFL, 0}}},
    {CALL(fcntl), 2, {{1, SCMP_CMP_EQ, F_SETFL, 0}, {2, SCMP_CMP_MASKED_EQ, O_ASYNC, 0}}},
    {CALL(fcntl), 1, {{1, SCMP_CMP_EQ, F_GETLK, 0}}},
    {CALL(fcntl), 1, {{1, SCMP_CMP_EQ, F_SETLK, 0}}},
    {CALL(fcntl), 1, {{1, SCMP_CMP_EQ, F_SETLKW, 0}}},
    {CALL(fcntl), 1, {{1, SCMP_CMP_EQ, F_GETPIPE_SZ, 0}}},
    /* Is it a terminal, how much is there to read; not FIOSETOWN, SIOCSPGRP and FIOASYNC. */
    {CALL(ioctl), 1, {{1, SCMP_CMP_EQ, TCGETS, 0}}},
    {CALL(ioctl), 1, {{1, SCMP_CMP_EQ, TIOCGWINSZ, 0}}},
    {CALL(ioctl), 1, {{1, SCMP_CMP_EQ, TIOCGPGRP, 0}}},
    {CALL(ioctl), 1, {{1, SCMP_CMP_EQ, FIONREAD, 0}}},
    {CALL(ioctl), 1, {{1, SCMP_CMP_EQ, FIONBIO, 0}}},
    {CALL(ioctl), 1, {{1, SCMP_CMP_EQ, FIOCLEX, 0}}},
    {CALL(ioctl), 1, {{1, SCMP_CMP_EQ, FIONCLEX, 0}}},
    {CALL(prctl), 1, {{0, SCMP_CMP_EQ, PR_SET_NAME, 0}}},
    {CALL(prctl), 1, {{0, SCMP_CMP_EQ, PR_GET_NAME, 0}}},
    {CALL(prctl), 1, {{0, SCMP_CMP_EQ, PR_CAPBSET_READ, 0}}},
    {CALL(prctl), 1, {{0, SCMP_CMP_EQ, PR_GET_DUMPABLE, 0}}},
    {CALL(prctl), 1, {{0, SCMP_CMP_EQ, PR_GET_NO_NEW_PRIVS, 0}}},
    {CALL(prctl), 1, {{0, SCMP_CMP_EQ, PR_SET_NO_NEW_PRIVS, 0}}},
};

/* A notifier's: the net, and no socket of this machine's file system (the daemon's own is one). */
static const struct checked of_network[] = {
    {CALL(socket), 1, {{0, SCMP_CMP_EQ, AF_INET, 0}}},
    {CALL(socket), 1, {{0, SCMP_CMP_EQ, AF_INET6, 0}}},
    {CALL(sendto), 1, {{4, SCMP_CMP_NE, 0, 0}}},
    {CALL(connect), 0, {{0}}},
    {CALL(bind), 0, {{0}}},
    {CALL(setsockopt), 0, {{0}}},
    {CALL(sendmmsg), 0, {{0}}},
    {CALL(recvmmsg), 0, {{0}}},
};

static const int of_programs[] = {CALL(execve), CALL(execveat)};

/* A process may send signals to itself. */
static const int of_signals[] = {CALL(kill), CALL(tkill), CALL(tgkill)};

/* What every kernel has and a program may well try: it hears that it is not permitted, not that it does not exist. */
static const int refused[] = {
    /* changes of files */
    CALL(creat), CALL(truncate), CALL(ftruncate), CALL(fallocate), CALL(unlink), CALL(unlinkat), CALL(rename), CALL(renameat),
    CALL(renameat2), CALL(rmdir), CALL(mkdir), CALL(mkdirat), CALL(link), CALL(linkat), CALL(symlink), CALL(symlinkat), CALL(mknod),
    CALL(mknodat), CALL(chmod), CALL(fchmod), CALL(fchmodat), CALL(chown), CALL(lchown), CALL(fchown), CALL(fchownat), CALL(utime),
    CALL(utimes), CALL(futimesat), CALL(utimensat), CALL(setxattr), CALL(lsetxattr), CALL(fsetxattr), CALL(removexattr),
    CALL(lremovexattr), CALL(fremovexattr), CALL(open_by_handle_at), CALL(chroot), CALL(mount), CALL(umount2),
    /* other processes, and what it is itself */
    CALL(ptrace), CALL(process_vm_readv), CALL(process_vm_writev), CALL(kcmp), CALL(rt_sigqueueinfo), CALL(rt_tgsigqueueinfo),
    CALL(setsid), CALL(setpgid), CALL(setpriority), CALL(sched_setparam), CALL(sched_setscheduler), CALL(sched_setaffinity),
    CALL(ioprio_set), CALL(unshare), CALL(setns), CALL(setuid), CALL(setgid), CALL(setreuid), CALL(setregid), CALL(setresuid),
    CALL(setresgid), CALL(setfsuid), CALL(setfsgid), CALL(setgroups), CALL(capset), CALL(personality),
    /* the machine */
    CALL(sethostname), CALL(setdomainname), CALL(syslog), CALL(settimeofday), CALL(clock_settime), CALL(adjtimex), CALL(clock_adjtime),
    CALL(reboot), CALL(swapon), CALL(swapoff), CALL(init_module), CALL(finit_module), CALL(delete_module), CALL(kexec_load), CALL(acct),
    CALL(vhangup), CALL(sync), CALL(quotactl), CALL(bpf), CALL(perf_event_open), CALL(keyctl), CALL(add_key), CALL(request_key),
    /* talk with others */
    CALL(socket), CALL(connect), CALL(bind), CALL(listen), CALL(accept), CALL(accept4), CALL(setsockopt), CALL(shmget), CALL(msgget),
    CALL(semget), CALL(mq_open), CALL(memfd_create), CALL(execve), CALL(execveat),
};

static int add(scmp_filter_ctx filter, uint32_t action, const int *calls, size_t count)
{
    int code = 0;
    for (size_t i = 0; i < count; i++)
        code |= seccomp_rule_add(filter, action, calls[i], 0);
    return code;
}

static int add_checked(scmp_filter_ctx filter, const struct checked *rules, size_t count)
{
    int code = 0;
    for (size_t i = 0; i < count; i++)
        code |= seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, rules[i].call, rules[i].count, rules[i].arguments);
    return code;
}

static int add_signals(scmp_filter_ctx filter)
{
    int code = 0;
    scmp_datum_t self = (scmp_datum_t)getpid();
    for (size_t i = 0; i < LEN(of_signals); i++) {
        code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, of_signals[i], 1, SCMP_A0(SCMP_CMP_EQ, self, 0));
        code |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), of_signals[i], 1, SCMP_A0(SCMP_CMP_NE, self, 0));
    }
    return code;
}

/* What may be written, Landlock says; without it nothing may, not even /dev/null: the daemon's own files could be truncated. */
static int add_opening(scmp_filter_ctx filter)
{
    static const struct {
        int call;
        unsigned flags;
    } opening[] = {{CALL(open), 1}, {CALL(openat), 2}};
    static const scmp_datum_t changing[] = {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC};
    int code = 0;
    for (size_t i = 0; i < LEN(opening); i++) {
        unsigned at = opening[i].flags;
        if (landlock_known()) {
            code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, opening[i].call, 0);
            continue;
        }
        code |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, opening[i].call, 1, SCMP_CMP(at, SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY));
        for (size_t j = 0; j < LEN(changing); j++)
            code |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), opening[i].call, 1, SCMP_CMP(at, SCMP_CMP_MASKED_EQ, changing[j], changing[j]));
    }
    return code;
}

static bool is_among(int call, const int *calls, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (calls[i] == call)
            return true;
    return false;
}

static bool is_granted(int call, const struct worker_rights *rights)
{
    if (rights->exec && is_among(call, of_programs, LEN(of_programs)))
        return true;
    for (size_t i = 0; rights->network && i < LEN(of_network); i++)
        if (of_network[i].call == call)
            return true;
    return false;
}

int outside_call_allow(scmp_filter_ctx filter, const struct worker_rights *rights)
{
    int code = add(filter, SCMP_ACT_ALLOW, allowed, LEN(allowed)) | add_checked(filter, checked, LEN(checked)) | add_signals(filter) | add_opening(filter);
    if (rights->exec)
        code |= add(filter, SCMP_ACT_ALLOW, of_programs, LEN(of_programs));
    if (rights->network)
        code |= add_checked(filter, of_network, LEN(of_network));
    for (size_t i = 0; i < LEN(refused); i++)
        if (!is_granted(refused[i], rights))
            code |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0);
    return code;
}
