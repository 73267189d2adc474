/*
 * A file that was sent, given back as a workbook with what is wrong in it: the same rows, bad cells coloured with the sentence
 * as a note, and a last column Lỗi with all sentences of a row. Mended, it is imported as it is: the column Lỗi and the lines
 * above the table are left out by whoever reads it.
 */
#ifndef ENTRY_ENTRY_MARKED_H
#define ENTRY_ENTRY_MARKED_H

struct arena;
struct problems;
struct record_type;
struct sheet;
struct value;

#define ENTRY_MARKED_COLUMN "Lỗi"

/* The workbook. `file`: as the problems call it. They know in which column of the file they stand (import/header_row.h). Notes (what was understood, and how) are not marked. */
struct value *entry_marked_describe(struct arena *arena, const struct record_type *type, const char *file,
                                    const struct sheet *sheet, const struct problems *problems);

#endif
