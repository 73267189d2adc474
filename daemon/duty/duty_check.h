/* Whether somebody has each duty on the day on which it opens: for the editor of a package, before it is loaded. Pure. */
#ifndef DUTY_DUTY_CHECK_H
#define DUTY_DUTY_CHECK_H

struct arena;
struct package;
struct problems;

/* Adds a warning at its section for each duty that opens on a day on which nobody has it, an error where a body has no name. */
void duty_check(const struct package *package, struct arena *arena, struct problems *problems);

#endif
