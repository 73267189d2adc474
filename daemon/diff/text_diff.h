/*
 * What differs between two texts, line by line, in the form that people know from diff -u: hunks with three lines
 * around them. For files of some thousand lines; two that have almost nothing in common are shown as replaced whole.
 */
#ifndef DIFF_TEXT_DIFF_H
#define DIFF_TEXT_DIFF_H

#include <stddef.h>

struct arena;

/* "" when both are equal. No heading: the caller knows the names. */
char *text_diff_lines(struct arena *arena, const char *from, size_t from_len, const char *to, size_t to_len);

#endif
