#include "base/arena.h"

#include "base/err.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A block is zeroed when it is made: the first is small, for an arena of a moment holds little. */
enum { BLOCK = 16 * 1024, BLOCK_FIRST = 1024, ALIGN = _Alignof(max_align_t) };

struct block {
    struct block *next;
    size_t used, size;
    _Alignas(max_align_t) char bytes[];
};

struct arena {
    struct memory_held held; /* first */
    struct block *top;
    struct arena *kept, *next; /* the first that is kept; the next one beside this */
};

static void release(struct memory_held *held)
{
    arena_destroy((struct arena *)held);
}

struct arena *arena_create(void)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        memory_out();
    memory_hold(&arena->held, release);
    return arena;
}

struct arena *arena_let_go(struct arena *arena)
{
    memory_let_go(&arena->held);
    return arena;
}

void arena_destroy(struct arena *arena)
{
    if (!arena)
        return;
    memory_let_go(&arena->held);
    for (struct block *block = arena->top, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    for (struct arena *kept = arena->kept, *next; kept; kept = next) {
        next = kept->next;
        arena_destroy(kept);
    }
    free(arena);
}

void arena_keep(struct arena *arena, struct arena *made)
{
    memory_let_go(&made->held);
    made->next = arena->kept;
    arena->kept = made;
}

static struct block *block_create(size_t size)
{
    struct block *block = calloc(1, sizeof *block + size); /* pages fresh from the kernel are not zeroed twice */
    if (!block)
        memory_out();
    block->size = size;
    return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        memory_out();
    size = size ? (size + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
    struct block *top = arena->top;
    if (!top || top->size - top->used < size) {
        /* A large thing gets a block of its own behind the top one, which goes on being filled. */
        struct block *fresh = block_create(size > BLOCK / 4 ? size : top || size > BLOCK_FIRST ? BLOCK : BLOCK_FIRST);
        if (top && size > BLOCK / 4) {
            fresh->next = top->next;
            top->next = fresh;
        } else {
            fresh->next = top;
            arena->top = fresh;
        }
        top = fresh;
    }
    void *place = top->bytes + top->used;
    top->used += size;
    return place;
}

void *arena_grow(struct arena *arena, const void *old, size_t old_size, size_t size)
{
    void *place = arena_alloc(arena, size);
    if (old_size)
        memcpy(place, old, old_size);
    return place;
}

char *arena_strndup(struct arena *arena, const char *text, size_t len)
{
    char *copy = arena_alloc(arena, len + 1);
    if (len)
        memcpy(copy, text, len);
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    size_t len = memory_printed(vsnprintf(NULL, 0, format, again), format);
    va_end(again);
    char *text = arena_alloc(arena, len + 1);
    va_copy(again, args);
    memory_printed(vsnprintf(text, len + 1, format, again), format);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}
