/*
 * Records come in: tables of declared types, one transaction for all files of one call. First every row is
 * checked and every problem said; then all or nothing (contest.md §3). Knows no results: the engine runs
 * again what the touched days ask for.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "import/import_file.h"
#include "import/touched_days.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct package;
struct period_list;
struct problems;
struct store;

struct import_outcome {
    int64_t read, added, corrected, unchanged; /* rows */
    int64_t *rows;                             /* read from each file, in the order of the files */
    struct touched *touched;
    size_t touched_count;
};

/*
 * A known key with other content is a correction; a column that a file lacks keeps what is stored (an empty
 * cell empties it), and a file with the column `state` may lack all but the key. One key twice with the same
 * content is one row. A row that is as stored is unchanged and touches nothing.
 *
 * Reads, checks and writes the files inside a change that the caller has begun and will commit, or cancel
 * when problems->errors grew (dry run: always cancels). `roles`: the importer's (enum workflow_role); what states they may
 * give is the table's. `today` bounds facts' dates. `reason` of corrections: the caller's, else the file's name (put into the change's audit row when it has none). Returns false with
 * err only when the store failed.
 */
bool import_files(struct change *change, const struct package *package, const struct period_list *periods,
                  const struct import_file *files, size_t count, unsigned roles, int32_t today, const char *reason,
                  struct arena *arena, struct problems *problems, struct import_outcome *ret_outcome,
                  struct err *err);

#endif
