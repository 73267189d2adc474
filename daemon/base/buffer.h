/*
 * Bytes that grow at the end: a document, an answer, a statement being put together. The bytes are
 * always followed by a 0 that is not counted. A zeroed struct buffer is an empty one. Its bytes, first
 * taken in an attempt (memory.h), are freed when that fails.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>

struct arena;

struct buffer {
    char *bytes; /* NULL while empty; buffer_text gives "" then */
    size_t len, size;
};

void buffer_finish(struct buffer *buffer);
void buffer_let_go(struct buffer *buffer); /* its bytes outlive the attempt, or go to another thread */
void buffer_add(struct buffer *buffer, const void *bytes, size_t len);
void buffer_puts(struct buffer *buffer, const char *text);
void buffer_putc(struct buffer *buffer, char c);
void buffer_printf(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *buffer_text(const struct buffer *buffer);
/* The text moved into the arena; the buffer is empty afterwards. */
char *buffer_take(struct buffer *buffer, struct arena *arena);
char *buffer_take_some(struct buffer *buffer, struct arena *arena); /* NULL when there is none */

#endif
