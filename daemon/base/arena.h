/*
 * Memory for one turn: a request, a run, one file being read. Everything taken from an arena lives
 * exactly as long as the arena and is freed with it; nothing is freed singly. Not for things that live
 * as long as the daemon and grow. Made in an attempt (memory.h), it is freed when that fails.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_create(void);
void arena_destroy(struct arena *arena);
/* It outlives the attempt in which it was made, or goes to another thread. Gives the arena. */
struct arena *arena_let_go(struct arena *arena);

/* What was made apart is kept: it lives from now on as long as `arena`, which destroys it. */
void arena_keep(struct arena *arena, struct arena *made);

/* Zeroed memory, aligned for any type. A size of 0 gives a valid, distinct address. */
void *arena_alloc(struct arena *arena, size_t size);
/* An array that outgrew its place: a new place of `size` bytes holding the first `old_size`. */
void *arena_grow(struct arena *arena, const void *old, size_t old_size, size_t size);
char *arena_strdup(struct arena *arena, const char *text); /* NULL gives NULL */
char *arena_strndup(struct arena *arena, const char *text, size_t len);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args) __attribute__((format(printf, 2, 0))); /* args stay as they are */

#endif
