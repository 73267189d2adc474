/* What the words of a package are, for checking the constants in its SQL (record/sql_lint.h). Pure. */
#ifndef CONTEST_VOCABULARY_H
#define CONTEST_VOCABULARY_H

#include "record/sql_lint.h"

#include <stddef.h>

struct arena;
struct package;
struct problems;

/* Borrows from the package. */
struct sql_vocabulary vocabulary_of(const struct package *package, struct arena *arena);
/* What sql_lint found, as problems of a file: the text begins on `line` of it. */
void vocabulary_say(const struct sql_findings *findings, const char *file, int line, const char *column,
                    struct problems *problems);

#endif
