/* What is said of a piece of SQL: an error, or a warning of what could not be seen. Internal to record/sql_* but for
 * its fields (sql_lint.h gives them out). */
#ifndef RECORD_SQL_FINDING_H
#define RECORD_SQL_FINDING_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct sql_domain;

struct sql_finding {
    bool warning;
    int line;         /* 1-based in the text */
    const char *word; /* the constant as written, to look for it in the file; NULL = none */
    const char *vi, *en;
};

struct sql_findings {
    struct sql_finding *items;
    size_t len, size;
};

/* At a side of a comparison; both texts printed, living as long as the arena. */
void sql_finding_add(struct arena *arena, struct sql_findings *findings, bool warning, const struct sql_domain *at,
                     const char *vi, const char *en);

#endif
