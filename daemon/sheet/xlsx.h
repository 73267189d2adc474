/*
 * Excel workbooks (.xlsx, ISO/IEC 29500, both editions) as Excel, LibreOffice, Google Sheets and other writers make them: the first
 * visible sheet that has the head line, or the one that a form's own key sheet names. Formulas count with their stored results.
 * Macros, binary and locked workbooks are refused with advice. A reader of sheet.c.
 */
#ifndef SHEET_XLSX_H
#define SHEET_XLSX_H

#include "sheet/sheet_reader.h"

bool xlsx_is(const char *beginning, size_t len); /* a zip, whatever is in it */
sheet_reader xlsx_read;

#endif
