#include "base/value.h"

#include "base/arena.h"
#include "base/memory.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pair {
    const char *key; /* NULL in a list */
    const struct value *item;
};

struct many {
    struct arena *arena;
    struct pair *pairs;
    size_t len, size;
    uint32_t *index; /* hash table of positions + 1, only for maps that grew past SMALL */
    size_t slots; /* a power of two */
};

struct value {
    enum value_type type;
    union {
        bool boolean;
        int64_t integer;
        double real;
        struct {
            const char *bytes;
            size_t len;
        } text;
        struct many *many;
    };
};

enum { SMALL = 12, FIRST_SLOTS = 64, MORE = 4 /* that something is copied for */ };

static struct value *make(struct arena *arena, enum value_type type)
{
    struct value *value = arena_alloc(arena, sizeof *value);
    value->type = type;
    return value;
}

struct value *value_null(struct arena *arena)
{
    return make(arena, VALUE_NULL);
}

struct value *value_bool(struct arena *arena, bool boolean)
{
    struct value *value = make(arena, VALUE_BOOL);
    value->boolean = boolean;
    return value;
}

struct value *value_int(struct arena *arena, int64_t integer)
{
    struct value *value = make(arena, VALUE_INT);
    value->integer = integer;
    return value;
}

struct value *value_real(struct arena *arena, double real)
{
    struct value *value = make(arena, VALUE_REAL);
    value->real = real;
    return value;
}

struct value *value_text_kept(struct arena *arena, const char *text, size_t len)
{
    struct value *value = make(arena, VALUE_TEXT);
    value->text.bytes = text;
    value->text.len = len;
    return value;
}

struct value *value_text_len(struct arena *arena, const char *text, size_t len)
{
    return value_text_kept(arena, arena_strndup(arena, text, len), len);
}

struct value *value_text(struct arena *arena, const char *text)
{
    return text ? value_text_len(arena, text, strlen(text)) : value_null(arena);
}

struct value *value_printf(struct arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0)
        memory_out();
    va_end(args);
    struct value *value = value_text(arena, text);
    free(text);
    return value;
}

static struct value *make_many(struct arena *arena, enum value_type type)
{
    struct value *value = make(arena, type);
    value->many = arena_alloc(arena, sizeof *value->many);
    value->many->arena = arena;
    return value;
}

struct value *value_map_sized(struct arena *arena, size_t size)
{
    struct value *map = make_many(arena, VALUE_MAP);
    map->many->pairs = arena_alloc(arena, size * sizeof(struct pair));
    map->many->size = size;
    return map;
}

struct value *value_list(struct arena *arena)
{
    return make_many(arena, VALUE_LIST);
}

struct value *value_map(struct arena *arena)
{
    return make_many(arena, VALUE_MAP);
}

static struct pair *push(struct value *many)
{
    if (many->many->len == many->many->size) {
        size_t size = many->many->size ? 2 * many->many->size : 4;
        many->many->pairs = arena_grow(many->many->arena, many->many->pairs,
                                      many->many->len * sizeof(struct pair), size * sizeof(struct pair));
        many->many->size = size;
    }
    return &many->many->pairs[many->many->len++];
}

void value_append(struct value *list, const struct value *item)
{
    assert(list->type == VALUE_LIST);
    push(list)->item = item;
}

/* FNV-1a: short keys of our own or of files whose size is limited. */
static uint64_t hash(const char *key)
{
    uint64_t sum = 14695981039346656037u;
    for (; *key; key++)
        sum = (sum ^ (unsigned char)*key) * 1099511628211u;
    return sum;
}

/* The slot that holds the key, or the empty one where it belongs. */
static uint32_t *slot_of(const struct value *map, const char *key)
{
    size_t last = map->many->slots - 1, slot = hash(key) & last;
    while (map->many->index[slot] && strcmp(map->many->pairs[map->many->index[slot] - 1].key, key) != 0)
        slot = (slot + 1) & last;
    return &map->many->index[slot];
}

