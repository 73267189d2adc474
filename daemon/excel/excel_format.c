#include "excel/excel.h"

#include "base/arena.h"

#include <string.h>

/* The office's font (Nghị định 30/2020/NĐ-CP, phụ lục I: Times New Roman, 12–14). */
#define FONT "Times New Roman"
enum { SIZE = 12, SIZE_TITLE = 14 };

enum {
    COLOUR_HEAD = 0xDCE6F1,
    COLOUR_REQUIRED = 0xFCE4D6, /* of the head of a column that must be filled in */
    COLOUR_GIVEN = 0xF2F2F2,    /* of a cell that is not to be changed */
    COLOUR_ERROR = 0xF8B4B4,
    COLOUR_WARNING = 0xFFE699,
    COLOUR_BORDER = 0xA6A6A6,
    COLOUR_QUIET = 0x595959,
};

struct kept {
    struct excel_look look;
    lxw_format *format;
    struct kept *next;
};

struct excel_formats {
    struct arena *arena;
    lxw_workbook *workbook;
    struct kept *first;
};

struct excel_formats *excel_formats_create(struct arena *arena, lxw_workbook *workbook)
{
    struct excel_formats *formats = arena_alloc(arena, sizeof *formats);
    *formats = (struct excel_formats){.arena = arena, .workbook = workbook};
    return formats;
}

static void border(lxw_format *format)
{
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, COLOUR_BORDER);
}

static void head(lxw_format *format, int colour)
{
    format_set_bold(format);
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(format);
    format_set_bg_color(format, (lxw_color_t)colour);
    border(format);
}

static void cell(lxw_format *format, const struct excel_look *look)
{
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(format);
    if (look->format && strncmp(look->format, "dd", 2) == 0)
        format_set_align(format, LXW_ALIGN_CENTER);
    if (look->bordered)
        border(format);
    if (look->mark == MARK_ERROR)
        format_set_bg_color(format, COLOUR_ERROR);
    else if (look->mark == MARK_WARNING)
        format_set_bg_color(format, COLOUR_WARNING);
}

static lxw_format *make(struct excel_formats *formats, const struct excel_look *look)
{
    lxw_format *format = workbook_add_format(formats->workbook);
    format_set_font_name(format, FONT);
    format_set_font_size(format, look->place == LOOK_TITLE ? SIZE_TITLE : SIZE);
    if (look->format)
        format_set_num_format(format, look->format);
    if (look->unlocked)
        format_set_unlocked(format);
    switch (look->place) {
    case LOOK_TITLE:
        format_set_bold(format);
        break;
    case LOOK_ABOVE:
        format_set_font_color(format, COLOUR_QUIET);
        break;
    case LOOK_HEAD:
        head(format, COLOUR_HEAD);
        break;
    case LOOK_REQUIRED:
        head(format, COLOUR_REQUIRED);
        break;
    case LOOK_CELL:
        cell(format, look);
        break;
    }
    return format;
}

static bool same(const struct excel_look *a, const struct excel_look *b)
{
    return a->place == b->place && a->mark == b->mark && a->unlocked == b->unlocked && a->bordered == b->bordered &&
           strcmp(a->format ? a->format : "", b->format ? b->format : "") == 0;
}

lxw_format *excel_format(struct excel_formats *formats, const struct excel_look *look)
{
    for (struct kept *kept = formats->first; kept; kept = kept->next)
        if (same(&kept->look, look))
            return kept->format;
    struct kept *kept = arena_alloc(formats->arena, sizeof *kept);
    *kept = (struct kept){*look, make(formats, look), formats->first};
    formats->first = kept;
    return kept->format;
}
