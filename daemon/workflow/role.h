/*
 * Who acts or asks, as bits: one set of roles for the commands (command/rows/), the life cycles (workflow_table.c) and people's
 * grants. A table of data with the words for people. Does not know who holds which: that is person/'s.
 */
#ifndef WORKFLOW_ROLE_H
#define WORKFLOW_ROLE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct value;

enum role {
    ROLE_OFFICER = 1 << 0,       /* enters the records of a unit */
    ROLE_REVIEWER = 1 << 1,      /* the collecting office: confirms and returns them */
    ROLE_LEADER = 1 << 2,        /* reads, decides on papers */
    ROLE_CLERK = 1 << 3,         /* numbers and registers papers, keeps the signed ones */
    ROLE_AUDITOR = 1 << 4,       /* reads, the audit log too */
    ROLE_ADMINISTRATOR = 1 << 5, /* rules, units, people */
    ROLE_MACHINE = 1 << 6,       /* the daemon: what follows from a date, a run or another act */
    ROLE_PUBLIC = 1 << 7,        /* nobody is known to ask */
};

/* Whoever has an account; whoever comes. */
#define ROLE_PEOPLE (ROLE_OFFICER | ROLE_REVIEWER | ROLE_LEADER | ROLE_CLERK | ROLE_AUDITOR | ROLE_ADMINISTRATOR)
#define ROLE_HOLDER (ROLE_OFFICER | ROLE_CLERK | ROLE_REVIEWER | ROLE_LEADER) /* who does the work of a body */
#define ROLE_ANYBODY (ROLE_PEOPLE | ROLE_PUBLIC)

struct role_row {
    enum role role;
    const char *name;   /* in SQL, JSON, on the command line */
    const char *vi, *en;
    const char *one_en; /* "an officer" */
};

extern const struct role_row role_table[];
extern const size_t role_count;

const struct role_row *role_find(const char *name); /* NULL when there is none */
const char *role_name(enum role role);              /* officer */
/* For people: "cán bộ nhập số liệu", "an officer". */
const char *role_title(enum role role, bool english);
/* Several, in the table's order, with a word between: "người xác nhận hoặc quản trị viên". */
void role_put(struct buffer *out, unsigned roles, const char *between, bool english);
/* Their names: ["officer", "reviewer"]. */
struct value *role_names(struct arena *arena, unsigned roles);

#endif
