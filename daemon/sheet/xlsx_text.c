#include "sheet/xlsx_text.h"

#include "base/text.h"
#include "sheet/sheet_reader.h"
#include "sheet/xlsx_cell.h"

#include <string.h>

void xlsx_text_begin(struct xlsx_text *text)
{
    text->raw.len = 0;
    text->phonetic = 0;
    text->open = text->cut = false;
    text->font = FONT_OF_UNICODE;
}

void xlsx_text_open(struct xlsx_text *text, const struct xml_element *element)
{
    char font[64];
    if (strcmp(element->local, "rPh") == 0)
        text->phonetic++;
    else if (strcmp(element->local, "t") == 0)
        text->open = !text->phonetic;
    else if (strcmp(element->local, "rFont") == 0 && xml_stream_attribute(element, "val", false, font, sizeof font) &&
             legacy_font_of(font))
        text->font = legacy_font_of(font);
}

void xlsx_text_close(struct xlsx_text *text, const char *local)
{
    if (strcmp(local, "rPh") == 0)
        text->phonetic--;
    else if (strcmp(local, "t") == 0)
        text->open = false;
}

void xlsx_text_put(struct xlsx_text *text, const char *bytes, size_t len)
{
    size_t room = text->raw.len < SHEET_CELL_MAX ? SHEET_CELL_MAX - text->raw.len : 0;
    text->cut |= len > room;
    buffer_add(&text->raw, bytes, len < room ? len : room);
}

void xlsx_text_add(struct xlsx_text *text, const char *bytes, size_t len)
{
    if (text->open)
        xlsx_text_put(text, bytes, len);
}

/* A cut may have gone through a character: such bytes go too. */
const char *xlsx_text_end(struct xlsx_text *text, struct arena *arena)
{
    if (!text->raw.len)
        return "";
    size_t len = xlsx_unescape(text->raw.bytes, text->raw.len);
    while (len && !text_is_utf8(text->raw.bytes, len))
        len--;
    return text_line_ends(text_clean(arena, text->raw.bytes, len));
}

void xlsx_text_finish(struct xlsx_text *text)
{
    buffer_finish(&text->raw);
}
