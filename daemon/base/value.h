/*
 * The one shape in which data crosses every border: rule ↔ C, JSON, command line, page, document,
 * plugin. A value is made in an arena and lives as long as it; containers keep the order in which
 * things were put. Not for bulk rows inside a room: those stay in columns of the store.
 */
#ifndef BASE_VALUE_H
#define BASE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum value_type { VALUE_NULL, VALUE_BOOL, VALUE_INT, VALUE_REAL, VALUE_TEXT, VALUE_LIST, VALUE_MAP };

struct value;

/* Makers. Texts are copied; a NULL text makes a null. */
struct value *value_null(struct arena *arena);
struct value *value_bool(struct arena *arena, bool boolean);
struct value *value_int(struct arena *arena, int64_t integer);
struct value *value_real(struct arena *arena, double real);
struct value *value_text(struct arena *arena, const char *text);
struct value *value_text_len(struct arena *arena, const char *text, size_t len);
struct value *value_text_kept(struct arena *arena, const char *text, size_t len); /* of a text that lives as long as the arena: it is not copied */
struct value *value_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct value *value_list(struct arena *arena);
struct value *value_map(struct arena *arena);
struct value *value_map_sized(struct arena *arena, size_t size); /* with room for so many keys, when that is known */

/* A container keeps the item itself, not a copy: item and container share an arena's lifetime. */
void value_append(struct value *list, const struct value *item);
void value_set(struct value *map, const char *key, const struct value *item); /* replaces an equal key */
/* The same with a key that lives as long as the map's arena: it is not copied. */
void value_set_kept(struct value *map, const char *key, const struct value *item);

/* Short forms of value_set for the common kinds. */
void value_set_text(struct value *map, const char *key, const char *text);
void value_set_int(struct value *map, const char *key, int64_t integer);
void value_set_bool(struct value *map, const char *key, bool boolean);
/* Sets what the other map (of an arena that lives as long; NULL has nothing) has under each of the keys, and null where it has none; the keys live as
 * long as value_set_kept asks. */
void value_take(struct value *map, const struct value *from, const char *const *keys, size_t count);
void value_take_some(struct value *map, const struct value *from, const char *const *keys, size_t count); /* only those that it has */

/* Readers. NULL is read as null. Asking a value for another type is a bug of the caller and asserts. */
enum value_type value_type(const struct value *value);
bool value_is_null(const struct value *value);
bool value_as_bool(const struct value *value);
int64_t value_as_int(const struct value *value);
double value_as_real(const struct value *value); /* an int is read as a real */
const char *value_as_text(const struct value *value);
size_t value_text_size(const struct value *value); /* bytes, without the closing 0 */

size_t value_len(const struct value *container); /* 0 for NULL and for what is no container */
const struct value *value_at(const struct value *list, size_t index);
bool value_has_text(const struct value *list, const char *text); /* a list of texts has this one; NULL has none */
const char *value_key(const struct value *map, size_t index);
const struct value *value_item(const struct value *map, size_t index);

/* NULL when the map is NULL or no map, or has no such key. */
const struct value *value_get(const struct value *map, const char *key);
/* The fallback when the key is absent or holds another type. */
const char *value_get_text(const struct value *map, const char *key, const char *fallback);
int64_t value_get_int(const struct value *map, const char *key, int64_t fallback);
bool value_get_bool(const struct value *map, const char *key, bool fallback);

/* Equal in type and content; maps regardless of order. */
bool value_equal(const struct value *a, const struct value *b);

/* Into another arena a deep copy; of a list or map of the same arena one that holds the same items, so that what is set or appended is its alone. */
struct value *value_copy(struct arena *arena, const struct value *value);
/* Another item for a key that is there, by its place. */
void value_set_item(struct value *map, size_t index, const struct value *item);

#endif
