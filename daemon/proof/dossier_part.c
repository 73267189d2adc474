#include "proof/dossier_part.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/value.h"

void dossier_add(struct dossier *dossier, const char *name, const char *bytes, size_t len)
{
    struct archive *archive = &dossier->archive;
    if (archive->len == dossier->size) {
        dossier->size = dossier->size ? 2 * dossier->size : 64;
        archive->items = arena_grow(dossier->arena, archive->items, archive->len * sizeof *archive->items, dossier->size * sizeof *archive->items);
    }
    archive->items[archive->len++] = (struct archive_entry){.name = name, .bytes = bytes, .len = len};
}

void dossier_add_value(struct dossier *dossier, const char *name, const struct value *value)
{
    struct buffer text = {0};
    json_write_canonical(&text, value);
    size_t len = text.len;
    dossier_add(dossier, name, buffer_take(&text, dossier->arena), len);
}
