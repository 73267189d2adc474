/*
 * Takes the rows of a file into the batch of its type. Says all that can be said of a row alone (columns, types, choices, one key twice);
 * what needs the store is row_check.h.
 */
#ifndef IMPORT_BATCH_H
#define IMPORT_BATCH_H

#include <stddef.h>

struct import;
struct import_file;

/* Adds a file's rows to its type's batch; how many there were. */
size_t batch_read(struct import *import, const struct import_file *file);

#endif
