/* Pictures of a paper. */
#include "render/render_read.h"

#include <cairo.h>
#include <string.h>

enum { PIXELS_MOST = 4000 * 1000, SIDE_MOST = 8000, HEAD = 33 }; /* HEAD: the signature and IHDR */

struct source {
    const char *bytes;
    size_t left;
};

static cairo_status_t read_some(void *context, unsigned char *to, unsigned len)
{
    struct source *source = context;
    if (source->left < len)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, source->bytes, len);
    source->bytes += len;
    source->left -= len;
    return CAIRO_STATUS_SUCCESS;
}

static unsigned long number_at(const char *bytes)
{
    const unsigned char *at = (const unsigned char *)bytes;
    return (unsigned long)at[0] << 24 | (unsigned long)at[1] << 16 | (unsigned long)at[2] << 8 | at[3];
}

/* By the head of the file, before anything of it is unpacked. */
static bool is_bearable(const char *bytes, size_t len)
{
    if (len < HEAD || memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) != 0)
        return false;
    unsigned long width = number_at(bytes + 16), height = number_at(bytes + 20);
    return width && height && width <= SIDE_MOST && height <= SIDE_MOST && width * height <= PIXELS_MOST;
}

struct _cairo_surface *render_picture_read(const char *bytes, size_t len)
{
    struct source source = {bytes, len};
    if (!is_bearable(bytes, len))
        return NULL;
    cairo_surface_t *image = cairo_image_surface_create_from_png_stream(read_some, &source);
    if (cairo_surface_status(image) == CAIRO_STATUS_SUCCESS) /* else it may be said to be NO_MEMORY, whatever libpng found */
        return image;
    cairo_surface_destroy(image);
    return NULL;
}

void render_picture_free(struct _cairo_surface *picture)
{
    cairo_surface_destroy(picture);
}
