/* What disk.c (the VFS) tells disk_power.c (the memory of what happened). */
#ifndef FAULT_DISK_INSIDE_H
#define FAULT_DISK_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The number of the file that this path names now, a new one when it names none; -1: it is not watched. */
int power_open(const char *path);
void power_write(int file, const void *bytes, size_t len, int64_t at);
void power_truncate(int file, int64_t size);
/* with_folder: the folder's entries are synced too. */
void power_sync(int file, bool with_folder);
void power_delete(const char *path, bool with_folder);

#endif
