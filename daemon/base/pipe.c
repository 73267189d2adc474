#include "base/pipe.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

void pipe_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void pipe_read(int *fd, struct buffer *buffer, size_t most)
{
    char piece[16384];
    while (*fd >= 0 && buffer->len < most) {
        size_t room = most - buffer->len < sizeof piece ? most - buffer->len : sizeof piece;
        ssize_t count = read(*fd, piece, room);
        if (count > 0)
            buffer_add(buffer, piece, (size_t)count);
        else if (count < 0 && errno == EAGAIN)
            return;
        else if (count == 0 || errno != EINTR)
            pipe_close(fd);
    }
}

void pipe_read_tail(int *fd, struct buffer *buffer, size_t keep)
{
    pipe_read(fd, buffer, buffer->len + keep);
    if (buffer->len > keep) {
        memmove(buffer->bytes, buffer->bytes + buffer->len - keep, keep + 1); /* with its closing 0 */
        buffer->len = keep;
    }
}

char *pipe_last_line(struct arena *arena, const struct buffer *buffer)
{
    const char *text = buffer_text(buffer);
    size_t end = strlen(text);
    while (end > 0 && text[end - 1] == '\n')
        end--;
    size_t start = end;
    while (start > 0 && text[start - 1] != '\n')
        start--;
    char *line = arena_strndup(arena, text + start, end - start);
    bool utf8 = text_is_utf8(line, strlen(line));
    for (char *c = line; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f || (!utf8 && (unsigned char)*c >= 0x80))
            *c = '?';
    return line;
}
