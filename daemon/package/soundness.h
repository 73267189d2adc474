/*
 * Which files of a package could not be read, wholly or in a line: what others say of them by comparing follows from
 * that one fault and is not said. Whoever holds one file against another asks first.
 */
#ifndef PACKAGE_SOUNDNESS_H
#define PACKAGE_SOUNDNESS_H

#include <stdbool.h>

struct package;

/* The file is missing or has a fault, which was said. */
void soundness_lose(struct package *package, const char *path);
/* Whether the file, or every file of a folder ("criteria/"), was read without a fault. */
bool soundness_has(const struct package *package, const char *path);
/* The first such file that was not; NULL when there is none. */
const char *soundness_lost(const struct package *package, const char *path);

#endif
