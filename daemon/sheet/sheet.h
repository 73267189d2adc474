/*
 * A table that people made: a head line with columns' names, rows below it, all cells cleaned texts (NFC, trimmed); what they
 * mean is the caller's. Which program wrote the file is found from its bytes: one row of readers a form (sheet.c), the CSV of
 * Excel and of people the one that takes what no other knows.
 */
#ifndef SHEET_SHEET_H
#define SHEET_SHEET_H

#include "sheet/sheet_reader.h"

/* By the reader that knows these bytes. */
sheet_reader sheet_read;

#endif
