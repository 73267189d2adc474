/*
 * Memory that runs out, for tests of the whole program: loaded into it (LD_PRELOAD), it gives NULL for one allocation, or for
 * each from one on, as a small file says that the test changes while the daemon runs (tests/whole/starve.py): five 64-bit
 * numbers. Only the daemon's own are counted, or only its workers'; a worker's process is known by its arguments.
 */
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

struct starve {
    int64_t workers;       /* whose allocations: 0 the daemon's, 1 its workers' */
    int64_t for_good;      /* 1: every one behind it fails too */
    int64_t tell;          /* 1: where it failed is written to standard error */
    _Atomic int64_t left;  /* the allocation that fails; 0: none. Counted down */
    _Atomic int64_t count; /* so many were asked for */
};

static struct starve *starve; /* NULL: it is not for this process */
static _Thread_local int telling;

static int is_worker(void)
{
    char words[512] = "";
    int fd = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    ssize_t len = fd < 0 ? 0 : read(fd, words, sizeof words - 1);
    if (fd >= 0)
        close(fd);
    for (ssize_t at = 0; at < len; at++)
        if ((at == 0 || words[at - 1] == '\0') && (strcmp(words + at, "--worker") == 0 || strcmp(words + at, "--fork-server") == 0))
            return 1;
    return 0;
}

__attribute__((constructor)) static void look(void)
{
    const char *path = getenv("THIDUA_STARVE");
    int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    struct starve *shared = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (fd >= 0)
        close(fd);
    if (shared != MAP_FAILED && shared->workers == is_worker())
        starve = shared;
}

static void tell(void)
{
    void *frames[40];
    telling = 1;
    backtrace_symbols_fd(frames, backtrace(frames, 40), STDERR_FILENO);
    telling = 0;
}

static int fails(void)
{
    if (!starve || telling)
        return 0;
    atomic_fetch_add(&starve->count, 1);
    if (atomic_load(&starve->left) <= 0 || (atomic_fetch_sub(&starve->left, 1) != 1))
        return 0;
    if (starve->for_good)
        atomic_store(&starve->left, 1);
    if (starve->tell)
        tell();
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails() ? NULL : __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **ret_memory, size_t alignment, size_t size)
{
    void *memory = fails() ? NULL : __libc_memalign(alignment, size);
    if (memory)
        *ret_memory = memory;
    return memory ? 0 : ENOMEM;
}
