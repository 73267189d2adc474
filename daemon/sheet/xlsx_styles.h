/* What a workbook's cell styles say of a cell's value: how its number is shown, and whether its font is of before Unicode. */
#ifndef SHEET_XLSX_STYLES_H
#define SHEET_XLSX_STYLES_H

#include "sheet/legacy_font.h"
#include "sheet/xlsx_cell.h"

#include <stdbool.h>
#include <stddef.h>

struct xlsx_package;

struct xlsx_style {
    enum xlsx_format format;
    const char *shown; /* of a plain number: what is shown beside its digits (xlsx_shown.h); NULL: nothing */
    enum legacy_font font;
};

struct xlsx_styles {
    struct xlsx_style *items; /* by the number that cells give (cellXfs) */
    size_t len;
    bool absent; /* the workbook has none: what cells say of styles means nothing */
};

/* The styles live in the package's arena. `part` NULL: none. False with a problem. */
bool xlsx_styles_read(const struct xlsx_package *package, const char *part, struct xlsx_styles *ret_styles);

#endif
