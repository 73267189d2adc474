/*
 * worker, the lock-down: this program is its own worker (--worker), and once it is locked down it tries what native
 * code would try. Kinds that compute must be killed at the first such call; kinds that reach out must be refused it.
 */
#include "unit.h"

#include "config.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/file.h"
#include "base/param.h"
#include "base/value.h"
#include "record/record_type.h"
#include "store/rule_reader.h"
#include "store/store.h"
#include "store/store_open.h"
#include "worker/fork_server.h"
#include "worker/landlock.h"
#include "worker/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATH (long)"/tmp/thidua-escaped"
#define KNOWN (long)"/etc/passwd"
enum { PARENT = -77777 }; /* stands for the supervisor's number */

/* One attempt: a system call and what it must come to. 0 = the process is killed, else the error it gets. */
static const struct probe {
    const char *name;
    long number, arguments[6];
    int refusal;
} probes[] = {
    {"open", SYS_open, {KNOWN, O_RDONLY}, 0},
    {"openat", SYS_openat, {AT_FDCWD, KNOWN, O_RDONLY}, 0},
    {"openat2", SYS_openat2, {AT_FDCWD, KNOWN, 0, 0}, 0},
    {"creat", SYS_creat, {PATH, 0600}, 0},
    {"unlink", SYS_unlink, {PATH}, 0},
    {"unlinkat", SYS_unlinkat, {AT_FDCWD, PATH, 0}, 0},
    {"rename", SYS_rename, {PATH, PATH}, 0},
    {"mkdir", SYS_mkdir, {PATH, 0700}, 0},
    {"rmdir", SYS_rmdir, {PATH}, 0},
    {"link", SYS_link, {KNOWN, PATH}, 0},
    {"symlink", SYS_symlink, {KNOWN, PATH}, 0},
    {"mknod", SYS_mknod, {PATH, 0600, 0}, 0},
    {"truncate", SYS_truncate, {PATH, 0}, 0},
    {"ftruncate", SYS_ftruncate, {WORKER_FD, 0}, 0},
    {"chmod", SYS_chmod, {PATH, 0777}, 0},
    {"chown", SYS_chown, {PATH, 0, 0}, 0},
    {"chdir", SYS_chdir, {(long)"/"}, 0},
    {"getdents", SYS_getdents64, {0, 0, 0}, 0},
    {"socket", SYS_socket, {AF_INET, SOCK_STREAM, 0}, 0},
    {"socket_unix", SYS_socket, {AF_UNIX, SOCK_STREAM, 0}, 0},
    {"socketpair", SYS_socketpair, {AF_UNIX, SOCK_STREAM, 0, 0}, 0},
    {"connect", SYS_connect, {WORKER_FD, 0, 0}, 0},
    {"bind", SYS_bind, {WORKER_FD, 0, 0}, 0},
    {"accept", SYS_accept, {WORKER_FD, 0, 0}, 0},
    {"sendmsg", SYS_sendmsg, {WORKER_FD, 0, 0}, 0}, /* could hand a descriptor over */
    {"recvmsg", SYS_recvmsg, {WORKER_FD, 0, 0}, 0},
    {"execve", SYS_execve, {(long)"/bin/true", 0, 0}, 0},
    {"execveat", SYS_execveat, {AT_FDCWD, (long)"/bin/true", 0, 0, 0}, 0},
    {"fork", SYS_fork, {0}, 0},
    {"vfork", SYS_vfork, {0}, 0},
    {"clone", SYS_clone, {SIGCHLD, 0, 0, 0, 0}, 0},
    {"clone3", SYS_clone3, {0, 0}, 0},
    {"ptrace", SYS_ptrace, {PTRACE_ATTACH, PARENT, 0, 0}, 0},
    {"process_vm_readv", SYS_process_vm_readv, {PARENT, 0, 0, 0, 0, 0}, 0},
    {"process_vm_writev", SYS_process_vm_writev, {PARENT, 0, 0, 0, 0, 0}, 0},
    {"kill_parent", SYS_kill, {PARENT, SIGTERM}, 0},
    {"tkill_parent", SYS_tkill, {PARENT, SIGTERM}, 0},
    {"tgkill_parent", SYS_tgkill, {PARENT, PARENT, SIGTERM}, 0},
    {"queue_to_parent", SYS_rt_sigqueueinfo, {PARENT, SIGTERM, 0}, 0},
    {"pidfd_open", SYS_pidfd_open, {PARENT, 0}, 0},
    {"signal_by_descriptor", SYS_fcntl, {WORKER_FD, F_SETOWN, PARENT}, 0},
    {"choose_that_signal", SYS_fcntl, {WORKER_FD, F_SETSIG, SIGKILL}, 0},
    {"switch_it_on", SYS_fcntl, {WORKER_FD, F_SETFL, O_ASYNC}, 0},
    {"dup", SYS_dup, {WORKER_FD}, 0},
    {"ioctl", SYS_ioctl, {0, 0, 0}, 0},
    {"memfd_create", SYS_memfd_create, {(long)"x", 0}, 0},
    {"mmap_exec", SYS_mmap, {0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0}, 0},
    {"mprotect_exec", SYS_mprotect, {0, 4096, PROT_READ | PROT_EXEC}, 0},
    {"io_uring_setup", SYS_io_uring_setup, {1, 0}, 0},
    {"userfaultfd", SYS_userfaultfd, {0}, 0},
    {"bpf", SYS_bpf, {0, 0, 0}, 0},
    {"perf_event_open", SYS_perf_event_open, {0, 0, -1, -1, 0}, 0},
    {"keyctl", SYS_keyctl, {0, 0}, 0},
    {"add_key", SYS_add_key, {0, 0, 0, 0, 0}, 0},
    {"shmget", SYS_shmget, {1, 4096, 01600}, 0},
    {"msgget", SYS_msgget, {1, 01600}, 0},
    {"semget", SYS_semget, {1, 1, 01600}, 0},
    {"mq_open", SYS_mq_open, {(long)"x", O_RDONLY, 0, 0}, 0},
    {"personality", SYS_personality, {0}, 0},
    {"prctl_dumpable", SYS_prctl, {PR_SET_DUMPABLE, 1, 0, 0, 0}, 0},
    {"prctl_no_death", SYS_prctl, {PR_SET_PDEATHSIG, 0, 0, 0, 0}, 0},
    {"arch_prctl", SYS_arch_prctl, {0x1001, 0}, 0},
    {"setuid", SYS_setuid, {0}, 0},
    {"setgroups", SYS_setgroups, {0, 0}, 0},
    {"capset", SYS_capset, {0, 0}, 0},
    {"setrlimit", SYS_setrlimit, {0, 0}, 0},
    {"prlimit", SYS_prlimit64, {0, 0, 0, 0}, 0},
    {"setsid", SYS_setsid, {0}, 0},
    {"setpgid", SYS_setpgid, {0, 0}, 0},
    {"setpriority", SYS_setpriority, {0, 0, -20}, 0},
    {"sched_setaffinity", SYS_sched_setaffinity, {0, 0, 0}, 0},
    {"unshare", SYS_unshare, {CLONE_NEWUSER}, 0},
    {"setns", SYS_setns, {0, 0}, 0},
    {"chroot", SYS_chroot, {(long)"/"}, 0},
    {"mount", SYS_mount, {(long)"x", (long)"/tmp", (long)"tmpfs", 0, 0}, 0},
    {"umount", SYS_umount2, {(long)"/", 0}, 0},
    {"init_module", SYS_init_module, {0, 0, 0}, 0},
    {"kexec_load", SYS_kexec_load, {0, 0, 0, 0}, 0},
    {"reboot", SYS_reboot, {0, 0, 0, 0}, 0},
    {"settimeofday", SYS_settimeofday, {0, 0}, 0},
    {"sethostname", SYS_sethostname, {(long)"x", 1}, 0},
    {"timer_create", SYS_timer_create, {0, 0, 0}, 0},
    {"seccomp", SYS_seccomp, {0, 0, 0}, 0},
    {"landlock", SYS_landlock_create_ruleset, {0, 0, 1}, 0},
    {"no_such_call", 99999, {0}, 0},
#ifdef __x86_64__
    {"x32", 0x40000000 | SYS_getpid, {0}, 0}, /* the same calls by their numbers of another machine */
#endif
    {"access", SYS_access, {KNOWN, R_OK}, ENOENT}, /* SQLite asks such questions: it is told no */
    {"stat", SYS_stat, {KNOWN, 0}, ENOENT},
    {"newfstatat", SYS_newfstatat, {AT_FDCWD, KNOWN, 0, 0}, ENOENT},
    {"readlink", SYS_readlink, {(long)"/proc/self/exe", 0, 0}, ENOENT},
};

