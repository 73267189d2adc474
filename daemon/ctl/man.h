/* thiduactl(1), printed from the table of commands at build, so that it cannot go stale. Other pages are docs/man's. */
#ifndef CTL_MAN_H
#define CTL_MAN_H

#include <stdbool.h>

struct arena;
struct buffer;

void man_write(struct buffer *out, struct arena *arena, bool english);

#endif
