/*
 * What a sheet shows in another way than it is read, noted on the way and said at its end: merged cells (an error: which row do
 * they belong to?), hidden rows and columns (read as all others), texts in fonts of before Unicode.
 */
#ifndef SHEET_XLSX_NOTICE_H
#define SHEET_XLSX_NOTICE_H

#include "sheet/legacy_font.h"

#include <stdbool.h>
#include <stddef.h>

struct problems;
struct xml_element;

enum { XLSX_NOTICE_COLUMNS = 32, XLSX_NOTICE_MERGES = 20, XLSX_NOTICE_TOTALS = 64 };

/* Things of one kind: where the first one is, and how many there are. */
struct xlsx_notice_count {
    int count, first_row, first_column;
};

struct xlsx_notice {
    struct problems *problems;
    const char *file;
    int from_row, last_row; /* of the table */
    int upper_row, foot_row; /* of a head of two rows; where what stands below the table begins; 0: there is none */
    struct xlsx_notice_count hidden_rows, fonts[FONT_ENCODINGS];
    struct {
        int from, to; /* from 0, inclusive */
    } hidden_columns[XLSX_NOTICE_COLUMNS];
    int hidden_column_count, merges;
    int totals[XLSX_NOTICE_TOTALS], total_count; /* rows of sums */
};

void xlsx_notice_row(struct xlsx_notice *notice, int row, bool hidden);
void xlsx_notice_total(struct xlsx_notice *notice, int row); /* cells may be merged in it */
void xlsx_notice_columns(struct xlsx_notice *notice, const struct xml_element *col);
void xlsx_notice_font(struct xlsx_notice *notice, enum legacy_font font, int column, int row);
/* Said at once. `columns`: how many the table has. */
void xlsx_notice_merge(struct xlsx_notice *notice, size_t columns, const struct xml_element *merge);
void xlsx_notice_say(const struct xlsx_notice *notice, size_t columns);

#endif