/* The worker's side. */

static long call(const struct probe *probe, pid_t parent)
{
    long given[6];
    for (int i = 0; i < 6; i++)
        given[i] = probe->arguments[i] == PARENT ? parent : probe->arguments[i];
    return syscall(probe->number, given[0], given[1], given[2], given[3], given[4], given[5]);
}

/* The answer: the error number, 0 when the call was done. A killed process gives none. */
static struct value *try_probe(struct arena *arena, const struct value *job)
{
    pid_t parent = getppid();
    signal(SIGSYS, SIG_IGN); /* must not help */
    worker_lock_down_as(worker_kind_of(value_get_text(job, "as", "evaluate")), NULL);
    long done = call(&probes[value_get_int(job, "probe", 0)], parent);
    return value_int(arena, done < 0 ? errno : 0);
}

static int error_of(long done)
{
    return done < 0 ? errno : 0;
}

static int start(const char *path)
{
    pid_t pid;
    int status = 0;
    char name[] = "x";
    char *const argv[] = {name, NULL}, *const envp[] = {NULL};
    int code = posix_spawn(&pid, path, NULL, NULL, argv, envp);
    if (code == 0)
        waitpid(pid, &status, 0);
    return code ? code : status;
}

/* What a kind that reaches out can do, as error numbers; 0 = it was done. */
static struct value *reach_out(struct arena *arena, const struct value *job, enum worker_kind kind)
{
    const char *folder = value_get_text(job, "folder", "");
    char *file = arena_printf(arena, "%s/inside", folder);
    pid_t parent = getppid();
    struct value *seen = value_map(arena);
    worker_lock_down_as(kind, value_get_bool(job, "given", false) ? folder : NULL);
    value_set_int(seen, "socket", error_of(socket(AF_INET, SOCK_STREAM, 0)));
    value_set_int(seen, "start", start("/bin/true"));
    value_set_int(seen, "reads_system", error_of(open("/etc/passwd", O_RDONLY)));
    value_set_int(seen, "reads_folder", error_of(open(file, O_RDONLY)));
    value_set_int(seen, "writes_folder", error_of(open(file, O_WRONLY)));
    value_set_int(seen, "writes_null", error_of(open("/dev/null", O_WRONLY)));
    value_set_int(seen, "unlinks", error_of(unlink(file)));
    value_set_int(seen, "kills", error_of(kill(parent, 0)));
    value_set_int(seen, "leaves_its_group", error_of(setsid()));
    value_set_int(seen, "signals_by_descriptor", error_of(fcntl(WORKER_FD, F_SETOWN, parent)));
    return seen;
}

