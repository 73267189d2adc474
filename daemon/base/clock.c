#include "base/clock.h"

#include <assert.h>
#include <time.h>

void clock_init_real(struct clock *clock)
{
    clock->is_set = false;
    atomic_init(&clock->instant, 0);
}

void clock_init_set(struct clock *clock, int64_t instant)
{
    clock->is_set = true;
    atomic_init(&clock->instant, instant);
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

void clock_move(struct clock *clock, int64_t instant)
{
    assert(clock->is_set && instant >= atomic_load(&clock->instant));
    atomic_store(&clock->instant, instant);
}
