#include "sheet/xlsx_styles.h"

#include "base/arena.h"
#include "sheet/xlsx_package.h"
#include "sheet/xlsx_shown.h"

#include <stdint.h>
#include <string.h>

enum { STYLES_MAX = 65536, SHOWN_MAX = 1024, CODE_BYTES = 512, OWN_CODES = 164, UNKNOWN = 0xFF }; /* ids below 164 have no code of their own */

enum part { PART_OTHER, PART_FORMATS, PART_FONTS, PART_CELLS };

struct styling {
    struct arena *arena, *kept; /* of the reading, of the styles */
    enum part part;
    uint8_t *formats; /* by id */
    const char **shown;
    size_t shown_count;
    uint8_t *fonts;
    size_t font_count;
    struct {
        int format, font;
    } *cells;
    size_t cell_count;
};

static enum part part_of(const char *local)
{
    return strcmp(local, "numFmts") == 0   ? PART_FORMATS
           : strcmp(local, "fonts") == 0   ? PART_FONTS
           : strcmp(local, "cellXfs") == 0 ? PART_CELLS
                                           : PART_OTHER;
}

static void take_format(struct styling *styling, const struct xml_element *element)
{
    char code[CODE_BYTES], shown[XLSX_SHOWN_BYTES];
    int id = xlsx_number(element, "numFmtId", -1);
    if (id < 0 || id >= STYLES_MAX || !xml_stream_attribute(element, "formatCode", false, code, sizeof code))
        return;
    styling->formats[id] = (uint8_t)xlsx_format_code(code);
    if (styling->shown_count < SHOWN_MAX && styling->formats[id] == XLSX_PLAIN && xlsx_shown_read(code, shown)) {
        styling->shown[id] = arena_strdup(styling->kept, shown);
        styling->shown_count++;
    }
}

static void on_open(void *context, const struct xml_element *element)
{
    struct styling *styling = context;
    char name[64];
    enum part part = part_of(element->local);
    if (!xlsx_is_main(element->space))
        return;
    if (part != PART_OTHER) {
        styling->part = part;
    } else if (styling->part == PART_FORMATS && strcmp(element->local, "numFmt") == 0) {
        take_format(styling, element);
    } else if (styling->part == PART_FONTS && strcmp(element->local, "font") == 0) {
        styling->font_count += styling->font_count < STYLES_MAX;
    } else if (styling->part == PART_FONTS && strcmp(element->local, "name") == 0 && styling->font_count &&
               xml_stream_attribute(element, "val", false, name, sizeof name)) {
        styling->fonts[styling->font_count - 1] = (uint8_t)legacy_font_of(name);
    } else if (styling->part == PART_CELLS && strcmp(element->local, "xf") == 0 && styling->cell_count < STYLES_MAX) {
        styling->cells[styling->cell_count].format = xlsx_number(element, "numFmtId", 0);
        styling->cells[styling->cell_count++].font = xlsx_number(element, "fontId", 0);
    }
}

static void on_close(void *context, const char *local, const char *space)
{
    struct styling *styling = context;
    if (xlsx_is_main(space) && part_of(local) != PART_OTHER)
        styling->part = PART_OTHER;
}

static enum xlsx_format format_of(const struct styling *styling, int id)
{
    bool known = id >= 0 && id < STYLES_MAX && styling->formats[id] != UNKNOWN;
    return known ? (enum xlsx_format)styling->formats[id] : id < OWN_CODES ? xlsx_format_builtin(id) : XLSX_PLAIN;
}

/* Of the formats without a code 9 alone shows something beside whole digits. */
static const char *shown_of(const struct styling *styling, int id)
{
    enum { WHOLE_PERCENT = 9 };
    static const char percent[] = {'\1', '\3', '%', '\0'};
    const char *shown = id >= 0 && id < STYLES_MAX ? styling->shown[id] : NULL;
    return shown || id != WHOLE_PERCENT ? shown : percent;
}

bool xlsx_styles_read(const struct xlsx_package *package, const char *part, struct xlsx_styles *ret_styles)
{
    *ret_styles = (struct xlsx_styles){.absent = true};
    if (!part)
        return true;
    struct arena *scratch = arena_create();
    struct styling styling = {.arena = scratch, .formats = arena_alloc(scratch, STYLES_MAX)};
    styling.kept = package->arena;
    styling.shown = arena_alloc(scratch, STYLES_MAX * sizeof *styling.shown);
    styling.fonts = arena_alloc(scratch, STYLES_MAX);
    styling.cells = arena_alloc(scratch, STYLES_MAX * sizeof *styling.cells);
    memset(styling.formats, UNKNOWN, STYLES_MAX);
    const struct xml_events events = {.open = on_open, .close = on_close, .context = &styling};
    struct xml_stream *stream;
    bool good = xlsx_package_read(package, part, &events, &stream, package->reading->problems);
    *ret_styles = (struct xlsx_styles){arena_alloc(package->arena, styling.cell_count * sizeof *ret_styles->items),
                                       styling.cell_count, false};
    for (size_t i = 0; i < styling.cell_count; i++) {
        int font = styling.cells[i].font;
        ret_styles->items[i] = (struct xlsx_style){
            .format = format_of(&styling, styling.cells[i].format),
            .shown = shown_of(&styling, styling.cells[i].format),
            .font = font >= 0 && (size_t)font < styling.font_count ? (enum legacy_font)styling.fonts[font] : FONT_OF_UNICODE};
    }
    arena_destroy(scratch);
    return good;
}
