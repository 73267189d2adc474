#include "base/byte_cache.h"

#include "base/buffer.h"
#include "base/err.h"
#include "base/memory.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct place {
    char key[BYTE_CACHE_KEY + 1];
    char *bytes; /* NULL: free */
    size_t len;
    uint64_t asked; /* the newest has the greatest; a free one 0 */
};

struct byte_cache {
    pthread_mutex_t mutex;
    size_t most, held; /* bytes */
    uint64_t asked;
    size_t count;
    struct place places[];
};

struct byte_cache *byte_cache_create(size_t bytes, size_t places)
{
    struct byte_cache *cache = calloc(1, sizeof *cache + places * sizeof *cache->places);
    if (!cache)
        memory_out();
    pthread_mutex_init(&cache->mutex, NULL);
    cache->most = bytes;
    cache->count = places;
    return cache;
}

static void drop(struct byte_cache *cache, struct place *place)
{
    cache->held -= place->len;
    free(place->bytes);
    *place = (struct place){0};
}

void byte_cache_destroy(struct byte_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < cache->count; i++)
        drop(cache, &cache->places[i]);
    pthread_mutex_destroy(&cache->mutex);
    free(cache);
}

static struct place *find(struct byte_cache *cache, const char *key)
{
    for (size_t i = 0; i < cache->count; i++)
        if (cache->places[i].bytes && strcmp(cache->places[i].key, key) == 0)
            return &cache->places[i];
    return NULL;
}

/* A free place, else what was asked for longest ago. */
static struct place *oldest(struct byte_cache *cache)
{
    struct place *oldest = &cache->places[0];
    for (size_t i = 1; i < cache->count; i++)
        if (cache->places[i].asked < oldest->asked)
            oldest = &cache->places[i];
    return oldest;
}

static struct place *oldest_held(struct byte_cache *cache)
{
    struct place *oldest = NULL;
    for (size_t i = 0; i < cache->count; i++)
        if (cache->places[i].bytes && (!oldest || cache->places[i].asked < oldest->asked))
            oldest = &cache->places[i];
    return oldest;
}

struct finding {
    struct memory_held held; /* first */
    struct byte_cache *cache;
};

static void unlock(struct memory_held *held)
{
    pthread_mutex_unlock(&((struct finding *)held)->cache->mutex);
}

bool byte_cache_find(struct byte_cache *cache, const char *key, struct buffer *out)
{
    if (!cache)
        return false;
    struct finding finding = {.cache = cache};
    pthread_mutex_lock(&cache->mutex);
    memory_hold(&finding.held, unlock);
    struct place *place = find(cache, key);
    if (place) {
        place->asked = ++cache->asked;
        buffer_add(out, place->bytes, place->len);
    }
    memory_let_go(&finding.held);
    pthread_mutex_unlock(&cache->mutex);
    return place;
}

void byte_cache_keep(struct byte_cache *cache, const char *key, const char *bytes, size_t len)
{
    if (!cache || len == 0 || len > cache->most / 4)
        return;
    if (strlen(key) > BYTE_CACHE_KEY)
        die("byte cache: the key %s is longer than %d letters", key, BYTE_CACHE_KEY);
    char *copy = malloc(len);
    if (!copy)
        memory_out();
    memcpy(copy, bytes, len);
    pthread_mutex_lock(&cache->mutex);
    struct place *place = find(cache, key);
    if (place)
        drop(cache, place);
    while (cache->held + len > cache->most)
        drop(cache, oldest_held(cache));
    place = oldest(cache);
    drop(cache, place);
    *place = (struct place){.bytes = copy, .len = len, .asked = ++cache->asked};
    strcpy(place->key, key);
    cache->held += len;
    pthread_mutex_unlock(&cache->mutex);
}
