#include "base/clock.h"

#include <assert.h>
#include <fcntl.h>
#include <string.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

void clock_init_real(struct clock *clock)
{
    clock->is_set = false;
    atomic_init(&clock->instant, 0);
    atomic_init(&clock->jump, (int64_t)CLOCK_JUMP_DAYS * 86400);
}

void clock_init_set(struct clock *clock, int64_t instant)
{
    clock->is_set = true;
    atomic_init(&clock->instant, instant);
    atomic_init(&clock->jump, INT64_MAX);
}

int64_t clock_now(const struct clock *clock)
{
    return clock->is_set ? atomic_load(&clock->instant) : (int64_t)time(NULL);
}

int64_t clock_steady(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void read_boot(char *ret_boot, size_t size)
{
    int file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    ssize_t len = file < 0 ? 0 : read(file, ret_boot, size - 1);
    ret_boot[len > 0 ? len : 0] = '\0';
    ret_boot[strcspn(ret_boot, "\n")] = '\0';
    if (file >= 0)
        close(file);
}

int64_t clock_since_boot(void)
{
    struct timespec since_boot;
    clock_gettime(CLOCK_BOOTTIME, &since_boot);
    return (int64_t)since_boot.tv_sec;
}

struct clock_mark clock_mark_now(const struct clock *clock)
{
    struct clock_mark mark = {.at = clock_now(clock), .steady = clock_since_boot()};
    read_boot(mark.boot, sizeof mark.boot);
    return mark;
}

enum clock_sync clock_kernel_sync(void)
{
    struct timex state = {0}; /* modes 0: only read */
    if (adjtimex(&state) < 0)
        return CLOCK_SYNC_UNKNOWN;
    return state.status & STA_UNSYNC ? CLOCK_NOT_SYNCHRONISED : CLOCK_SYNCHRONISED;
}

void clock_move(struct clock *clock, int64_t instant)
{
    assert(clock->is_set && instant >= atomic_load(&clock->instant));
    atomic_store(&clock->instant, instant);
}