static void index_keys(struct value *map)
{
    if (map->many->len <= SMALL || map->many->len * 2 <= map->many->slots)
        return;
    for (map->many->slots = FIRST_SLOTS; map->many->slots < 4 * map->many->len;)
        map->many->slots *= 2;
    map->many->index = arena_alloc(map->many->arena, map->many->slots * sizeof(uint32_t));
    for (size_t i = 0; i < map->many->len; i++)
        *slot_of(map, map->many->pairs[i].key) = (uint32_t)i + 1;
}

static struct pair *find(const struct value *map, const char *key)
{
    if (map->many->index) {
        uint32_t position = *slot_of(map, key);
        return position ? &map->many->pairs[position - 1] : NULL;
    }
    for (size_t i = 0; i < map->many->len; i++) {
        const char *known = map->many->pairs[i].key;
        if (known == key || (*known == *key && strcmp(known, key) == 0))
            return &map->many->pairs[i];
    }
    return NULL;
}

static void set(struct value *map, const char *key, const struct value *item, bool kept)
{
    assert(map->type == VALUE_MAP);
    struct pair *pair = find(map, key);
    if (pair) {
        pair->item = item;
        return;
    }
    pair = push(map);
    pair->key = kept ? key : arena_strdup(map->many->arena, key);
    pair->item = item;
    if (map->many->index)
        *slot_of(map, pair->key) = (uint32_t)map->many->len;
    index_keys(map);
}

void value_set(struct value *map, const char *key, const struct value *item)
{
    set(map, key, item, false);
}

void value_set_kept(struct value *map, const char *key, const struct value *item)
{
    set(map, key, item, true);
}

void value_set_text(struct value *map, const char *key, const char *text)
{
    value_set(map, key, value_text(map->many->arena, text));
}

void value_set_int(struct value *map, const char *key, int64_t integer)
{
    value_set(map, key, value_int(map->many->arena, integer));
}

void value_set_bool(struct value *map, const char *key, bool boolean)
{
    value_set(map, key, value_bool(map->many->arena, boolean));
}

void value_take(struct value *map, const struct value *from, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct value *item = value_get(from, keys[i]);
        value_set_kept(map, keys[i], item ? item : value_null(map->many->arena));
    }
}

void value_take_some(struct value *map, const struct value *from, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct value *item = value_get(from, keys[i]);
        if (item)
            value_set_kept(map, keys[i], item);
    }
}

enum value_type value_type(const struct value *value)
{
    return value ? value->type : VALUE_NULL;
}

bool value_is_null(const struct value *value)
{
    return value_type(value) == VALUE_NULL;
}

bool value_as_bool(const struct value *value)
{
    assert(value_type(value) == VALUE_BOOL);
    return value->boolean;
}

int64_t value_as_int(const struct value *value)
{
    assert(value_type(value) == VALUE_INT);
    return value->integer;
}

double value_as_real(const struct value *value)
{
    if (value_type(value) == VALUE_INT)
        return (double)value->integer;
    assert(value_type(value) == VALUE_REAL);
    return value->real;
}

const char *value_as_text(const struct value *value)
{
    assert(value_type(value) == VALUE_TEXT);
    return value->text.bytes;
}

size_t value_text_size(const struct value *value)
{
    assert(value_type(value) == VALUE_TEXT);
    return value->text.len;
}

size_t value_len(const struct value *container)
{
    enum value_type type = value_type(container);
    return type == VALUE_LIST || type == VALUE_MAP ? container->many->len : 0;
}

const struct value *value_at(const struct value *list, size_t index)
{
    assert(value_type(list) == VALUE_LIST && index < list->many->len);
    return list->many->pairs[index].item;
}

bool value_has_text(const struct value *list, const char *text)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (strcmp(value_as_text(value_at(list, i)), text) == 0)
            return true;
    return false;
}

