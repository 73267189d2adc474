/*
 * A file of records and the type it holds: by the file's name, as people and their programs make it, else by its columns.
 */
#ifndef IMPORT_IMPORT_FILE_H
#define IMPORT_IMPORT_FILE_H

#include "base/file.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct package;
struct problems;
struct sheet;

struct import_file {
    const char *type; /* record type's name; NULL: import_file_find tells */
    struct file file; /* path: as the person named it, for messages and as source */
    const struct sheet *sheet; /* what was read of it; NULL: nothing could be, which is a problem */
};

/* Reads the sheet in this process: a package's own file. What came from outside is parsed in a worker (parse/). */
void import_file_read(const struct package *package, struct import_file *file, struct arena *arena, struct problems *problems);

/*
 * "tip.csv", "tip (1).csv", "tip - Copy.xlsx" → tip, or what a form says of itself. A file whose type is given keeps it. One that
 * comes alone under another name: the one type whose columns its head line has, with a warning that says so. Adds a problem
 * where nothing tells the type; how many were found: they stand in front.
 */
size_t import_file_find(const struct package *package, struct import_file *files, size_t count, struct arena *arena,
                        struct problems *problems);

#endif
