/*
 * Records come in: tables of declared types, one transaction for all files of one call. First every row is
 * checked and every problem said; then all or nothing (contest.md §3). Knows no results: the engine runs
 * again what the touched days ask for.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "import/import_call.h"
#include "import/import_file.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct problems;

/*
 * A known key with other content is a correction; a column that a file lacks keeps what is stored (an empty
 * cell empties it), and a file with the column `state` may lack all but the key. One key twice with the same
 * content is one row. A row that is as stored is unchanged and touches nothing. One that says what its record said before is
 * left out (outdated_row.h).
 *
 * Reads, checks and writes the files inside the call's change; the caller cancels it when problems->errors grew (a dry run
 * always). The reason of corrections goes into the change's audit row. Returns false with err only when the store failed.
 */
bool import_files(const struct import_call *call, const struct import_file *files, size_t count, struct arena *arena,
                  struct problems *problems, struct import_outcome *ret_outcome, struct err *err);

#endif
