/*
 * What thiduactl writes where a person may look at it. What came from elsewhere, an answer or a file's name, is shown: nothing of it
 * moves a cursor, colours or turns a line (text_put_shown). What goes to a file or a program is written as it is.
 */
#ifndef CTL_TERMINAL_H
#define CTL_TERMINAL_H

#include <stddef.h>
#include <stdio.h>

struct buffer;

/* Both empty the buffer. */
void terminal_show(FILE *stream, struct buffer *buffer);
void terminal_write(FILE *stream, struct buffer *buffer);
void terminal_show_bytes(FILE *stream, const char *bytes, size_t len);

#endif
