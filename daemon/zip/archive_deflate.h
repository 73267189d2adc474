/* Deflates an entry once, for archives that will hold it many times (deflated.h). */
#ifndef ZIP_ARCHIVE_DEFLATE_H
#define ZIP_ARCHIVE_DEFLATE_H

#include <stdbool.h>

struct archive_entry;
struct arena;
struct err;

/* Sets entry->deflated. An entry that deflating does not shorten (a picture) stays as it is. */
bool archive_deflate(struct arena *arena, struct archive_entry *entry, struct err *err);

#endif
