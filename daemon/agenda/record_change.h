/*
 * A change of records that a person asked for (an import, its undoing, a record brought back), from what the import room made of
 * it to the answer: cancelled, or committed with its files and hashes; what it owes is run again before the answer, which says
 * what moved.
 */
#ifndef AGENDA_RECORD_CHANGE_H
#define AGENDA_RECORD_CHANGE_H

#include "base/problem.h"
#include "import/import_call.h"
#include "store/change.h"

#include <stdbool.h>
#include <stddef.h>

struct err;
struct import_file;
struct turn;
struct value;

struct record_change { /* zeroed, then filled by its caller */
    struct turn *turn;
    struct change change;            /* begun by the caller */
    struct problems problems;        /* grouped */
    const struct import_file *files; /* that were read; kept with the change */
    size_t file_count;
    struct import_outcome outcome;
    const struct import_outcome *good; /* of the good rows alone, when a dry run is refused; NULL: there is no such way */
    bool dry_run;
};

/* The answer: counts, the report (import_report.h), left_rows, reruns (owed_run_plan), moved, alerts and papers (consequence.h; of
 * what was written, papers also of a dry run), problems, dry_run, written, sequence: of the change, or null; good_rows: the same
 * counts, report, left_rows, reruns and papers of `good`, or null. Commits when there is something to write and it is
 * no dry run. detail: what the audit row says beside, a map. Not for a refused outcome, but of a dry run. NULL: nothing
 * happened. */
struct value *record_change_finish(struct record_change *change, struct value *detail, struct err *err);
/* The answer of a dry run that could not begin. */
struct value *record_change_nothing(struct record_change *change);

#endif
