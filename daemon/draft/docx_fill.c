/* A template filled: each part with text is rendered, mended where data left a hole, and all is packed. */
#include "draft/docx_template.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/err.h"
#include "draft/docx_packed.h"
#include "draft/docx_tree.h"
#include "template/template.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Whether the text ends in `word`, blanks left aside; where it begins then. */
static bool ends_in(const struct buffer *text, const char *word, size_t *ret_start)
{
    size_t len = text->len, size = strlen(word);
    while (len > 0 && strchr(" \n", text->bytes[len - 1]))
        len--;
    if (len < size || memcmp(text->bytes + len - size, word, size) != 0)
        return false;
    *ret_start = len - size;
    return true;
}

/* A cell must end in a paragraph, even when its loops gave nothing. */
static void mend_cell(struct buffer *out)
{
    static const char *const before[] = {"<w:tc>", "</w:tcPr>", "<w:tcPr/>", "</w:tbl>"};
    size_t start;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (ends_in(out, before[i], &start)) {
            buffer_puts(out, "<w:p/>");
            return;
        }
}

/* A table must have a row: one whose loop gave none goes as a whole. True when it went. */
static bool mend_table(struct buffer *out)
{
    size_t start;
    if (!ends_in(out, "</w:tblGrid>", &start) && !ends_in(out, "<w:tblGrid/>", &start))
        return false;
    while (start > 0 && memcmp(out->bytes + start, "<w:tbl>", 7) != 0)
        start--;
    out->len = start;
    out->bytes[start] = '\0';
    return true;
}

/* Names that must be once in a document are numbered anew: a loop has copied them. */
static const char *mend_id(struct buffer *out, const char *at, int *number)
{
    const char *end = strchr(at, '>'), *id = strstr(at, " id=\"");
    if (!end || !id || id > end)
        return at;
    const char *close = strchr(id + 5, '"');
    buffer_add(out, at, (size_t)(id - at));
    buffer_printf(out, " id=\"%d\"", ++*number);
    return close + 1;
}

/* What Word would refuse, though it is well-formed, is put right in one pass over the rendered part. */
static void mend(const struct buffer *rendered, struct buffer *out)
{
    const char *from = buffer_text(rendered), *at;
    int drawings = 0;
    while ((at = strchr(from, '<'))) {
        buffer_add(out, from, (size_t)(at - from));
        from = at;
        if (strncmp(at, "</w:tc>", 7) == 0)
            mend_cell(out);
        else if (strncmp(at, "</w:tbl>", 8) == 0 && mend_table(out))
            from = at + 8;
        else if (strncmp(at, "<wp:docPr ", 10) == 0)
            from = mend_id(out, at, &drawings);
        if (from == at) {
            buffer_putc(out, '<');
            from = at + 1;
        }
    }
    buffer_puts(out, from);
}

/* All that the data lack, said at once; each once, whatever loop it stands in. */
struct lacks {
    const struct docx_text *text;
    const char *part;
    struct buffer vi, en;
    int count;
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
    err_prefix(&said, "%s", "%s", lacks->part);
    if (!lacks->count || !strstr(buffer_text(&lacks->en), said.en)) {
        buffer_printf(&lacks->vi, "%s%s", lacks->count ? "; " : "", said.vi);
        buffer_printf(&lacks->en, "%s%s", lacks->count ? "; " : "", said.en);
        lacks->count++;
    }
    err_clear(&said);
    return lacks->count < LACKS_MOST;
}

static void fill_part(const struct docx_template *compiled, size_t index, const struct value *data,
                      struct arena *arena, struct docx_part *part, struct lacks *lacks)
{
    struct buffer rendered = {0}, mended = {0};
    lacks->text = &compiled->texts[index];
    lacks->part = part->name;
    if (!template_render_all(lacks->text->compiled, data, TEMPLATE_WORD, &rendered, add_lack, lacks)) {
        buffer_finish(&rendered);
        return;
    }
    mend(&rendered, &mended);
    part->len = mended.len;
    part->bytes = buffer_take(&mended, arena);
    buffer_finish(&rendered);
}

/* docProps without a "now": the time is the caller's (a seal's), the author is nobody. */
static void fill_properties(int64_t written_at, struct arena *arena, struct docx_part *part)
{
    time_t seconds = (time_t)written_at;
    struct tm utc;
    char when[32];
    gmtime_r(&seconds, &utc);
    strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &utc);
    part->bytes = arena_printf(
        arena,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        "<cp:coreProperties "
        "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
        "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%s</dcterms:created>"
        "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%s</dcterms:modified></cp:coreProperties>",
        when, when);
    part->len = strlen(part->bytes);
}

static int compare_lines(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static const char *content_digest(const struct docx_parts *parts, struct arena *arena)
{
    const char **lines = arena_alloc(arena, parts->len * sizeof *lines);
    for (size_t i = 0; i < parts->len; i++)
        lines[i] = arena_printf(arena, "%s %s\n", parts->items[i].name,
                                parts->items[i].packed
                                    ? parts->items[i].packed->digest
                                    : digest_bytes(arena, parts->items[i].bytes, parts->items[i].len));
    qsort(lines, parts->len, sizeof *lines, compare_lines);
    struct buffer all = {0};
    for (size_t i = 0; i < parts->len; i++)
        buffer_puts(&all, lines[i]);
    const char *digest = digest_bytes(arena, buffer_text(&all), all.len);
    buffer_finish(&all);
    return digest;
}

bool docx_fill(const struct docx_template *compiled, const struct value *data, int64_t written_at,
               struct arena *arena, struct buffer *out, const char **ret_content, struct err *err)
{
    struct docx_parts parts = {arena_alloc(arena, compiled->parts.len * sizeof *parts.items),
                               compiled->parts.len};
    struct lacks lacks = {0};
    for (size_t i = 0; i < parts.len && lacks.count < LACKS_MOST; i++) {
        parts.items[i] = compiled->parts.items[i];
        if (compiled->texts[i].compiled)
            fill_part(compiled, i, data, arena, &parts.items[i], &lacks);
        if (strcmp(parts.items[i].name, DOCX_PROPERTIES) == 0)
            fill_properties(written_at, arena, &parts.items[i]);
    }
    bool good = lacks.count == 0;
    if (!good)
        err_set(err, "%1$s%2$.0s", "%1$.0s%2$s", buffer_text(&lacks.vi), buffer_text(&lacks.en));
    buffer_finish(&lacks.vi);
    buffer_finish(&lacks.en);
    if (!good || !docx_package_write(&parts, out, err))
        return false;
    *ret_content = content_digest(&parts, arena);
    return true;
}
