/*
 * CSV as Excel and people make it: UTF-8 with or without BOM, UTF-16 (encoding.h), comma, semicolon or TAB (found from the head
 * line), a first line "sep=;" obeyed, quoted cells with line breaks, CRLF or LF. A reader of sheet.c.
 */
#ifndef SHEET_CSV_H
#define SHEET_CSV_H

#include "sheet/sheet_reader.h"

sheet_reader csv_read;

#endif
