/*
 * Non-blocking pipes and sockets to another process, read as poll says: bounded, for what writes to them is not ours.
 * A descriptor of -1 is closed; reading from it gives nothing.
 */
#ifndef BASE_PIPE_H
#define BASE_PIPE_H

#include <stddef.h>

struct arena;
struct buffer;

/* Closes *fd and sets it to -1. */
void pipe_close(int *fd);
/* Adds what is there, until the buffer holds `most` bytes; closes *fd when the other side did. */
void pipe_read(int *fd, struct buffer *buffer, size_t most);
/* Reads at most `keep` bytes a call and keeps the last `keep` bytes of all: nobody shall fill our memory, nor keep us
 * listening. */
void pipe_read_tail(int *fd, struct buffer *buffer, size_t keep);
/* The last line of what was read, with '?' for what a terminal would obey and, when it is not UTF-8, for what is not
 * ASCII. */
char *pipe_last_line(struct arena *arena, const struct buffer *buffer);

#endif
