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

struct import_file {
    const char *type; /* record type's name */
    struct file file; /* path: as the person named it, for messages and as source */
};

/*
 * "tip.csv", "tip (1).csv", "tip - Copy.csv" → tip. A file that comes alone under another name: the one type whose columns its
 * head line has, with a warning that says so. Adds a problem where nothing tells the type.
 */
bool import_file_find(const struct package *package, struct file_list files, struct arena *arena, struct problems *problems,
                      struct import_file **ret_files, size_t *ret_count);

#endif
