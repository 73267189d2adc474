/*
 * Ids that must be once in a document, where a loop has copied what bears them: shapes are numbered anew, permissions and
 * comments get a new id a copy, a bookmark and a content control keep theirs in the first copy. A range whose other end was left
 * out goes. Notes and comments that were copied are remembered, for docx_note.h. Internal to draft/.
 */
#ifndef DRAFT_DOCX_ID_H
#define DRAFT_DOCX_ID_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;

struct docx_tag_text { /* an opening tag of the filled text */
    const char *name;
    size_t name_len;
    const char *text; /* <w:p …> */
    size_t len;
};

struct docx_id_range { /* a bookmark, a permission, a comment's range */
    const char *key;   /* kind and id as written in the template */
    const char *id;    /* as it stands in the document */
    size_t start, end; /* of its start tag in the part */
    bool open;         /* its end has not come */
    bool skipped;      /* a copy that is left out; its end too */
};

struct docx_note_use { /* a reference to a note or comment */
    const char *element; /* w:footnote */
    const char *id, *as; /* in the template; in the document */
};

struct docx_id_set {
    const char **keys;
    size_t len, size;
};

struct docx_ids {
    struct arena *arena;
    int drawings, fresh;
    struct docx_id_set seen, seen_here; /* in the document; in this part */
    struct docx_id_range *ranges;
    size_t ranges_len, ranges_size;
    struct docx_note_use *uses;
    size_t uses_len, uses_size;
};

enum docx_id_verdict {
    DOCX_ID_AS_IS,   /* the caller writes the tag */
    DOCX_ID_WRITTEN, /* it has been written, changed */
    DOCX_ID_DROP     /* it is not to be written, nor what is inside */
};

/* New ids count from above `highest`, the highest that the template has. */
void docx_ids_init(struct docx_ids *ids, struct arena *arena, int highest);
void docx_ids_begin(struct docx_ids *ids);                      /* a part begins */
void docx_ids_cut(struct docx_ids *ids, size_t len);            /* the part was cut to len bytes */
void docx_ids_end(struct docx_ids *ids, struct buffer *out);    /* ranges that never ended are cut out */
enum docx_id_verdict docx_id_open(struct docx_ids *ids, const struct docx_tag_text *tag,
                                  const struct docx_tag_text *parent, struct buffer *out);
/* The value of an attribute in an opening tag, in the arena; NULL when it has none. */
const char *docx_tag_attribute(struct arena *arena, const struct docx_tag_text *tag, const char *name);
/* Appends the tag with another value for the attribute, which it has. */
void docx_tag_with(const struct docx_tag_text *tag, const char *name, const char *value, struct buffer *out);

#endif
