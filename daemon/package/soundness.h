/*
 * Which files of a package could not be read, wholly or in a line, and which names have a declaration that was refused:
 * what others say of them by comparing follows from that one fault and is not said. Whoever holds one file against
 * another asks first.
 */
#ifndef PACKAGE_SOUNDNESS_H
#define PACKAGE_SOUNDNESS_H

#include <stdbool.h>

struct package;

/* A field of records.ini or a parameter of targets.ini, rates.ini. */
struct doubt {
    const char *path;     /* the file that declares it */
    const char *of, *name; /* its record type (NULL = it has none); received_on, 4.3.most */
};

/* The file is missing or has a fault, which was said. */
void soundness_lose(struct package *package, const char *path);
/* Whether the file, or every file of a folder ("criteria/"), was read without a fault. */
bool soundness_has(const struct package *package, const char *path);
/* The first such file that was not; NULL when there is none. */
const char *soundness_lost(const struct package *package, const char *path);

/* The declaration of the name was refused, which was said. Texts are borrowed. */
void soundness_doubt(struct package *package, struct doubt doubt);
/* The first such name that a text (SQL, a rule, “tip.channel”) speaks of: its words are the name's and its type's. NULL
 * when it speaks of none. */
const struct doubt *soundness_doubted(const struct package *package, const char *text);
/* The first such name of a file; NULL when there is none. */
const struct doubt *soundness_doubt_in(const struct package *package, const char *path);

#endif
