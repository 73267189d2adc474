#include "render/render_pdf.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <cairo-pdf.h>

static cairo_status_t write_some(void *context, const unsigned char *bytes, unsigned len)
{
    buffer_add(context, bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

cairo_t *render_pdf_open(struct buffer *out, const char *title, double width, double height)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(write_some, out, width, height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "1980-01-01T00:00:00Z"); /* as the parts of the .docx */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_t *cairo = cairo_create(surface);
    cairo_surface_destroy(surface); /* cairo holds it */
    return cairo;
}

bool render_pdf_close(cairo_t *cairo, const char **ret_why)
{
    cairo_surface_t *surface = cairo_surface_reference(cairo_get_target(cairo));
    cairo_status_t drawn = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    cairo_status_t status = drawn ? drawn : cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_NO_MEMORY)
        memory_out();
    *ret_why = cairo_status_to_string(status);
    return status == CAIRO_STATUS_SUCCESS;
}
