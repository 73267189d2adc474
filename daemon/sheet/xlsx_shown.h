/*
 * What a number format shows beside the digits of a whole number: zeros in front ("0000" shows 0012), words and signs around and
 * between ("CB-"00 shows CB-12, 0 "khẩu" 12 khẩu, 00-00 12-34), a share in percent. A person has typed 12 and sees, and means, all
 * of it. Pure. ISO/IEC 29500-1, 18.8.31.
 */
#ifndef SHEET_XLSX_SHOWN_H
#define SHEET_XLSX_SHOWN_H

#include <stdbool.h>

enum { XLSX_SHOWN_BYTES = 64, XLSX_SHOWN_TEXT_BYTES = 96 };

/* What a code shows, for xlsx_shown_write; false when that is the number alone, or no whole number. */
bool xlsx_shown_read(const char *code, char to[XLSX_SHOWN_BYTES]);
/* False for a number that it shows otherwise: below zero, with decimals, of more than 15 digits. */
bool xlsx_shown_write(const char *shown, double number, char to[XLSX_SHOWN_TEXT_BYTES]);

#endif
