/* A template filled: each part with text is rendered, mended where data left a hole, and all is packed. */
#include "draft/docx_template.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/problem.h"
#include "draft/docx_id.h"
#include "draft/docx_mend.h"
#include "draft/docx_note.h"
#include "draft/docx_place.h"
#include "draft/docx_properties.h"
#include "template/template.h"

#include <stdlib.h>
#include <string.h>

/* All that the data lack, said at once; each once, whatever loop it stands in. */
struct lacks {
    const struct docx_text *text;
    const char *part;
    struct buffer vi, en;
    int count;
    struct problems *each; /* NULL: not asked for */
};

enum { LACKS_MOST = 20 }; /* who has read these begins anew */

static bool add_lack(void *caller, int line, const struct err *failed)
{
    struct lacks *lacks = caller;
    const struct docx_lines *lines = &lacks->text->lines;
    const struct docx_place *place = line > 0 && line <= lines->len ? lines->items[line - 1] : NULL;
    struct err said = {0};
    err_set(&said, "%1$s%2$.0s", "%1$.0s%2$s", failed->vi, failed->en);
    if (place)
        err_prefix(&said, "%1$s%2$.0s", "%1$.0s%2$s", place->vi, place->en);
    const struct problem each = {.line = place ? place->paragraph : 0, .column = lacks->part, .vi = said.vi, .en = said.en};
    if (lacks->each)
        problem_put(lacks->each, &each);
    err_prefix(&said, "%s", "%s", lacks->part);
    if (!lacks->count || !strstr(buffer_text(&lacks->en), said.en)) {
        buffer_printf(&lacks->vi, "%s%s", lacks->count ? "; " : "", said.vi);
        buffer_printf(&lacks->en, "%s%s", lacks->count ? "; " : "", said.en);
        lacks->count++;
    }
    err_clear(&said);
    return lacks->count < LACKS_MOST;
}

struct filling {
    const struct docx_template *compiled;
    const struct value *data;
    int64_t written_at;
    struct arena *arena;
    struct docx_ids ids;
    struct lacks lacks;
};

static void finish_part(struct filling *filling, const struct docx_text *text, const struct buffer *rendered,
                        struct buffer *out)
{
    struct buffer copied = {0};
    switch (text->kind) {
    case DOCX_TEXT_NOTES:
        docx_note_copy(&filling->ids, text->note, rendered, &copied);
        docx_mend(&filling->ids, &copied, out);
        buffer_finish(&copied);
        return;
    case DOCX_TEXT_STORY:
        docx_mend(&filling->ids, rendered, out);
        return;
    case DOCX_TEXT_PROPERTIES:
        docx_properties_stamp(rendered, filling->written_at, out);
        return;
    default:
        buffer_add(out, rendered->bytes, rendered->len);
    }
}

static void fill_part(struct filling *filling, const struct docx_text *text, struct archive_entry *entry)
{
    struct buffer rendered = {0}, out = {0};
    enum template_escape escape = text->kind == DOCX_TEXT_LINKS ? TEMPLATE_URI : TEMPLATE_XML;
    filling->lacks.text = text;
    filling->lacks.part = entry->name;
    if (template_render_all(text->compiled, filling->data, escape, &rendered, add_lack, &filling->lacks)) {
        finish_part(filling, text, &rendered, &out);
        entry->len = out.len;
        entry->bytes = buffer_take(&out, filling->arena);
    }
    buffer_finish(&rendered);
}

/* Notes come last: the text says which of them are there, and how often. */
static void fill_parts(struct filling *filling, struct archive *archive)
{
    for (int notes = 0; notes < 2; notes++)
        for (size_t i = 0; i < archive->len && filling->lacks.count < LACKS_MOST; i++) {
            const struct docx_text *text = &filling->compiled->texts[i];
            if (text->compiled && (text->kind == DOCX_TEXT_NOTES) == notes)
                fill_part(filling, text, &archive->items[i]);
        }
}

static int compare_lines(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static const char *content_digest(const struct docx_template *compiled, const struct archive *archive, struct arena *arena)
{
    const char **lines = arena_alloc(arena, archive->len * sizeof *lines);
    for (size_t i = 0; i < archive->len; i++) {
        const struct archive_entry *entry = &archive->items[i];
        const char *digest = compiled->texts[i].digest;
        lines[i] = arena_printf(arena, "%s %s\n", entry->name, digest ? digest : digest_bytes(arena, entry->bytes, entry->len));
    }
    qsort(lines, archive->len, sizeof *lines, compare_lines);
    struct buffer all = {0};
    for (size_t i = 0; i < archive->len; i++)
        buffer_puts(&all, lines[i]);
    const char *digest = digest_bytes(arena, buffer_text(&all), all.len);
    buffer_finish(&all);
    return digest;
}

bool docx_fill(const struct docx_template *compiled, const struct value *data, int64_t written_at, struct arena *arena,
               struct buffer *out, const char **ret_content, struct problems *lacks, struct err *err)
{
    struct archive archive = {arena_alloc(arena, compiled->archive.len * sizeof *archive.items), compiled->archive.len};
    struct filling filling = {.compiled = compiled, .data = data, .written_at = written_at, .arena = arena, .lacks.each = lacks};
    memcpy(archive.items, compiled->archive.items, archive.len * sizeof *archive.items);
    docx_ids_init(&filling.ids, arena, compiled->highest_id);
    fill_parts(&filling, &archive);
    bool good = filling.lacks.count == 0;
    if (!good)
        err_set(err, "%1$s%2$.0s", "%1$.0s%2$s", buffer_text(&filling.lacks.vi), buffer_text(&filling.lacks.en));
    buffer_finish(&filling.lacks.vi);
    buffer_finish(&filling.lacks.en);
    if (!good || !archive_write(&archive, out, err))
        return false;
    *ret_content = content_digest(compiled, &archive, arena);
    return true;
}
