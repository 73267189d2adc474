#include "base/memory.h"

#include <errno.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct attempt {
    jmp_buf back;
    struct attempt *outer;
    struct memory_held *held; /* the newest first */
};

static _Thread_local struct attempt *innermost;

/* What was made well and is still there belongs to the attempt around; without one to nobody. */
static void hand_over(struct attempt *attempt)
{
    for (struct memory_held *held; (held = attempt->held);) {
        memory_let_go(held);
        memory_hold(held, held->release);
    }
}

bool memory_try(void (*work)(void *context), void *context)
{
    struct attempt attempt = {.outer = innermost};
    innermost = &attempt;
    if (setjmp(attempt.back) != 0) {
        innermost = attempt.outer;
        return false;
    }
    work(context);
    innermost = attempt.outer;
    hand_over(&attempt);
    return true;
}

/* All frames of the attempt still stand while it is released: what is held may lie in them. */
void memory_out(void)
{
    struct attempt *attempt = innermost;
    if (!attempt) {
        struct mallinfo2 info = mallinfo2();
        fprintf(stderr, "thidua: " MEMORY_OUT "%zu\n", (info.uordblks + info.hblkhd) >> 10);
        abort();
    }
    for (struct memory_held *held; (held = attempt->held);) {
        memory_let_go(held);
        held->release(held);
    }
    longjmp(attempt->back, 1);
}

size_t memory_printed(int len, const char *format)
{
    if (len < 0 && errno == ENOMEM)
        memory_out();
    if (len < 0) {
        fprintf(stderr, "thidua: a text could not be printed: %s\n", format);
        abort();
    }
    return (size_t)len;
}

/* The C library would hand every larger piece back to the kernel and fetch it again for the next one: a draft spent half
 * its time so. Kept is what the largest page of a contest of a hundred wards takes. Two pools, for what is kept is kept in each: with one the
 * board is sent half as often, for the loop and who works for it wait for each other. */
enum { KEPT = 16 << 20, LARGE = 4 << 20, POOLS = 2, LITTLE = 64 << 10 };

void memory_settle(void)
{
    mallopt(M_TRIM_THRESHOLD, KEPT);
    mallopt(M_MMAP_THRESHOLD, LARGE);
    mallopt(M_ARENA_MAX, POOLS);
    malloc_trim(0); /* where another allocator stands before it (a sanitizer's), this alone begins the C library's pools: not two resting threads at once */
}

/* The end of a pool is given back only when something before it is freed, and malloc_trim looks at the ends of the first pool alone. */
void memory_rest(void)
{
    mallopt(M_TRIM_THRESHOLD, LITTLE);
    void *volatile piece = malloc(2 * LITTLE);
    free(piece);
    malloc_trim(LITTLE);
    mallopt(M_TRIM_THRESHOLD, KEPT);
}

/* The bound of a group below /sys/fs/cgroup; SIZE_MAX when there is none, or it is not told. */
static size_t bound_of(const char *controller, const char *group, const char *name)
{
    char path[4352];
    unsigned long long bound;
    int len = snprintf(path, sizeof path, "/sys/fs/cgroup%s%s/%s", controller, group, name);
    FILE *file = len > 0 && (size_t)len < sizeof path ? fopen(path, "re") : NULL;
    if (!file)
        return SIZE_MAX;
    bool told = fscanf(file, "%llu", &bound) == 1; /* version 2 says "max" */
    fclose(file);
    return told ? (size_t)bound : SIZE_MAX;
}

size_t memory_given(void)
{
    size_t least = (size_t)sysconf(_SC_PHYS_PAGES) * (size_t)sysconf(_SC_PAGESIZE);
    char line[4352];
    FILE *groups = fopen("/proc/self/cgroup", "re");
    while (groups && fgets(line, sizeof line, groups)) { /* 0::/path of version 2, 4:memory:/path of version 1 */
        char *controller = strchr(line, ':'), *group = controller ? strchr(controller + 1, ':') : NULL;
        if (!group)
            continue;
        *group++ = '\0';
        group[strcspn(group, "\n")] = '\0';
        size_t bound = !controller[1] ? bound_of("", group, "memory.max")
                       : strcmp(controller + 1, "memory") == 0 ? bound_of("/memory", group, "memory.limit_in_bytes")
                                                              : SIZE_MAX;
        least = bound < least ? bound : least;
    }
    if (groups)
        fclose(groups);
    return least;
}

bool memory_is_little(void)
{
    return memory_given() < (size_t)MEMORY_LITTLE << 20;
}

void memory_hold(struct memory_held *held, void (*release)(struct memory_held *held))
{
    *held = (struct memory_held){.release = release};
    if (!innermost)
        return;
    held->next = innermost->held;
    held->at = &innermost->held;
    innermost->held = held;
    if (held->next)
        held->next->at = &held->next;
}

void memory_let_go(struct memory_held *held)
{
    if (!held->at)
        return;
    *held->at = held->next;
    if (held->next)
        held->next->at = held->at;
    held->next = NULL;
    held->at = NULL;
}

void memory_moved(struct memory_held *held)
{
    if (!held->at)
        return;
    *held->at = held;
    if (held->next)
        held->next->at = &held->next;
}
