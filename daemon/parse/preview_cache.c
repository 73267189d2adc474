#include "parse/preview_cache.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/memory.h"
#include "parse/parse_preview.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_LETTERS = 64 };

struct kept {
    char key[KEY_LETTERS + 1]; /* "": free */
    char *pdf;
    size_t len;
    uint64_t asked; /* the newest has the greatest */
};

struct preview_cache {
    pthread_mutex_t mutex;
    struct kept papers[PREVIEW_CACHE_PAPERS];
    size_t bytes;
    uint64_t asked;
};

struct preview_cache *preview_cache_create(void)
{
    struct preview_cache *cache = calloc(1, sizeof *cache);
    if (!cache)
        memory_out();
    pthread_mutex_init(&cache->mutex, NULL);
    return cache;
}

static void drop(struct preview_cache *cache, struct kept *kept)
{
    cache->bytes -= kept->len;
    free(kept->pdf);
    *kept = (struct kept){0};
}

void preview_cache_destroy(struct preview_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < PREVIEW_CACHE_PAPERS; i++)
        drop(cache, &cache->papers[i]);
    pthread_mutex_destroy(&cache->mutex);
    free(cache);
}

/* Of all that the PDF is drawn from. */
static const char *key_of(struct arena *arena, const struct preview_paper *paper)
{
    const char *about = arena_printf(arena, "%s %d %s", digest_bytes(arena, paper->bytes, paper->len), paper->issued, paper->title);
    return digest_bytes(arena, about, strlen(about));
}

static struct kept *find(struct preview_cache *cache, const char *key)
{
    for (size_t i = 0; i < PREVIEW_CACHE_PAPERS; i++)
        if (strcmp(cache->papers[i].key, key) == 0)
            return &cache->papers[i];
    return NULL;
}

/* A free place; else what was asked for longest ago. */
static struct kept *oldest(struct preview_cache *cache)
{
    struct kept *place = &cache->papers[0];
    for (size_t i = 1; i < PREVIEW_CACHE_PAPERS; i++)
        if (cache->papers[i].asked < place->asked)
            place = &cache->papers[i];
    return place;
}

bool preview_cache_find(struct preview_cache *cache, struct arena *arena, struct preview_paper *paper)
{
    if (!cache)
        return false;
    const char *key = key_of(arena, paper);
    pthread_mutex_lock(&cache->mutex);
    struct kept *kept = find(cache, key);
    if (kept) {
        kept->asked = ++cache->asked;
        char *pdf = arena_alloc(arena, kept->len);
        memcpy(pdf, kept->pdf, kept->len);
        paper->pdf = pdf;
        paper->pdf_len = kept->len;
    }
    pthread_mutex_unlock(&cache->mutex);
    return kept;
}

static void make_room(struct preview_cache *cache, size_t len)
{
    while (cache->bytes + len > PREVIEW_CACHE_BYTES) {
        struct kept *last = NULL;
        for (size_t i = 0; i < PREVIEW_CACHE_PAPERS; i++)
            if (cache->papers[i].pdf && (!last || cache->papers[i].asked < last->asked))
                last = &cache->papers[i];
        drop(cache, last);
    }
}

void preview_cache_keep(struct preview_cache *cache, const struct preview_paper *paper)
{
    if (!cache || !paper->pdf || paper->pdf_len > PREVIEW_CACHE_BYTES / 4)
        return;
    struct arena *scratch = arena_create();
    const char *key = key_of(scratch, paper);
    char *pdf = malloc(paper->pdf_len);
    if (!pdf)
        memory_out();
    memcpy(pdf, paper->pdf, paper->pdf_len);
    pthread_mutex_lock(&cache->mutex);
    struct kept *place = find(cache, key);
    make_room(cache, paper->pdf_len);
    place = place && place->pdf ? place : oldest(cache);
    drop(cache, place);
    *place = (struct kept){.pdf = pdf, .len = paper->pdf_len, .asked = ++cache->asked};
    memcpy(place->key, key, KEY_LETTERS);
    cache->bytes += paper->pdf_len;
    pthread_mutex_unlock(&cache->mutex);
    arena_destroy(scratch);
}
