/* What was found in a picture and left out of it, and how large one may be. */
#ifndef MEDIA_MEDIA_FOUND_H
#define MEDIA_MEDIA_FOUND_H

#include <stdbool.h>
#include <stdint.h>

struct err;

/* A sheet of A3 at 600 points an inch has 70 million points. A browser takes four bytes for each. */
enum { MEDIA_SIDE_MAX = 20000, MEDIA_POINTS_MAX = 80 * 1000 * 1000 };

/* What was left out. */
enum media_removed {
    MEDIA_LOCATION = 1, /* where it was taken */
    MEDIA_DATA = 2,     /* other data about it */
    MEDIA_PREVIEW = 4,  /* another picture of the same, as it was before it was cut */
    MEDIA_BEHIND = 8,   /* bytes behind its end */
    MEDIA_COLOUR = 16,  /* a colour profile that could hide more than it shows */
};

struct media_found {
    int64_t width, height; /* points; 0: it has none (a PDF) */
    unsigned removed;      /* of enum media_removed */
};

/* "location", "data" … of the bits from the lowest on; NULL behind the last. */
const char *media_removed_name(unsigned index);
bool media_check_size(int64_t width, int64_t height, struct err *err);

#endif
