/*
 * Papers that were drawn as PDF, kept for whoever looks at them again: by what they were drawn from (the bytes of the .docx, title, mark), of which the PDF is
 * a pure function. Gone with the daemon, and so with the renderer's version. From any thread.
 */
#ifndef PARSE_PREVIEW_CACHE_H
#define PARSE_PREVIEW_CACHE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct byte_cache;
struct preview_paper;

enum { PREVIEW_CACHE_BYTES = 16 << 20, PREVIEW_CACHE_PAPERS = 64 };

/* Fills in what was drawn, copied into the arena; false when it is not there. */
bool preview_cache_find(struct byte_cache *cache, struct arena *arena, struct preview_paper *paper);
void preview_cache_keep(struct byte_cache *cache, const struct preview_paper *paper);

#endif
