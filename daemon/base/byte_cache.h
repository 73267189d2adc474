/*
 * Bytes that were made once, kept for whoever asks for them again: by a key that says all they were made of, so that nothing in it goes stale. In
 * memory, within bounds; what was asked for longest ago goes first. From any thread.
 */
#ifndef BASE_BYTE_CACHE_H
#define BASE_BYTE_CACHE_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct byte_cache;

enum { BYTE_CACHE_KEY = 64 }; /* letters of a key, at most */

/* bytes: of all that it holds together; places: how many it holds. */
struct byte_cache *byte_cache_create(size_t bytes, size_t places);
void byte_cache_destroy(struct byte_cache *cache);
/* Adds them to the buffer; false when they are not there. A cache NULL holds nothing. */
bool byte_cache_find(struct byte_cache *cache, const char *key, struct buffer *out);
/* Keeps a copy; what is empty, or larger than a quarter of all bytes, is not kept. */
void byte_cache_keep(struct byte_cache *cache, const char *key, const char *bytes, size_t len);

#endif
