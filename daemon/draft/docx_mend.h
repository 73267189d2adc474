/*
 * A part after it has been filled: what data left out or repeated is put right in one pass, so that Word has nothing to repair.
 * A container keeps a paragraph, a table without rows goes, ids are once (docx_id.h), line ends of a value become w:br. Internal
 * to draft/.
 */
#ifndef DRAFT_DOCX_MEND_H
#define DRAFT_DOCX_MEND_H

struct buffer;
struct docx_ids;

/* Marks that docx_block_move.c leaves: a paragraph (its name follows) is kept here; the table goes when it has no row. */
#define DOCX_MEND_KEEP "<?keep "
#define DOCX_MEND_ROWS "<?rows?>"

/* Appends the mended text of one part. `rendered` is what docx_write.h wrote, filled. */
void docx_mend(struct docx_ids *ids, const struct buffer *rendered, struct buffer *out);

#endif
