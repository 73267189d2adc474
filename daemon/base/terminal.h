/*
 * What thiduactl, and thiduad at an editor's desk, write where a person may look at it. What came from elsewhere, an answer or a file's name, is shown: nothing of it
 * moves a cursor, colours or turns a line (text_put_shown). What goes to a file or a program is written as it is.
 */
#ifndef BASE_TERMINAL_H
#define BASE_TERMINAL_H

#include <stddef.h>
#include <stdio.h>

struct buffer;

/* Both empty the buffer. */
void terminal_show(FILE *stream, struct buffer *buffer);
void terminal_write(FILE *stream, struct buffer *buffer);
void terminal_show_bytes(FILE *stream, const char *bytes, size_t len);
/* The same of a text made for it. */
void terminal_print(FILE *stream, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
