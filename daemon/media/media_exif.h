/* The two things that are asked of EXIF data (a TIFF header and lists of tags): which side of the picture is up, and whether a place stands in it. */
#ifndef MEDIA_MEDIA_EXIF_H
#define MEDIA_MEDIA_EXIF_H

#include <stdbool.h>
#include <stddef.h>

enum { MEDIA_EXIF_UPRIGHT = 1, MEDIA_EXIF_TURNS = 8 };

/* The data behind "Exif\0\0". What is malformed says nothing. *ret_turn: 1 … 8 as EXIF's tag Orientation. */
void media_exif_read(const unsigned char *bytes, size_t len, int *ret_turn, bool *ret_place);

#endif
