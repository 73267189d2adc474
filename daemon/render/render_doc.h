/* A .docx read as what render_model.h describes: its package, styles, numbers, sections. */
#ifndef RENDER_RENDER_DOC_H
#define RENDER_RENDER_DOC_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct render_doc;

/* False with err when it is no .docx. To be finished either way. */
bool render_doc_read(struct arena *arena, const char *bytes, size_t len, struct render_doc *ret_doc, struct err *err);
void render_doc_finish(struct render_doc *doc); /* gives back the pictures; all else is the arena's */

#endif
