/*
 * From a text to a pointer, fast: keys of rows, ids of units and members. Texts are borrowed and must live as
 * long as the index; its memory is the arena's. Nothing is ever taken out. A zeroed index is an empty one.
 */
#ifndef BASE_TEXT_INDEX_H
#define BASE_TEXT_INDEX_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct value;

struct text_slot {
    const char *text; /* NULL = free */
    uint64_t hash;
    void *item;
};

struct text_index {
    struct text_slot *slots; /* a power of two of them, at most three quarters taken */
    size_t size, len;
};

/* The place of the text's item, made (NULL in it) when there is none; good until the next call. */
void **text_index_place(struct text_index *index, struct arena *arena, const char *text);
/* Appends to the list that is the text's item, made when there is none: items by what they have in common, in their order. */
void text_index_add(struct text_index *index, struct arena *arena, const char *text, const struct value *item);
void *text_index_find(const struct text_index *index, const char *text); /* NULL when absent */

#endif
