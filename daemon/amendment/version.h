/*
 * Finds versions of a contest's package, past, present and proposed, by what a person types, and compares them file by
 * file and parameter by parameter. Reads only.
 */
#ifndef AMENDMENT_VERSION_H
#define AMENDMENT_VERSION_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct package;
struct store;
struct value;

struct version {
    const struct package *package;
    int64_t proposal; /* 0: it was named by its hash */
};

/* word: a proposal's number, or the first 4 or more letters of a package's hash. False with err when it is no version or
 * could be several. */
bool version_find(struct store *store, struct arena *arena, const char *word, struct version *ret_version,
                  struct err *err);

/* [{path, what: added|removed|changed, against, diff}…]: unified lines, null for what is no text; against: the file beside which an added one
 * is shown, for it is its criterion's formula from a later day, or null. Pure. */
struct value *version_files(struct arena *arena, const struct package *from, const struct package *to);
/* [{file, name, title, from (day), before, after, reference}…] of targets.ini and rates.ini; before or after is null
 * where there was no such entry. Pure. */
struct value *version_params(struct arena *arena, const struct package *from, const struct package *to);

#endif
