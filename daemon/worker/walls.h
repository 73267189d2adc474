/*
 * Which layers of the wall around programs and rules this machine gives (docs/sandbox.md): asked of the kernel, not of its
 * version, since a unit, a container or a setting may take away what it has.
 */
#ifndef WORKER_WALLS_H
#define WORKER_WALLS_H

#include <stdbool.h>

struct arena;

struct walls {
    bool whole;          /* none is missing */
    bool severe;         /* one is missing that was to hold whatever else fails: Landlock or seccomp */
    const char *vi, *en; /* one line: that all stand, or what is missing and what helps */
};

struct walls walls_look(struct arena *arena);

#endif