const char *value_key(const struct value *map, size_t index)
{
    assert(value_type(map) == VALUE_MAP && index < map->many->len);
    return map->many->pairs[index].key;
}

const struct value *value_item(const struct value *map, size_t index)
{
    assert(value_type(map) == VALUE_MAP && index < map->many->len);
    return map->many->pairs[index].item;
}

const struct value *value_get(const struct value *map, const char *key)
{
    if (value_type(map) != VALUE_MAP)
        return NULL;
    struct pair *pair = find(map, key);
    return pair ? pair->item : NULL;
}

const char *value_get_text(const struct value *map, const char *key, const char *fallback)
{
    const struct value *item = value_get(map, key);
    return value_type(item) == VALUE_TEXT ? item->text.bytes : fallback;
}

int64_t value_get_int(const struct value *map, const char *key, int64_t fallback)
{
    const struct value *item = value_get(map, key);
    return value_type(item) == VALUE_INT ? item->integer : fallback;
}

bool value_get_bool(const struct value *map, const char *key, bool fallback)
{
    const struct value *item = value_get(map, key);
    return value_type(item) == VALUE_BOOL ? item->boolean : fallback;
}

static bool equal_many(const struct value *a, const struct value *b)
{
    if (a->many->len != b->many->len)
        return false;
    for (size_t i = 0; i < a->many->len; i++) {
        const struct pair *pair = &a->many->pairs[i];
        const struct value *other = pair->key ? value_get(b, pair->key) : b->many->pairs[i].item;
        if ((pair->key && !other) || !value_equal(pair->item, other))
            return false;
    }
    return true;
}

bool value_equal(const struct value *a, const struct value *b)
{
    if (value_type(a) != value_type(b))
        return false;
    switch (value_type(a)) {
    case VALUE_NULL:
        return true;
    case VALUE_BOOL:
        return a->boolean == b->boolean;
    case VALUE_INT:
        return a->integer == b->integer;
    case VALUE_REAL:
        return a->real == b->real;
    case VALUE_TEXT:
        return a->text.len == b->text.len && memcmp(a->text.bytes, b->text.bytes, a->text.len) == 0;
    case VALUE_LIST:
    case VALUE_MAP:
        return equal_many(a, b);
    }
    return false;
}

static void copy_index(struct many *copy, const struct many *from)
{
    if (!from->index)
        return;
    copy->slots = from->slots;
    copy->index = arena_grow(copy->arena, from->index, from->slots * sizeof(uint32_t), from->slots * sizeof(uint32_t));
}

/* A map has each key once and in the same place, so none is looked up. */
static struct value *copy_many(struct arena *arena, const struct value *value)
{
    const struct many *from = value->many;
    struct value *copy = make_many(arena, value->type);
    copy->many->len = from->len;
    copy->many->size = from->len + MORE;
    copy->many->pairs = arena_grow(arena, from->pairs, from->len * sizeof(struct pair), copy->many->size * sizeof(struct pair));
    for (size_t i = 0; i < from->len && from->arena != arena; i++)
        copy->many->pairs[i] = (struct pair){arena_strdup(arena, from->pairs[i].key), value_copy(arena, from->pairs[i].item)};
    copy_index(copy->many, from);
    return copy;
}

void value_set_item(struct value *map, size_t index, const struct value *item)
{
    assert(map->type == VALUE_MAP && index < map->many->len);
    map->many->pairs[index].item = item;
}

struct value *value_copy(struct arena *arena, const struct value *value)
{
    enum value_type type = value_type(value);
    if (type == VALUE_TEXT)
        return value_text_len(arena, value->text.bytes, value->text.len);
    if (type == VALUE_LIST || type == VALUE_MAP)
        return copy_many(arena, value);
    struct value *copy = make(arena, type);
    if (value)
        *copy = *value;
    return copy;
}
