#include "worker/landlock.h"

#include "base/array.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int version_of_kernel(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

bool landlock_known(void)
{
    return version_of_kernel() >= 1;
}

/* linux/landlock.h as of version 6; Debian 12's ends after version 3. A kernel takes as much of it as it knows. */
struct attributes {
    uint64_t files, network, scope;
};

enum { WITH_NETWORK = 4, WITH_SCOPE = 6 };
enum { BIND_TCP = 1 << 0, CONNECT_TCP = 1 << 1, ABSTRACT_SOCKETS = 1 << 0, SIGNALS = 1 << 1 };

bool landlock_keeps_signals(void)
{
    return version_of_kernel() >= WITH_SCOPE;
}

/* Every right over files that this version of Landlock knows (linux/landlock.h; the numbers grow at the end,
 * and Debian 12's header ends before 14 and 15). */
static uint64_t file_rights(int version)
{
    static const int rights[] = {0, 13, 14, 15, 15, 16};
    int known = (int)LEN(rights) - 1;
    return (UINT64_C(1) << rights[version > known ? known : version]) - 1;
}

static uint64_t rights_of(const struct landlock_path *path, bool folder)
{
    return (folder ? LANDLOCK_ACCESS_FS_READ_DIR : 0) | LANDLOCK_ACCESS_FS_READ_FILE |
           (path->execute ? LANDLOCK_ACCESS_FS_EXECUTE : 0) | (path->write ? LANDLOCK_ACCESS_FS_WRITE_FILE : 0);
}

static bool allow(int rules, const struct landlock_path *path)
{
    struct stat stat;
    int fd = open(path->path, O_PATH | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &stat) != 0)
        return fd < 0;
    struct landlock_path_beneath_attr beneath = {.allowed_access = rights_of(path, S_ISDIR(stat.st_mode)),
                                                 .parent_fd = fd};
    bool added = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    close(fd);
    return added;
}

static int create(int version, bool network)
{
    const struct attributes all = {
        .files = file_rights(version), .network = network ? 0 : BIND_TCP | CONNECT_TCP, .scope = ABSTRACT_SOCKETS | SIGNALS};
    size_t known = version >= WITH_SCOPE ? sizeof all : version >= WITH_NETWORK ? offsetof(struct attributes, scope) : sizeof all.files;
    return (int)syscall(SYS_landlock_create_ruleset, &all, known, 0);
}

bool landlock_only(const struct landlock_path *paths, size_t count, bool network)
{
    int version = version_of_kernel();
    if (version < 1)
        return false;
    int rules = create(version, network);
    bool good = rules >= 0;
    for (size_t i = 0; good && i < count; i++)
        good = allow(rules, &paths[i]);
    good = good && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    if (rules >= 0)
        close(rules);
    return good;
}
