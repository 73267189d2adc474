/* The texts that a workbook's cells share, in blocks: no more than the texts and four bytes each. */
#ifndef SHEET_XLSX_STRINGS_H
#define SHEET_XLSX_STRINGS_H

#include "sheet/legacy_font.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct xlsx_package;

struct xlsx_strings {
    char **blocks;
    size_t block_count, block_used; /* bytes of the last one */
    uint32_t *places;               /* block << 16 | offset, of a byte of marks before the text */
    size_t len, size;
};

/* False with a problem. Finish it in either case. */
bool xlsx_strings_read(const struct xlsx_package *package, const char *part, struct xlsx_strings *strings);
void xlsx_strings_finish(struct xlsx_strings *strings);

/* The index must be below strings->len. *ret_cut: it was longer than a cell may be. */
const char *xlsx_strings_get(const struct xlsx_strings *strings, size_t index, enum legacy_font *ret_font, bool *ret_cut);

#endif
