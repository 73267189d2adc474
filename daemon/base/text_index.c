#include "base/text_index.h"

#include "base/arena.h"
#include "base/value.h"

#include <string.h>

/* FNV-1a, 64 bits (draft-eastlake-fnv). */
static uint64_t hash_of(const char *text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    return hash ^ hash >> 32;
}

static struct text_slot *slot_of(const struct text_index *index, const char *text, uint64_t hash)
{
    size_t mask = index->size - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct text_slot *slot = &index->slots[i];
        if (!slot->text || (slot->hash == hash && strcmp(slot->text, text) == 0))
            return slot;
    }
}

static void grow(struct text_index *index, struct arena *arena)
{
    struct text_index larger = {.size = index->size ? 4 * index->size : 64, .len = index->len};
    larger.slots = arena_alloc(arena, larger.size * sizeof *larger.slots);
    for (size_t i = 0; i < index->size; i++)
        if (index->slots[i].text)
            *slot_of(&larger, index->slots[i].text, index->slots[i].hash) = index->slots[i];
    *index = larger;
}

void **text_index_place(struct text_index *index, struct arena *arena, const char *text)
{
    if (4 * (index->len + 1) > 3 * index->size)
        grow(index, arena);
    uint64_t hash = hash_of(text);
    struct text_slot *slot = slot_of(index, text, hash);
    if (!slot->text) {
        *slot = (struct text_slot){.text = text, .hash = hash};
        index->len++;
    }
    return &slot->item;
}

void text_index_add(struct text_index *index, struct arena *arena, const char *text, const struct value *item)
{
    void **place = text_index_place(index, arena, text);
    if (!*place)
        *place = value_list(arena);
    value_append(*place, item);
}

void *text_index_find(const struct text_index *index, const char *text)
{
    return index->size ? slot_of(index, text, hash_of(text))->item : NULL;
}
