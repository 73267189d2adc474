/*
 * The text of a cell as a workbook writes it (CT_Rst, ISO/IEC 29500-1, 18.4.8): plain, or in runs with fonts of their own; without
 * the reading aids of phonetic runs. Fed with the events inside its element.
 */
#ifndef SHEET_XLSX_TEXT_H
#define SHEET_XLSX_TEXT_H

#include "base/buffer.h"
#include "sheet/legacy_font.h"
#include "xml/xml_stream.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct xlsx_text {
    struct buffer raw;
    int phonetic; /* inside so many of such runs */
    bool open;    /* inside a t */
    bool cut;     /* longer than a cell may be (SHEET_CELL_MAX): the rest is left out */
    enum legacy_font font; /* of a run; FONT_OF_UNICODE: none of them is of that kind */
};

void xlsx_text_begin(struct xlsx_text *text);
void xlsx_text_open(struct xlsx_text *text, const struct xml_element *element);
void xlsx_text_close(struct xlsx_text *text, const char *local);
void xlsx_text_add(struct xlsx_text *text, const char *bytes, size_t len); /* outside of a t: passed over */
/* The same without regard to elements. */
void xlsx_text_put(struct xlsx_text *text, const char *bytes, size_t len);
/* Cleaned; it lives in the arena. */
const char *xlsx_text_end(struct xlsx_text *text, struct arena *arena);
void xlsx_text_finish(struct xlsx_text *text);

#endif
