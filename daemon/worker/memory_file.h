/* Bytes as a descriptor that a worker can be handed: a file in memory that nobody can change or lengthen any more. */
#ifndef WORKER_MEMORY_FILE_H
#define WORKER_MEMORY_FILE_H

#include <stddef.h>

struct err;

/* -1 with err when there is none. */
int memory_file(const void *bytes, size_t len, struct err *err);

#endif
