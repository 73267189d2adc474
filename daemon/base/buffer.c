#include "base/buffer.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What lies before a buffer's bytes. */
struct piece {
    struct memory_held held; /* first */
    _Alignas(max_align_t) char bytes[];
};

static struct piece *piece_of(const struct buffer *buffer)
{
    return buffer->bytes ? (struct piece *)(buffer->bytes - offsetof(struct piece, bytes)) : NULL;
}

static void release(struct memory_held *held)
{
    free(held);
}

void buffer_let_go(struct buffer *buffer)
{
    if (buffer->bytes)
        memory_let_go(&piece_of(buffer)->held);
}

void buffer_finish(struct buffer *buffer)
{
    if (!buffer)
        return;
    buffer_let_go(buffer);
    free(piece_of(buffer));
    memset(buffer, 0, sizeof *buffer);
}

static void reserve(struct buffer *buffer, size_t more)
{
    if (more >= SIZE_MAX / 4 - buffer->len)
        memory_out();
    size_t need = buffer->len + more + 1;
    if (need <= buffer->size)
        return;
    size_t size = buffer->size ? buffer->size : 256;
    while (size < need)
        size *= 2;
    struct piece *old = piece_of(buffer), *piece = realloc(old, sizeof *piece + size);
    if (!piece)
        memory_out();
    if (old)
        memory_moved(&piece->held);
    else
        memory_hold(&piece->held, release);
    buffer->bytes = piece->bytes;
    buffer->size = size;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t len)
{
    reserve(buffer, len);
    if (len)
        memcpy(buffer->bytes + buffer->len, bytes, len);
    buffer->len += len;
    buffer->bytes[buffer->len] = '\0';
}

void buffer_puts(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_putc(struct buffer *buffer, char c)
{
    reserve(buffer, 1);
    buffer->bytes[buffer->len++] = c;
    buffer->bytes[buffer->len] = '\0';
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    size_t len = memory_printed(vsnprintf(NULL, 0, format, args), format);
    reserve(buffer, len);
    buffer->len += memory_printed(vsnprintf(buffer->bytes + buffer->len, len + 1, format, again), format);
    va_end(again);
    va_end(args);
}

const char *buffer_text(const struct buffer *buffer)
{
    return buffer->bytes ? buffer->bytes : "";
}

char *buffer_take(struct buffer *buffer, struct arena *arena)
{
    char *text = arena_strndup(arena, buffer->bytes, buffer->len);
    buffer_finish(buffer);
    return text;
}

char *buffer_take_some(struct buffer *buffer, struct arena *arena)
{
    bool some = buffer->len > 0;
    char *text = buffer_take(buffer, arena);
    return some ? text : NULL;
}
