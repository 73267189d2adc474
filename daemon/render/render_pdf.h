/* A PDF that is drawn into a buffer. Nothing in it comes from the clock: the same drawing gives the same bytes. */
#ifndef RENDER_RENDER_PDF_H
#define RENDER_RENDER_PDF_H

#include <stdbool.h>

struct _cairo; /* cairo_t */
struct buffer;

/* Pages of this size, in points. */
struct _cairo *render_pdf_open(struct buffer *out, const char *title, double width, double height);
/* Whether all of it was drawn, else why not, in cairo's words; it is gone in every case. */
bool render_pdf_close(struct _cairo *cairo, const char **ret_why);

#endif
