/*
 * Footnotes, endnotes and comments of a filled document: one copy a reference. A note whose reference was left out goes, one
 * whose reference stands in a loop is there as often. Internal to draft/.
 */
#ifndef DRAFT_DOCX_NOTE_H
#define DRAFT_DOCX_NOTE_H

struct buffer;
struct docx_ids;

/* Appends a notes part with the copies; `element` is that of one note: "w:footnote". The document has been mended. */
void docx_note_copy(const struct docx_ids *ids, const char *element, const struct buffer *rendered, struct buffer *out);

#endif
