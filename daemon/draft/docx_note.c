#include "draft/docx_note.h"

#include "base/buffer.h"
#include "base/err.h"
#include "draft/docx_id.h"

#include <stdio.h>
#include <string.h>

/* The next note, its opening tag and its end; false behind the last. */
static bool find_note(const char *from, const char *element, struct docx_tag_text *ret_tag, const char **ret_end)
{
    char open[32], close[32];
    snprintf(open, sizeof open, "<%s", element);
    snprintf(close, sizeof close, "</%s>", element);
    const char *at = from;
    do
        at = strstr(at + (at != from), open);
    while (at && !strchr(" \n", at[strlen(open)]));
    const char *end = at ? strchr(at, '>') : NULL;
    if (!end)
        return false;
    *ret_tag = (struct docx_tag_text){at + 1, strlen(element), at, (size_t)(end + 1 - at)};
    const char *last = end[-1] == '/' ? NULL : strstr(end, close);
    *ret_end = last ? last + strlen(close) : end + 1;
    return true;
}

static void copy_note(const struct docx_ids *ids, const char *element, const struct docx_tag_text *tag, const char *end,
                      struct buffer *out)
{
    const char *behind = tag->text + tag->len;
    const char *id = docx_tag_attribute(ids->arena, tag, "w:id");
    if (!id || docx_tag_attribute(ids->arena, tag, "w:type")) { /* the lines that part notes from the text */
        buffer_add(out, tag->text, (size_t)(end - tag->text));
        return;
    }
    for (size_t i = 0; i < ids->uses_len; i++) {
        const struct docx_note_use *use = &ids->uses[i];
        if (strcmp(use->element, element) != 0 || strcmp(use->id, id) != 0)
            continue;
        docx_tag_with(tag, "w:id", use->as, out);
        buffer_add(out, behind, (size_t)(end - behind));
    }
}

void docx_note_copy(const struct docx_ids *ids, const char *element, const struct buffer *rendered, struct buffer *out)
{
    const char *from = buffer_text(rendered), *end = NULL;
    struct docx_tag_text tag;
    for (; find_note(from, element, &tag, &end); from = end) {
        buffer_add(out, from, (size_t)(tag.text - from));
        copy_note(ids, element, &tag, end, out);
    }
    buffer_puts(out, from);
}
