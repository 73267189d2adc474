/*
 * A paper with its stamp: a small picture and a line of text in the lower margin of the last page. The same paper and stamp give the
 * same bytes. Called in a worker.
 */
#ifndef DRAFT_DOCX_STAMP_H
#define DRAFT_DOCX_STAMP_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct err;

struct docx_stamp {
    const char *picture; /* PNG, square */
    size_t len;
    const char *words;   /* beside it */
    const char *about;   /* for whoever cannot see the picture */
};

/* Appends the stamped file; ret_content: the hash over its parts (docx.h). False with err for what is no Word file, or one without text. */
bool docx_stamp(struct arena *arena, const char *bytes, size_t len, const struct docx_stamp *stamp, struct buffer *out, const char **ret_content, struct err *err);

#endif
