/*
 * A program of the evaluator `exec` that means ill (tests/whole/test_every_call.py): every system call of the kernel's table with
 * arguments aimed at the daemon, its starter, its state folder and its sockets, then the known ways by their exact arguments. It says on
 * a line of text which calls were not refused as a whole, and which of the exact ones came through.
 *
 *   every_call DAEMON-PID STATE-FOLDER   rows on standard input; without one nothing is tried
 *   every_call --no-namespaces PROGRAM…  runs the program where nobody gets a namespace, as a systemd unit with RestrictNamespaces does
 *   every_call --no-landlock PROGRAM…    the same, and as if the kernel had no Landlock, as systemd-nspawn does
 */
#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysinfo.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LEN(array) (sizeof(array) / sizeof((array)[0]))
enum { NUMBERS = 512, WAIT_US = 30000, PATTERNS = 6, ARGUMENTS = 6, FCHMODAT2 = 452 };

static pid_t daemon_pid, starter;
static const char *folder, *database, *target;
static int ends[2], inherited; /* a descriptor of the starter's; -1: none */
static char *scratch;

/* They would take this process with them, or the machine's name if they were allowed: tried by exact arguments below. */
static const int apart[] = {SYS_fork, SYS_vfork, SYS_clone, SYS_clone3, SYS_execve, SYS_execveat, SYS_exit, SYS_exit_group,
                            SYS_sethostname, SYS_setdomainname, SYS_rt_sigreturn};

static bool is_apart(int number)
{
    for (size_t i = 0; i < LEN(apart); i++)
        if (apart[i] == number)
            return true;
    return false;
}

/* What a call blocks on ends with this process. */
static void arm(void)
{
    const struct itimerval soon = {.it_value = {.tv_usec = WAIT_US}};
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGALRM, SIG_DFL);
    setitimer(ITIMER_REAL, &soon, NULL);
}

static bool is_refusal(long done)
{
    return done < 0 && (errno == EPERM || errno == ENOSYS);
}

/* In a child: whether all of the patterns are refused. It is said in shared memory, before each call, that this one was not. */
static void try_number(int number, volatile int *passed)
{
    long path = (long)database, other = (long)target, room = (long)scratch;
    const long patterns[PATTERNS][ARGUMENTS] = {
        {path, 0777, 0777, 0, 0, 0},       {AT_FDCWD, path, 0777, 0, 0, 0}, {daemon_pid, SIGTERM, room, room, 0, 0},
        {0, daemon_pid, 19, room, 0, 0},   {ends[0], room, daemon_pid, 0, 0, 0}, {path, other, room, 0, 0, 0},
    };
    for (size_t i = 0; i < PATTERNS; i++) {
        const long *given = patterns[i];
        arm();
        *passed = 1;
        if (is_refusal(syscall(number, given[0], given[1], given[2], given[3], given[4], given[5])))
            *passed = 0;
        else
            _exit(0);
    }
}

static void try_all(volatile int *passed)
{
    for (int number = 0; number < NUMBERS; number++) {
        if (is_apart(number))
            continue;
        *passed = 0;
        pid_t pid = fork();
        if (pid == 0) {
            try_number(number, passed);
            _exit(0);
        }
        waitpid(pid, NULL, 0);
        char *name = *passed ? seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, number) : NULL;
        if (*passed && name)
            printf(" %s", name);
        else if (*passed)
            printf(" %d", number);
        free(name);
    }
}

/* The known ways, each with all that it needs. */

static long new_process(long flags)
{
    long pid = syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
    if (pid == 0)
        _exit(0);
    return pid;
}

static long send_to_journal(int type)
{
    int pair[2];
    struct sockaddr_un journal = {.sun_family = AF_UNIX, .sun_path = "/run/systemd/journal/socket"};
    if (socketpair(AF_UNIX, type, 0, pair) != 0)
        return -1;
    return sendto(pair[0], "x", 1, 0, (struct sockaddr *)&journal, sizeof journal);
}

static long own_name(bool of_domain)
{
    struct utsname name;
    uname(&name);
    return of_domain ? setdomainname(name.domainname, strlen(name.domainname)) : sethostname(name.nodename, strlen(name.nodename));
}

/* Counted for the whole user too: as many as the daemon may need. */
static long many_timers(void)
{
    timer_t timer;
    for (int i = 0; i < 1000; i++)
        if (timer_create(CLOCK_MONOTONIC, NULL, &timer) != 0)
            return -1;
    return 0;
}

static int first_inherited(void)
{
    for (int fd = 3; fd < 1024; fd++)
        if (fcntl(fd, F_GETFD) >= 0)
            return fd;
    return -1;
}

