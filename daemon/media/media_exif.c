#include "media/media_exif.h"

#include <stdint.h>
#include <string.h>

enum { TAG_ORIENTATION = 0x0112, TAG_PLACE = 0x8825, TYPE_SHORT = 3, HEADER = 8, ENTRY = 12 };

struct tiff {
    const unsigned char *bytes;
    size_t len;
    bool little;
};

static uint32_t number(const struct tiff *tiff, size_t at, size_t size)
{
    uint32_t found = 0;
    for (size_t i = 0; i < size; i++)
        found = found << 8 | tiff->bytes[tiff->little ? at + size - 1 - i : at + i];
    return found;
}

static bool open_header(const unsigned char *bytes, size_t len, struct tiff *ret_tiff)
{
    if (len < HEADER || (memcmp(bytes, "II", 2) != 0 && memcmp(bytes, "MM", 2) != 0))
        return false;
    *ret_tiff = (struct tiff){bytes, len, bytes[0] == 'I'};
    return number(ret_tiff, 2, 2) == 42;
}

void media_exif_read(const unsigned char *bytes, size_t len, int *ret_turn, bool *ret_place)
{
    struct tiff tiff;
    *ret_turn = MEDIA_EXIF_UPRIGHT;
    *ret_place = false;
    if (!open_header(bytes, len, &tiff))
        return;
    size_t list = number(&tiff, 4, 4);
    if (list > len - 2)
        return;
    size_t count = number(&tiff, list, 2), first = list + 2;
    for (size_t i = 0; i < count && first + (i + 1) * ENTRY <= len; i++) {
        size_t at = first + i * ENTRY;
        uint32_t tag = number(&tiff, at, 2);
        if (tag == TAG_PLACE)
            *ret_place = true;
        if (tag == TAG_ORIENTATION && number(&tiff, at + 2, 2) == TYPE_SHORT && number(&tiff, at + 8, 2) <= MEDIA_EXIF_TURNS &&
            number(&tiff, at + 8, 2) > 0)
            *ret_turn = (int)number(&tiff, at + 8, 2);
    }
}
