/* What one call of the import asks for, whatever brings its rows, and what came of it. */
#ifndef IMPORT_IMPORT_CALL_H
#define IMPORT_IMPORT_CALL_H

#include "import/touched_days.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct by_hand;
struct change;
struct package;
struct period_list;
struct value;

struct import_call {
    struct change *change; /* begun by the caller, who commits or cancels it */
    const struct package *package;
    const struct period_list *periods;
    unsigned (*roles_for)(const void *whom, const char *unit); /* the roles of whoever imports for a unit of the package; NULL: `roles` for all */
    const void *whom;
    unsigned roles;     /* the importer's (workflow/role.h); what states they may give is the table's */
    int32_t today;      /* bounds facts' dates */
    const char *reason; /* of corrections and withdrawals; NULL: a correction's is the file's name */
    bool moves;         /* corrections may move a record to another subject or month */
    bool good_rows;     /* rows without an error are written though others have one */
    const struct by_hand *by_hand; /* the rows are entered by a person (by_hand.h); NULL: they are a file's */
    bool bundles;       /* the rows are what units below have sealed, checked by the caller: types that take bundles take nothing else */
    bool revive;        /* rows that say what their records said before they were corrected or withdrawn are written too */
};

struct import_outcome {
    int64_t read, added, corrected, unchanged; /* rows */
    int64_t outdated;                          /* left out, see revive */
    int64_t left_out;                          /* with errors, see good_rows; changed since, when an import is undone */
    int64_t *rows;                             /* read from each file, in the order of the files */
    bool refused;                              /* nothing was written: an error stands against all */
    struct value *left_rows;                   /* good_rows.h; NULL: none */
    const struct value *exceptions;            /* the ids of those by which rows of locked months came in (contest_span.h) */
    struct value *report;                      /* import_report.h; NULL: refused */
    struct touched *touched;
    size_t touched_count;
};

#endif
