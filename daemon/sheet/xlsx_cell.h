/*
 * How a workbook writes places, numbers and times, as pure functions: "B7", "1.2345E+15", the serial number 45597 that a
 * format shows as a day. ISO/IEC 29500-1, 18.17.4 (dates), 18.18.7 (references), 18.8.30 (number formats).
 */
#ifndef SHEET_XLSX_CELL_H
#define SHEET_XLSX_CELL_H

#include <stdbool.h>
#include <stddef.h>

enum {
    XLSX_ROWS = 1048576,
    XLSX_COLUMNS = 16384,
    XLSX_REF_BYTES = 16,
    XLSX_NUMBER_BYTES = 48, /* of a number or a time as text, with its closing 0 */
};

/* What a number format makes of a number. */
enum xlsx_format {
    XLSX_PLAIN,
    XLSX_DATE,
    XLSX_DATETIME,
    XLSX_TIME,
    XLSX_ELAPSED, /* [h]:mm: more than 24 hours stay hours */
};

/* "B7" → column 1 (from 0), row 7 (from 1). False for what is none, or outside of a sheet. */
bool xlsx_ref_read(const char *text, int *ret_column, int *ret_row);
/* "B7"; without the row when it is 0. */
void xlsx_ref_write(int column, int row, char to[XLSX_REF_BYTES]);
/* "B7:C9" or "B7"; the corners may stand in any order. */
bool xlsx_range_read(const char *text, int ret_columns[2], int ret_rows[2]);

/* Of an id below 164, which files name without a code; of a code ("dd/mm/yyyy", "[$-42A]d mmmm"). */
enum xlsx_format xlsx_format_builtin(int id);
enum xlsx_format xlsx_format_code(const char *code);

/* A finite decimal number, as xsd:double writes it; nothing else. */
bool xlsx_number_read(const char *text, double *ret_number);
/* The shortest decimal that is this number again; without an exponent where digits say it as well: integers up to 2^53. */
void xlsx_number_write(double number, char to[XLSX_NUMBER_BYTES]);

/* A serial number as people write it: 2024-11-05, 2024-11-05 21:40, 2024-11-05 21:40:30, 21:40. `since_1904`: the workbook
 * counts from 1904-01-01 on. False for a day that never was (29/02/1900, which Excel believes in) or is out of range. */
bool xlsx_time_write(double serial, enum xlsx_format format, bool since_1904, char to[XLSX_NUMBER_BYTES]);
/* The same of an ISO text ("2024-11-05T00:00:00Z"); false for what is none, and for a time of day in UTC: some writers mean the
 * clock of the sheet by it, so what a field makes of it is said by the rules for its type (record/written_day.h). */
bool xlsx_time_rewrite(const char *text, enum xlsx_format format, char to[XLSX_NUMBER_BYTES]);

/* Puts the characters that a workbook writes as _x000D_ in their place; returns the new length. */
size_t xlsx_unescape(char *text, size_t len);

#endif
