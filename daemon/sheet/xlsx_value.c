#include "sheet/xlsx_value.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text.h"
#include "sheet/xlsx_book.h"
#include "sheet/xlsx_cell.h"
#include "sheet/xlsx_place.h"
#include "sheet/xlsx_shown.h"
#include "sheet/xlsx_text.h"

#include <stdlib.h>
#include <string.h>

/* A cell and what is needed to read it. */
struct valuing {
    const struct xlsx_book *book;
    const struct xlsx_cell *cell;
    struct xlsx_text *text;
    struct arena *arena;
    struct xlsx_places *places;
    enum legacy_font font;
};

static const char *refuse(const struct valuing *valuing, const char *vi, const char *en)
{
    xlsx_place_refuse(valuing->places, valuing->cell->column, valuing->cell->row, vi, en);
    return "";
}

static const char *not_cut(const struct valuing *valuing, const char *text, bool cut)
{
    return cut ? refuse(valuing, "chữ trong ô dài quá 32767 byte; rút ngắn",
                        "the cell's text is longer than 32767 bytes; shorten it") : text;
}

static const struct xlsx_style *style_of(const struct valuing *valuing)
{
    static const struct xlsx_style plain;
    const struct xlsx_styles *styles = &valuing->book->styles;
    int style = valuing->cell->style;
    if (styles->absent)
        return &plain;
    return style >= 0 && (size_t)style < styles->len ? &styles->items[style] : style == 0 ? &plain : NULL;
}

static const char *read_shared(struct valuing *valuing)
{
    char *end;
    bool cut;
    const char *digits = xlsx_text_end(valuing->text, valuing->arena);
    unsigned long index = strtoul(digits, &end, 10);
    if (*digits < '0' || *digits > '9' || *end || index >= valuing->book->strings.len)
        return refuse(valuing, "ô trỏ tới một chữ không có trong sổ; mở tệp bằng Excel rồi lưu lại",
                      "the cell points to a text that the workbook lacks; open the file in Excel and save it again");
    const char *text = xlsx_strings_get(&valuing->book->strings, index, &valuing->font, &cut);
    return not_cut(valuing, text, cut);
}

static const char *read_text(struct valuing *valuing)
{
    valuing->font = valuing->text->font;
    return not_cut(valuing, xlsx_text_end(valuing->text, valuing->arena), valuing->text->cut);
}

static const char *read_boolean(struct valuing *valuing)
{
    const char *text = xlsx_text_end(valuing->text, valuing->arena);
    bool yes = strcmp(text, "1") == 0 || strcmp(text, "true") == 0;
    if (!yes && strcmp(text, "0") != 0 && strcmp(text, "false") != 0)
        return refuse(valuing, "ô đúng/sai không ghi 0 hay 1; ghi lại ô này", "the cell is neither true nor false; write it again");
    return yes ? "TRUE" : "FALSE";
}

static const char *unknown_style(const struct valuing *valuing)
{
    return refuse(valuing, "ô có kiểu định dạng mà sổ không khai; mở tệp bằng Excel rồi lưu lại",
                  "the cell has a style that the workbook lacks; open the file in Excel and save it again");
}

static const char *read_number(struct valuing *valuing)
{
    double number;
    char shown[XLSX_SHOWN_TEXT_BYTES];
    char *text = arena_alloc(valuing->arena, XLSX_NUMBER_BYTES);
    const struct xlsx_style *style = style_of(valuing);
    if (!xlsx_number_read(xlsx_text_end(valuing->text, valuing->arena), &number))
        return refuse(valuing, "ô kiểu số mà nội dung không phải số; ghi lại ô này", "the cell is to be a number and is none; write it again");
    if (!style)
        return unknown_style(valuing);
    if (style->format == XLSX_PLAIN && style->shown && xlsx_shown_write(style->shown, number, shown))
        return text_clean(valuing->arena, shown, strlen(shown));
    if (style->format == XLSX_PLAIN)
        xlsx_number_write(number, text);
    else if (!xlsx_time_write(number, style->format, valuing->book->since_1904, text))
        return refuse(valuing, "ô định dạng ngày nhưng số trong ô không phải ngày nào (ngày âm, 29/02/1900 hoặc sau năm 9999); ghi lại ngày",
                      "the cell is formatted as a date but its number is none (negative, 29/02/1900 or after the year 9999); write the date again");
    return text;
}

static const char *read_day(struct valuing *valuing)
{
    char *text = arena_alloc(valuing->arena, XLSX_NUMBER_BYTES);
    const char *written = xlsx_text_end(valuing->text, valuing->arena);
    const struct xlsx_style *style = style_of(valuing);
    if (!style)
        return unknown_style(valuing);
    return xlsx_time_rewrite(written, style->format, text) ? text : written;
}

static bool has_foreign_letters(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return true;
    return false;
}

/* How a type of cell is read; `empty`: without content it is an empty cell even under a formula. */
static const struct {
    const char *type;
    const char *(*read)(struct valuing *valuing);
    bool empty;
} types[] = {
    {"s", read_shared, false}, {"", read_number, false},       {"n", read_number, false}, {"str", read_text, true},
    {"b", read_boolean, false}, {"inlineStr", read_text, true}, {"e", read_text, false},  {"d", read_day, false},
};

const char *xlsx_value(const struct xlsx_book *book, const struct xlsx_cell *cell, struct xlsx_text *text, struct arena *arena,
                       struct xlsx_places *places, enum legacy_font *ret_font)
{
    struct valuing valuing = {book, cell, text, arena, places, FONT_OF_UNICODE};
    size_t type = 0;
    *ret_font = FONT_OF_UNICODE;
    while (type < LEN(types) && strcmp(types[type].type, cell->type) != 0)
        type++;
    if (type == LEN(types))
        return refuse(&valuing, "ô có kiểu dữ liệu lạ; mở tệp bằng Excel rồi lưu lại",
                      "the cell has an unknown type; open the file in Excel and save it again");
    if (!text->raw.len && cell->formula && !(types[type].empty && cell->value))
        return refuse(&valuing, "ô có công thức chưa tính; mở tệp bằng Excel, bấm Lưu rồi gửi lại, hoặc thay công thức bằng giá trị",
                      "the cell holds a formula without its result; open the file in Excel, save it and send it again, or put the value there");
    if (!text->raw.len)
        return "";
    const char *value = types[type].read(&valuing);
    if (!valuing.font && types[type].read != read_number && style_of(&valuing))
        valuing.font = style_of(&valuing)->font;
    *ret_font = valuing.font && has_foreign_letters(value) ? valuing.font : FONT_OF_UNICODE;
    return value;
}
