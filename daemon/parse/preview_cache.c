#include "parse/preview_cache.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/byte_cache.h"
#include "base/digest.h"
#include "parse/parse_preview.h"

#include <string.h>

/* Of all that the PDF is drawn from. */
static const char *key_of(struct arena *arena, const struct preview_paper *paper)
{
    const char *about = arena_printf(arena, "%s %d %s", digest_bytes(arena, paper->bytes, paper->len), paper->issued, paper->title);
    return digest_bytes(arena, about, strlen(about));
}

bool preview_cache_find(struct byte_cache *cache, struct arena *arena, struct preview_paper *paper)
{
    struct buffer found = {0};
    if (!byte_cache_find(cache, key_of(arena, paper), &found))
        return false;
    paper->pdf_len = found.len;
    paper->pdf = buffer_take(&found, arena);
    return true;
}

void preview_cache_keep(struct byte_cache *cache, const struct preview_paper *paper)
{
    struct arena *scratch = arena_create();
    byte_cache_keep(cache, key_of(scratch, paper), paper->pdf, paper->pdf_len);
    arena_destroy(scratch);
}
