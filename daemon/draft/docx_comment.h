/*
 * A template given back to whoever edits it, with what is wrong with it as Word comments at the places: the file as it is, and nothing
 * of it filled. Word allows comments in the text alone, so what is wrong elsewhere (headers, properties) stands at the first paragraph.
 */
#ifndef DRAFT_DOCX_COMMENT_H
#define DRAFT_DOCX_COMMENT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct err;
struct problems;

/* Appends the copy. problems: as docx_compile gives them, line: the paragraph, column: the part. False with err for what is no Word file. */
bool docx_comment(struct arena *arena, const char *bytes, size_t len, const struct problems *problems, struct buffer *out, struct err *err);

#endif
