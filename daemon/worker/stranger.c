#include "worker/stranger.h"

#include "base/err.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Numbers that no system gives out (systemd's table of users: 1879048192 to 2147483647 are unused) and far more than processes. */
enum { FIRST_USER = 1879048192, NOBODY = 65534 };

/* The sign is cleared when a process changes its user. */
static void die_with_parent(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}

bool stranger_drop_capabilities(void)
{
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
    const struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    return syscall(SYS_capset, &head, none) == 0;
}

/* Root of a user namespace and the first process of one have every right in it. */
static void drop_capabilities(void)
{
    if (!stranger_drop_capabilities())
        die("the rights of a user namespace could not be given up");
}

/* False: the number is not known here; some user namespaces (rootless containers) know few others, or none. */
static bool take_group(gid_t user)
{
    return setresgid(user, user, user) == 0 || errno != EINVAL;
}

static void leave_root(uid_t user)
{
    if (!take_group(user) && !take_group(user = NOBODY)) /* root is only the name, in there, of an ordinary user */
        drop_capabilities();
    else if (setgroups(0, NULL) != 0 || setresgid(user, user, user) != 0 || setresuid(user, user, user) != 0)
        die("root could not be left for a user without rights; start thiduad as a user, or with CAP_SETUID and CAP_SETGID");
    die_with_parent();
}

void stranger_become(void)
{
    if (geteuid() == 0)
        leave_root((uid_t)(FIRST_USER + getpid()));
}

static pid_t clone_with(int namespaces)
{
    return (pid_t)syscall(SYS_clone, namespaces | SIGCHLD, NULL, NULL, NULL, NULL);
}

pid_t stranger_fork(void)
{
    bool root = geteuid() == 0;
    uid_t user = (uid_t)(FIRST_USER + getpid());
    bool apart = root || stranger_drop_capabilities(); /* which a service's filter may refuse: a namespace with its rights would be worse than none */
    pid_t pid = apart ? clone_with(root ? CLONE_NEWPID : CLONE_NEWPID | CLONE_NEWUSER) : -1;
    if (pid < 0) {
        apart = false;
        pid = fork();
    }
    if (pid != 0)
        return pid;
    if (root)
        leave_root(user);
    else if (apart)
        drop_capabilities();
    die_with_parent();
    return 0;
}
