/*
 * Which build of the program last found that all seals of a folder come out again: one line in a file beside the database. A restored backup takes
 * it away. The build is what the linker wrote into the program, with the library of the database: each can change what is computed.
 */
#ifndef UPGRADE_BUILD_MARK_H
#define UPGRADE_BUILD_MARK_H

#include <stdbool.h>

struct err;

/* Whether it was this build. A file that cannot be read names none. */
bool build_mark_is_mine(const char *folder);
bool build_mark_write(const char *folder, struct err *err);

#endif
