/*
 * The world around a daemon, for tests of the whole program: loaded into it (LD_PRELOAD), it shows another time of
 * day and another disk, as a small file says that the test changes while the daemon runs (tests/whole/world.py):
 * three 64-bit numbers, the seconds that the clock is ahead, how the disk is, and behind how many syncs of a disk from then on the
 * daemon is killed (0: it is not). CLOCK_MONOTONIC goes on as it is,
 * as it does when an administrator sets the clock.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { DISK_SOUND, DISK_FULL, DISK_FAILING, DISK_READ_ONLY, DISK_HANGING };

struct world {
    int64_t ahead, disk, syncs;
};

static const volatile struct world *world(void)
{
    static const struct world plain;
    static const volatile struct world *shared;
    if (shared)
        return shared;
    const char *path = getenv("THIDUA_WORLD");
    int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC) : -1;
    void *memory = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof plain, PROT_READ, MAP_SHARED, fd, 0);
    if (fd >= 0)
        close(fd);
    return shared = memory == MAP_FAILED ? &plain : memory;
}

__attribute__((constructor)) static void look(void)
{
    world(); /* before a worker locks itself down */
}

/* ---- the clock ---- */

int clock_gettime(clockid_t id, struct timespec *now)
{
    int code = (int)syscall(SYS_clock_gettime, id, now);
    if (code == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
        now->tv_sec += world()->ahead;
    return code;
}

time_t time(time_t *ret_now)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (ret_now)
        *ret_now = now.tv_sec;
    return now.tv_sec;
}

int gettimeofday(struct timeval *restrict ret_now, void *restrict zone)
{
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    *ret_now = (struct timeval){now.tv_sec, now.tv_nsec / 1000};
    return 0;
}

/* ---- the disk ---- */

static int refused(void)
{
    static const int errors[] = {[DISK_SOUND] = 0, [DISK_FULL] = ENOSPC, [DISK_FAILING] = EIO, [DISK_READ_ONLY] = EROFS, [DISK_HANGING] = 0};
    while (world()->disk == DISK_HANGING)
        nanosleep(&(struct timespec){.tv_nsec = 20 * 1000 * 1000}, NULL);
    return errors[world()->disk];
}

static ssize_t write_at(int fd, const void *bytes, size_t len, off_t at)
{
    errno = refused();
    return errno ? -1 : syscall(SYS_pwrite64, fd, bytes, len, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    return write_at(fd, bytes, len, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at)
{
    return write_at(fd, bytes, len, at);
}

static int sync_by(long call, int fd)
{
    static _Atomic int64_t count;
    errno = world()->disk == DISK_FAILING ? EIO : 0;
    int code = errno ? -1 : (int)syscall(call, fd);
    if (!world()->syncs)
        count = 0;
    else if (++count == world()->syncs)
        kill(getpid(), SIGKILL);
    return code;
}

int fdatasync(int fd)
{
    return sync_by(SYS_fdatasync, fd);
}

int fsync(int fd)
{
    return sync_by(SYS_fsync, fd);
}

/* Of a read-only file system; sockets and /dev are none of it. */
static int open_at(int folder, const char *path, int flags, mode_t mode)
{
    int writes = (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT;
    if (world()->disk == DISK_READ_ONLY && writes && strncmp(path, "/dev/", 5) != 0) {
        errno = EROFS;
        return -1;
    }
    return (int)syscall(SYS_openat, folder, path, flags, mode);
}

#define OPEN(name, folder, ...)                  \
    int name(__VA_ARGS__, int flags, ...)        \
    {                                            \
        va_list list;                            \
        va_start(list, flags);                   \
        mode_t mode = va_arg(list, mode_t);      \
        va_end(list);                            \
        return open_at(folder, path, flags, mode); \
    }
OPEN(open, AT_FDCWD, const char *path)
OPEN(open64, AT_FDCWD, const char *path)
OPEN(openat, folder, int folder, const char *path)
OPEN(openat64, folder, int folder, const char *path)

int mkdir(const char *path, mode_t mode)
{
    errno = world()->disk == DISK_READ_ONLY ? EROFS : 0;
    return errno ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}
