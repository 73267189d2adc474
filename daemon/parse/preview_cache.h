/*
 * Papers that were drawn as PDF, kept for whoever looks at them again: by what they were drawn from (the bytes of the .docx, title, mark), of which the PDF is
 * a pure function, so that nothing in it goes stale. In memory, at most PREVIEW_CACHE_BYTES; what was asked for longest ago goes first; gone with the daemon, and so
 * with the renderer's version. From any thread.
 */
#ifndef PARSE_PREVIEW_CACHE_H
#define PARSE_PREVIEW_CACHE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct preview_cache;
struct preview_paper;

enum { PREVIEW_CACHE_BYTES = 16 << 20, PREVIEW_CACHE_PAPERS = 64 };

struct preview_cache *preview_cache_create(void);
void preview_cache_destroy(struct preview_cache *cache);
/* Fills in what was drawn, copied into the arena; false when it is not there. A cache NULL holds nothing. */
bool preview_cache_find(struct preview_cache *cache, struct arena *arena, struct preview_paper *paper);
/* Keeps a copy of what was drawn; one that is larger than a quarter of the bytes is not kept. */
void preview_cache_keep(struct preview_cache *cache, const struct preview_paper *paper);

#endif