static long exact(int number)
{
    int daemon = (int)daemon_pid, on = 1;
    struct rlimit few = {5, 5};
    struct f_owner_ex owner = {F_OWNER_PID, daemon_pid};
    const struct timespec epoch[2] = {{0}, {0}};
    cpu_set_t all;
    memset(&all, 1, sizeof all);
    struct sched_param parameter = {.sched_priority = 0};
    switch (number) {
    case 0: return syscall(SYS_prlimit64, daemon_pid, RLIMIT_NOFILE, &few, NULL);
    case 1: return syscall(SYS_prlimit64, daemon_pid, RLIMIT_FSIZE, &few, NULL);
    case 2: return syscall(SYS_prlimit64, starter, RLIMIT_NOFILE, &few, NULL);
    case 3: return ioctl(ends[0], FIOSETOWN, &daemon);
    case 4: return ioctl(ends[0], SIOCSPGRP, &daemon);
    case 5: return ioctl(ends[0], FIOASYNC, &on);
    case 6: return fcntl(ends[0], F_SETOWN, daemon);
    case 7: return fcntl(ends[0], F_SETOWN_EX, &owner);
    case 8: return fcntl(ends[0], F_SETSIG, SIGTERM);
    case 9: return fcntl(ends[0], F_SETFL, O_ASYNC);
    case 10: return kill(daemon_pid, SIGTERM);
    case 11: return kill(starter, SIGTERM);
    case 12: return kill(-1, 0);
    case 13: return kill(0, 0);
    case 14: return (long)syscall(SYS_tgkill, daemon_pid, daemon_pid, SIGTERM);
    case 15: return setpriority(PRIO_PROCESS, (id_t)daemon_pid, 19);
    case 16: return sched_setscheduler(daemon_pid, SCHED_IDLE, &parameter);
    case 17: return sched_setaffinity(daemon_pid, sizeof all, &all);
    case 18: return syscall(SYS_ioprio_set, 1, daemon_pid, 3 << 13);
    case 19: return syscall(FCHMODAT2, AT_FDCWD, folder, 0777, 0);
    case 20: return chmod(database, 0666);
    case 21: return utimensat(AT_FDCWD, database, epoch, 0);
    case 22: return utimensat(AT_FDCWD, folder, epoch, 0);
    case 23: return chown(database, 65534, 65534);
    case 24: return open(database, O_RDONLY);
    case 25: return open(database, O_RDWR);
    case 26: return open(folder, O_RDONLY | O_DIRECTORY);
    case 27: return open(target, O_WRONLY | O_CREAT, 0600);
    case 28: return own_name(false);
    case 29: return own_name(true);
    case 30: return syscall(SYS_syslog, 10, NULL, 0);
    case 31: return unshare(CLONE_NEWUSER);
    case 32: return new_process(CLONE_NEWUSER);
    case 33: return new_process(CLONE_NEWPID);
    case 34: return new_process(CLONE_NEWNS);
    case 35: return new_process(CLONE_NEWNET);
    case 36: return new_process(CLONE_PARENT);
    case 37: return syscall(SYS_clone3, scratch, 88);
    case 38: return socket(AF_UNIX, SOCK_STREAM, 0);
    case 39: return socket(AF_INET, SOCK_STREAM, 0);
    case 40: return send_to_journal(SOCK_DGRAM);
    case 41: return send_to_journal(SOCK_STREAM);
    case 42: return prctl(PR_SET_PDEATHSIG, 0);
    case 43: return prctl(PR_SET_DUMPABLE, 0);
    case 44: return prctl(PR_SET_PTRACER, -1);
    case 45: return (long)syscall(SYS_ptrace, 16, daemon_pid, 0, 0);
    case 46: return (long)syscall(SYS_pidfd_open, daemon_pid, 0);
    case 47: return setsid() < 0 && setpgid(0, 0) < 0 ? -1 : 0;
    case 48: return setuid(0);
    case 49: return ioctl(0, TIOCSTI, "x");
    case 50: return geteuid() == 0 ? 0 : -1;
    case 51: return inherited;
    case 52: return fcntl(1, F_SETPIPE_SZ, 1 << 20); /* pipes are counted for the whole user */
    case 53: return many_timers();
    default: return -2;
    }
}

static void try_exact(volatile int *passed)
{
    for (int number = 0;; number++) {
        *passed = -1;
        pid_t pid = fork();
        if (pid == 0) {
            arm();
            long done = exact(number);
            *passed = done == -2 ? -2 : done >= 0;
            _exit(0);
        }
        waitpid(pid, NULL, 0);
        if (*passed == -2)
            return;
        if (*passed != 0)
            printf(" %d", number);
    }
}

static int without_namespaces(char **words, bool landlock)
{
    static const long all[] = {CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNS, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS};
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int code = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    if (!landlock)
        code |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);
    for (size_t i = 0; i < LEN(all); i++)
        code |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                                 SCMP_A0(SCMP_CMP_MASKED_EQ, (scmp_datum_t)all[i], (scmp_datum_t)all[i]));
    if (code == 0 && seccomp_load(filter) == 0)
        execv(words[0], words);
    return 3;
}

int main(int argc, char **argv)
{
    char line[256], path[4096], new_path[4096];
    int rows = 0;
    if (argc > 2 && strcmp(argv[1], "--no-namespaces") == 0)
        return without_namespaces(argv + 2, true);
    if (argc > 2 && strcmp(argv[1], "--no-landlock") == 0)
        return without_namespaces(argv + 2, false);
    inherited = first_inherited();
    while (fgets(line, sizeof line, stdin))
        rows++;
    if (argc < 3 || rows < 2)
        return 0;
    daemon_pid = (pid_t)atoi(argv[1]);
    starter = getppid() ? getppid() : daemon_pid;
    folder = argv[2];
    snprintf(path, sizeof path, "%s/thidua.db", folder);
    snprintf(new_path, sizeof new_path, "%s/escaped", folder);
    database = path;
    target = new_path;
    scratch = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    volatile int *passed = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return 3;
    setvbuf(stdout, NULL, _IOFBF, 1 << 16);
    printf("# calls:");
    fflush(stdout);
    try_all(passed);
    printf("\n# exact:");
    fflush(stdout);
    try_exact(passed);
    printf("\n# who: %d %u\n# whole\n", (int)getpid(), geteuid());
    return 1;
}
