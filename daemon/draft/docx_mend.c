#include "draft/docx_mend.h"

#include "base/buffer.h"
#include "base/err.h"
#include "draft/docx_id.h"

#include <stdbool.h>
#include <string.h>

enum { DEPTH_MOST = 512 }; /* xml_parse takes no deeper tree than 256 */
enum last_block { BLOCK_NONE, BLOCK_PARAGRAPH, BLOCK_TABLE, BLOCK_OTHER };

/* An element that has not ended. */
struct frame {
    struct docx_tag_text tag;
    size_t start; /* of the element in `out` */
    size_t rows;  /* of a table */
    enum last_block last;
    bool drop;
};

struct mend {
    struct docx_ids *ids;
    struct buffer *out;
    struct frame frames[DEPTH_MOST];
    size_t depth;
};

static bool is(const struct docx_tag_text *tag, const char *name)
{
    return strncmp(tag->name, name, tag->name_len) == 0 && name[tag->name_len] == '\0';
}

static struct frame *top(struct mend *mend)
{
    return mend->depth ? &mend->frames[mend->depth - 1] : NULL;
}

static void cut(struct mend *mend, size_t len)
{
    mend->out->len = len;
    mend->out->bytes[len] = '\0';
    docx_ids_cut(mend->ids, len);
}

/* A value's line ends and tabs stand as references (TEMPLATE_XML): in a Word text they are elements, elsewhere blanks. */
static void add_text(struct mend *mend, const char *text, size_t len)
{
    const struct frame *frame = top(mend);
    bool word = frame && is(&frame->tag, "w:t");
    if (!word && !(frame && (is(&frame->tag, "m:t") || is(&frame->tag, "a:t")))) {
        buffer_add(mend->out, text, len);
        return;
    }
    const char *end = text + len, *at;
    while ((at = memchr(text, '&', (size_t)(end - text)))) {
        bool line = strncmp(at, "&#10;", 5) == 0, tab = strncmp(at, "&#9;", 4) == 0;
        buffer_add(mend->out, text, (size_t)(at - text));
        if (!line && !tab)
            buffer_putc(mend->out, '&');
        else if (word)
            buffer_printf(mend->out, "</w:t><w:%s/><w:t xml:space=\"preserve\">", line ? "br" : "tab");
        else
            buffer_putc(mend->out, ' ');
        text = at + (line ? 5 : tab ? 4 : 1);
    }
    buffer_add(mend->out, text, (size_t)(end - text));
}

/* A container's last paragraph, when nothing stands there or a table, behind which Word wants one. */
static void keep(struct mend *mend, const char *name, size_t len)
{
    static const char *const enough[] = {"w:sdtContent", "w:customXml", "w:body"};
    struct frame *frame = top(mend);
    bool table_is_enough = false;
    for (size_t i = 0; frame && i < sizeof enough / sizeof *enough; i++)
        table_is_enough = table_is_enough || is(&frame->tag, enough[i]);
    if (!frame || (frame->last != BLOCK_NONE && (frame->last != BLOCK_TABLE || table_is_enough)))
        return;
    buffer_printf(mend->out, "<%.*s/>", (int)len, name);
    frame->last = BLOCK_PARAGRAPH;
}

static void take_mark(struct mend *mend, const char *at, const char *end)
{
    size_t size = strlen(DOCX_MEND_KEEP);
    if (strncmp(at, DOCX_MEND_KEEP, size) == 0)
        keep(mend, at + size, (size_t)(end - 2 - at) - size);
    else if (strncmp(at, DOCX_MEND_ROWS, strlen(DOCX_MEND_ROWS)) == 0)
        top(mend)->drop = top(mend)->rows == 0;
    else
        buffer_add(mend->out, at, (size_t)(end - at));
}

static void count_block(struct mend *mend, const struct docx_tag_text *tag)
{
    struct frame *frame = top(mend);
    if (!frame)
        return;
    if (is(tag, "w:p") || is(tag, "a:p"))
        frame->last = BLOCK_PARAGRAPH;
    else if (is(tag, "w:tbl"))
        frame->last = BLOCK_TABLE;
    else if (is(tag, "w:sdt") || is(tag, "w:customXml"))
        frame->last = BLOCK_OTHER;
}

static void count_row(struct mend *mend)
{
    for (size_t i = mend->depth; i-- > 0;)
        if (is(&mend->frames[i].tag, "w:tbl")) {
            mend->frames[i].rows++;
            return;
        }
}

static void open_element(struct mend *mend, const char *at, const char *end)
{
    struct docx_tag_text tag = {at + 1, strcspn(at + 1, " \n/>"), at, (size_t)(end - at)};
    bool empty = end[-2] == '/';
    size_t start = mend->out->len;
    enum docx_id_verdict verdict =
        docx_id_open(mend->ids, &tag, mend->depth ? &top(mend)->tag : NULL, mend->out);
    if (verdict == DOCX_ID_AS_IS)
        buffer_add(mend->out, at, tag.len);
    if (is(&tag, "w:tr"))
        count_row(mend);
    if (empty) {
        if (verdict != DOCX_ID_DROP)
            count_block(mend, &tag);
        return;
    }
    if (mend->depth == DEPTH_MOST)
        die("a Word part nests deeper than it was read");
    mend->frames[mend->depth++] = (struct frame){.tag = tag, .start = start, .drop = verdict == DOCX_ID_DROP};
}

static void close_element(struct mend *mend, const char *at, const char *end)
{
    if (!mend->depth)
        die("a Word part closes more than it opened");
    const struct frame frame = mend->frames[--mend->depth];
    if (frame.drop) {
        cut(mend, frame.start);
        return;
    }
    buffer_add(mend->out, at, (size_t)(end - at));
    count_block(mend, &frame.tag);
}

void docx_mend(struct docx_ids *ids, const struct buffer *rendered, struct buffer *out)
{
    struct mend mend; /* the frames are set when they are opened */
    mend.ids = ids;
    mend.out = out;
    mend.depth = 0;
    const char *from = buffer_text(rendered), *at;
    docx_ids_begin(ids);
    while ((at = strchr(from, '<'))) {
        const char *close = strchr(at, '>');
        if (!close)
            break;
        add_text(&mend, from, (size_t)(at - from));
        if (at[1] == '?')
            take_mark(&mend, at, close + 1);
        else if (at[1] == '/')
            close_element(&mend, at, close + 1);
        else
            open_element(&mend, at, close + 1);
        from = close + 1;
    }
    buffer_puts(out, from);
    docx_ids_end(ids, out);
}
