/*
 * Takes the rows of a file into the batch of its type. Says all that can be said of a row alone (columns, types, choices, one key twice);
 * what needs the store is row_check.h.
 */
#ifndef IMPORT_BATCH_H
#define IMPORT_BATCH_H

#include <stddef.h>

struct batch;
struct import;
struct import_file;
struct import_row;

/* Adds a file's rows to its type's batch; how many there were. */
size_t batch_read(struct import *import, const struct import_file *file);

/* The state of a row that says none: what waits, or is confirmed where the person with these roles may confirm (contest.md §3). */
const char *batch_state_unsaid(unsigned roles);

/* Once what the row refers to is known: makes its key, settles a unit of the package and a row that stands twice. */
void batch_settle(struct import *import, struct batch *batch, struct import_row *row);

#endif
