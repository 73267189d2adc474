/*
 * What a reader sees in a Word file that the house wrote: its paragraphs and tables as values, for a page or a screen reader. No
 * layout, no fonts, no pictures; heads and feet of pages are left out. Not for files from outside: whoever has those parses them
 * in a worker.
 */
#ifndef DRAFT_DOCX_TEXT_H
#define DRAFT_DOCX_TEXT_H

#include <stddef.h>

struct arena;
struct err;
struct value;

/* In the order of the text: {text (with the number that Word writes before it), align (left, center, right, both),
 * strong (all of it is bold)} of a paragraph, which may be empty;
 * {rows: [[[paragraph…], …cells]…], ruled (has lines)} of a table. NULL with err when it is no such file. */
struct value *docx_text(struct arena *arena, const char *bytes, size_t len, struct err *err);

#endif
