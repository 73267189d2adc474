/*
 * Whole files: read with a limit, written so that a crash leaves the old or the new one, never half
 * (temporary name, fsync, rename, fsync of the folder). Not for the database.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;

struct file {
    const char *path; /* as the reader of the list knows it: relative to the folder */
    const char *bytes; /* NULL in a list of changes alone (described/described_change.h): the file goes away */
    size_t len;
};

struct file_list {
    struct file *items;
    size_t len;
};

/* The bytes are followed by a 0 that is not counted. Refuses what is larger than max, and no regular file. */
bool file_read(struct arena *arena, const char *path, size_t max, struct file *ret_file, struct err *err);
/* All regular files below a folder, sorted by path; names that start with a dot are left out, and litter (litter.h), which is told:
 * of *ret_litter there are the paths alone. Refuses symbolic links, more than 1,000 files, more than max bytes in all. */
bool file_read_folder(struct arena *arena, const char *folder, size_t max, struct file_list *ret_files,
                      struct file_list *ret_litter, struct err *err);
bool file_write(const char *path, const void *bytes, size_t len, struct err *err);

const struct file *file_find(const struct file_list *files, const char *path); /* NULL when absent */

#endif
