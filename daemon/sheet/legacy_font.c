#include "sheet/legacy_font.h"

#include "sheet/legacy_text.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *begins;
    enum legacy_text text; /* what stands under it */
} fonts[FONT_ENCODINGS] = {
    [FONT_OF_TCVN3] = {".Vn", LEGACY_TCVN3},
    [FONT_OF_VNI] = {"VNI-", LEGACY_VNI},
};

enum legacy_font legacy_font_of(const char *font)
{
    for (int i = FONT_OF_UNICODE + 1; i < FONT_ENCODINGS; i++)
        if (strncasecmp(font, fonts[i].begins, strlen(fonts[i].begins)) == 0)
            return (enum legacy_font)i;
    return FONT_OF_UNICODE;
}

const char *legacy_font_name(enum legacy_font font)
{
    return legacy_text_title(fonts[font].text);
}
