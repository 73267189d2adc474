/*
 * A file that came from outside, cleaned by a locked-down worker of a program of its own (cleaner/): this process decodes nothing of
 * it, and takes what the worker sends only in the agreed shape and size.
 */
#ifndef ATTACHMENT_ATTACHMENT_CLEAN_H
#define ATTACHMENT_ATTACHMENT_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct file;
struct problems;
struct value;
struct worker_settings;

struct attachment_clean {
    const char *name;         /* of the person's file, without folders */
    const char *media;        /* media_name; NULL: refused, a problem says why */
    const char *bytes;
    size_t len;
    const struct value *facts; /* {width, height, pages, removed, signed} */
};

/* For the files of one call, and for one of them: the writer waits. A real file takes some tens of milliseconds. */
enum { ATTACHMENT_CLEAN_MS = 20000, ATTACHMENT_CLEAN_ONE_MS = 10000 };

/* All files of a call, `most_ms` together. What is wrong with a file, and how the worker ended where the file ended it, are problems of
 * the file; behind one that ended a worker no other is looked at. ret_cleans: as many as there are files. False with err when no worker
 * could be had or the call was cancelled. Blocks. */
bool attachment_clean_all(const struct worker_settings *settings, const struct file *files, size_t count, int most_ms, struct arena *arena,
                          struct problems *problems, struct attachment_clean *ret_cleans, struct err *err);

#endif
