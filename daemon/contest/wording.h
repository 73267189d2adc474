/*
 * The sentences of alerts: short templates (template/template.h). The package may reword each by its key in texts.ini;
 * all are tried with sample data when a package is checked.
 */
#ifndef CONTEST_WORDING_H
#define CONTEST_WORDING_H

#include <stdint.h>

struct arena;
struct err;
struct package;
struct problems;
struct value;

/* The filled sentence in the arena; NULL when a hole cannot be filled. */
char *wording_fill(struct arena *arena, const struct package *package, const char *key,
                   const struct value *data, struct err *err);
char *wording_instant(struct arena *arena, int64_t instant); /* "17:00 ngày 13/02/2025" */
/* Adds a problem for each of the package's texts that does not compile or asks for what is not given. */
void wording_check(const struct package *package, struct arena *arena, struct problems *problems);

#endif
