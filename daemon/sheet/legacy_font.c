#include "sheet/legacy_font.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *begins, *name;
} fonts[LEGACY_FONTS] = {
    [LEGACY_TCVN3] = {".Vn", "TCVN3 (ABC)"},
    [LEGACY_VNI] = {"VNI-", "VNI"},
};

enum legacy_font legacy_font_of(const char *font)
{
    for (int i = LEGACY_NONE + 1; i < LEGACY_FONTS; i++)
        if (strncasecmp(font, fonts[i].begins, strlen(fonts[i].begins)) == 0)
            return (enum legacy_font)i;
    return LEGACY_NONE;
}

const char *legacy_font_name(enum legacy_font font)
{
    return fonts[font].name;
}
