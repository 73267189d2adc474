#include "worker/walls.h"

#include "base/arena.h"
#include "base/array.h"
#include "worker/landlock.h"
#include "worker/stranger.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static bool has_seccomp(void)
{
    const uint32_t kill = SECCOMP_RET_KILL_PROCESS;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &kill) == 0;
}

/* Of a kernel without any Landlock this is said once. */
static bool bounds_signals(void)
{
    return !landlock_known() || landlock_keeps_signals();
}

static int leave(void *root)
{
    return root || stranger_drop_capabilities() ? 0 : 1;
}

/* A child that ends at once, in our memory, while this thread waits (stranger.c makes the real ones). */
static pid_t try_namespaces(int apart, bool root, int *status)
{
#ifdef __SANITIZE_THREAD__ /* it takes a clone for a fork, and hears of no lock any more in whose memory the child ran: here it is a copy that it does not see */
    pid_t pid = (pid_t)syscall(SYS_clone, apart | SIGCHLD, NULL, NULL, NULL, NULL);
    if (pid == 0)
        _exit(leave(root ? status : NULL));
    return pid;
#else
    _Alignas(16) char stack[8192];
    return clone(leave, stack + sizeof stack, apart | CLONE_VM | CLONE_VFORK | SIGCHLD, root ? status : NULL);
#endif
}

/* Only by making one. */
static bool has_namespaces(void)
{
    bool root = geteuid() == 0;
    int status = 0;
    pid_t pid = try_namespaces(root ? CLONE_NEWPID : CLONE_NEWPID | CLONE_NEWUSER, root, &status);
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return pid > 0 && status == 0;
}

static bool has_own_user(void)
{
    return geteuid() == 0;
}

static const struct {
    bool (*stands)(void);
    bool severe;
    const char *vi, *en;
} layers[] = {
    {landlock_known, true, "Landlock (cần Linux 5.13 trở lên, “landlock” có trong /sys/kernel/security/lsm)",
     "Landlock (Linux 5.13 or later, with “landlock” in /sys/kernel/security/lsm)"},
    {has_seccomp, true, "seccomp (cần nhân có CONFIG_SECCOMP_FILTER)", "seccomp (a kernel with CONFIG_SECCOMP_FILTER)"},
    {bounds_signals, false, "Landlock chặn tín hiệu (cần Linux 6.12 trở lên)", "Landlock's bound on signals (Linux 6.12 or later)"},
    {has_namespaces, false,
     "không gian tên cho chương trình (dịch vụ cần “RestrictNamespaces=user pid” và “SystemCallFilter=capset”, máy cần user.max_user_namespaces lớn hơn 0)",
     "namespaces for programs (the service needs “RestrictNamespaces=user pid” and “SystemCallFilter=capset”, the machine user.max_user_namespaces above 0)"},
    {has_own_user, false, "người dùng riêng cho chương trình (chỉ thiduad chạy bằng root mới cấp được; không bắt buộc)",
     "a user of their own for programs (only a thiduad that is root gives one; not needed)"},
};

struct walls walls_look(struct arena *arena)
{
    struct walls walls = {.whole = true};
    const char *vi = "", *en = "";
    for (size_t i = 0; i < LEN(layers); i++) {
        if (layers[i].stands())
            continue;
        vi = arena_printf(arena, "%s%s%s", vi, walls.whole ? "" : "; ", layers[i].vi);
        en = arena_printf(arena, "%s%s%s", en, walls.whole ? "" : "; ", layers[i].en);
        walls.whole = false;
        walls.severe |= layers[i].severe;
    }
    walls.vi = walls.whole ? "đủ các lớp" : arena_printf(arena, "thiếu %s", vi);
    walls.en = walls.whole ? "all layers stand" : arena_printf(arena, "missing: %s", en);
    return walls;
}
