/* A row {document, …} of a described change: a new kind of paper like another one, or a kind goes. */
#ifndef DESCRIBED_DESCRIBED_DOCUMENT_H
#define DESCRIBED_DESCRIBED_DOCUMENT_H

#include <stdbool.h>

struct arena;
struct describing;
struct err;
struct value;

/* The path of the template of a new kind of paper, as one is sent: documents/KIND.docx. NULL with err where that is no kind's name. */
const char *described_template_path(struct arena *arena, const char *kind, struct err *err);
/* For the room: its section behind the others; its template as it was sent under that path, else the one of the kind that it is like. */
bool described_document(struct describing *describing, const struct value *row, struct err *err);
/* Its section, and its template and SELECT unless another kind uses them. */
bool described_document_remove(struct describing *describing, const char *kind, struct err *err);

#endif