static bool hide_landlock(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool done = filter &&
                seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0) == 0 &&
                seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

/* Of all descriptors but the standard ones and the job's, those that could write. */
static int64_t writable_descriptors(void)
{
    int64_t count = 0;
    for (int fd = WORKER_FD + 1; fd < 64; fd++) {
        int flags = fcntl(fd, F_GETFL);
        count += flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
    }
    return count;
}

/* As a rule is evaluated, on a kernel without Landlock. */
static struct value *without_landlock(struct arena *arena, const struct value *job, struct err *err)
{
    static const struct record_types no_types = {0};
    static const struct param_list no_params = {0};
    static const struct rule_piece piece = {"x.lua", "sql", 1, true, NULL};
    struct rule_reader_setup setup = {.database = value_get_text(job, "database", NULL),
                                      .types = &no_types,
                                      .params = &no_params,
                                      .deadline_ms = 60 * 1000};
    struct value *seen = value_map(arena);
    bool row = false;
    value_set_bool(seen, "hidden", hide_landlock() && !landlock_known());
    value_set_bool(seen, "confined", worker_confine_to("/tmp", NULL));
    struct rule_reader *reader = rule_reader_open(arena, &setup, err);
    if (!reader || !rule_reader_set_period(reader, 1, 2, err) || !rule_reader_lock(reader, err))
        return NULL;
    value_set_int(seen, "writable", writable_descriptors());
    worker_lock_down();
    struct rule_rows *rows = rule_reader_prepare(reader, &piece, "SELECT until_day FROM period", 0, err);
    if (!rows || !rule_rows_step(rows, &row, err))
        return NULL;
    value_set_int(seen, "read", row ? rule_rows_int(rows, 0) : -1);
    return seen;
}

static struct value *perform(struct arena *arena, const struct value *job, struct err *err)
{
    const char *kind = value_get_text(job, "kind", "");
    if (strcmp(kind, "probe") == 0)
        return try_probe(arena, job);
    if (strcmp(kind, "without") == 0)
        return without_landlock(arena, job, err);
    return reach_out(arena, job, worker_kind_of(value_get_text(job, "rights", kind)));
}

/* The daemon's side. */

static struct arena *arena;
static char folder[64];

static int setup(void **state)
{
    (void)state;
    arena = arena_create();
    strcpy(folder, "/tmp/test_lock_down.XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    unlink(arena_printf(arena, "%s/inside", folder));
    unlink(arena_printf(arena, "%s/%s", folder, STORE_FILE));
    rmdir(folder);
    arena_destroy(arena);
    return 0;
}

static struct value *job_of(const char *kind)
{
    struct value *job = value_map(arena);
    value_set_text(job, "kind", kind);
    value_set_text(job, "folder", folder);
    return job;
}

static struct fork_server *fork_server; /* as the daemon has one */

static const struct value *run_one(const struct value *job)
{
    struct worker_settings settings;
    const struct value *answer = NULL;
    worker_settings_default(&settings, "/proc/self/exe");
    settings.fork_server = fork_server;
    worker_run(&settings, arena, &job, 1, &answer);
    return answer;
}

static void test_computing_is_all(void **state)
{
    (void)state;
#ifdef WITH_SANITIZERS
    skip(); /* a sanitizer's run time makes system calls of its own */
#else
    int wrong = 0;
    for (size_t i = 0; i < LEN(probes); i++) {
        struct value *job = job_of("probe");
        value_set_int(job, "probe", (int64_t)i);
        const struct value *answer = run_one(job);
        const char *end = value_get_text(value_get(answer, "error"), "en", "");
        bool killed = strstr(end, "forbidden system service") != NULL;
        int64_t got = value_get_int(answer, "ok", -1);
        if (probes[i].refusal ? killed || got != probes[i].refusal : !killed) {
            print_error("%s: %s, %lld\n", probes[i].name, end, (long long)got);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    assert_int_equal(access("/tmp/thidua-escaped", F_OK), -1);
#endif
}

/* A kind whose libraries may try to open: that fails, and all else kills as ever. */
static void test_opening_fails(void **state)
{
    (void)state;
#ifdef WITH_SANITIZERS
    skip();
#else
    static const char *const fail[] = {"open", "openat", "socket"};
    for (size_t i = 0; i < LEN(probes); i++) {
        struct value *job = job_of("probe");
        bool fails = false;
        for (size_t j = 0; j < LEN(fail); j++)
            fails |= strcmp(probes[i].name, fail[j]) == 0;
        if (!fails && strcmp(probes[i].name, "unlink") != 0 && strcmp(probes[i].name, "openat2") != 0)
            continue;
        value_set_int(job, "probe", (int64_t)i);
        value_set_text(job, "as", "signatures");
        const struct value *answer = run_one(job);
        assert_int_equal(value_get_int(answer, "ok", -1), fails ? EPERM : -1);
        assert_true(fails || strstr(value_get_text(value_get(answer, "error"), "en", ""), "forbidden system service"));
    }
#endif
}

static int64_t seen(const struct value *answer, const char *what)
{
    return value_get_int(value_get(answer, "ok"), what, -1);
}

/* The rows of worker_kind.h that are not killed, cell by cell. */
static void test_reaching_out(void **state)
{
    (void)state;
#ifdef WITH_SANITIZERS
    skip();
#else
    static const struct {
        const char *kind, *what;
        int error;
    } cases[] = {
        {"notify", "socket", 0},
        {"notify", "start", EPERM},
        {"gateway", "socket", 0},
        {"gateway", "start", 0},
        {"program", "socket", EPERM},
        {"program", "start", 0},
    };
    close(open(arena_printf(arena, "%s/inside", folder), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    chmod(folder, 0755); /* a worker of root's is another user */
    for (size_t i = 0; i < LEN(cases); i++) {
        struct value *reach = job_of("reach"); /* what the job of that name answers has a form */
        value_set_text(reach, "rights", cases[i].kind);
        const struct value *answer = run_one(reach);
        if (seen(answer, cases[i].what) != cases[i].error)
            fail_msg("%s: %s: %lld", cases[i].kind, cases[i].what, (long long)seen(answer, cases[i].what));
        bool narrow = strcmp(cases[i].kind, "notify") == 0 && landlock_known(); /* names and certificates, not /etc/passwd */
        assert_int_equal(seen(answer, "reads_system"), narrow ? EACCES : 0);
        assert_int_equal(seen(answer, "writes_null"), 0);
        assert_int_equal(seen(answer, "unlinks"), EPERM);
        assert_int_equal(seen(answer, "kills"), EPERM);
        assert_int_equal(seen(answer, "leaves_its_group"), EPERM);
        assert_int_equal(seen(answer, "signals_by_descriptor"), ENOSYS);
        if (landlock_known()) {
            assert_int_equal(seen(answer, "reads_folder"), EACCES);
            assert_int_equal(seen(answer, "writes_folder"), EACCES);
        }
    }
    struct value *job = job_of("program");
    value_set_bool(job, "given", true);
    assert_int_equal(seen(run_one(job), "reads_folder"), 0); /* the program's own */
#endif
}

static void test_without_landlock(void **state)
{
    (void)state;
    struct store *store = store_open(folder, STORE_WRITE, NULL);
    struct value *job = job_of("without");
    value_set_text(job, "database", store_path(store));
    const struct value *answer = run_one(job), *ok = value_get(answer, "ok");
    if (!ok)
        fail_msg("%s", value_get_text(value_get(answer, "error"), "en", ""));
    assert_true(value_get_bool(ok, "hidden", false));
    assert_false(value_get_bool(ok, "confined", true));
    assert_int_equal(seen(answer, "writable"), 0); /* neither the database nor -wal nor -shm */
    assert_int_equal(seen(answer, "read"), 2);
    store_close(store);
}

/* The table is whole: a name a row, and a job's kind in one row only. */
static void test_table(void **state)
{
    (void)state;
    for (int kind = 0; kind < WORKER_KINDS; kind++) {
        const struct worker_rights *rights = worker_rights((enum worker_kind)kind);
        assert_non_null(rights->name);
        assert_non_null(rights->jobs[0]);
        for (size_t i = 0; i < WORKER_JOBS_MAX && rights->jobs[i]; i++)
            assert_int_equal(worker_kind_of(rights->jobs[i]), kind);
        assert_true(!rights->killed || (!rights->network && !rights->exec && !rights->folders[0] &&
                                        (rights->threads || !rights->processes) && !rights->file_size));
        assert_true((!rights->opens_fail && !rights->threads) || rights->killed);
        assert_true(!rights->database || rights->killed || kind == WORKER_MIRROR); /* who reaches out does not see the data, but for who hands it over */
    }
    assert_int_equal(worker_kind_of("no such job"), WORKER_EVALUATE);
}

static const char *files_of(const struct worker_rights *rights)
{
    char *text = arena_strdup(arena, rights->folders[0] ? rights->folders[0] : "none");
    for (size_t i = 1; i < WORKER_FOLDERS_MAX && rights->folders[i]; i++)
        text = arena_printf(arena, "%s %s", text, rights->folders[i]);
    return text;
}

/* The page shows the table as it is. */
static void test_page(void **state)
{
    (void)state;
    struct file file;
    struct err err = {0};
    if (!file_read(arena, THIDUA_SOURCE "/docs/sandbox.md", 1 << 20, &file, &err))
        fail_msg("%s", err.en);
    const char *page = arena_strndup(arena, file.bytes, file.len);
    for (int kind = 0; kind < WORKER_KINDS; kind++) {
        const struct worker_rights *rights = worker_rights((enum worker_kind)kind);
        const char *row = arena_printf(arena, "| %s | %s | %s | %s | %s | %s | %d | %zu |\n", rights->name,
                                       rights->database ? "yes" : "no", files_of(rights),
                                       rights->network ? "yes" : "no", rights->exec ? "yes" : "no",
                                       rights->opens_fail ? "kills; opening fails" : rights->killed ? "kills" : "fails", rights->processes, rights->file_size);
        if (!strstr(page, row))
            fail_msg("docs/sandbox.md has not the row %s", row);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test_setup_teardown(test_page, setup, teardown),
        cmocka_unit_test_setup_teardown(test_computing_is_all, setup, teardown),
        cmocka_unit_test_setup_teardown(test_opening_fails, setup, teardown),
        cmocka_unit_test_setup_teardown(test_reaching_out, setup, teardown),
        cmocka_unit_test_setup_teardown(test_without_landlock, setup, teardown),
    };
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, perform);
    if (argc == 2 && strcmp(argv[1], "--fork-server") == 0)
        fork_server_main(WORKER_FD, perform);
    fork_server = fork_server_create("/proc/self/exe");
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    fork_server_destroy(fork_server);
    return failed;
}
