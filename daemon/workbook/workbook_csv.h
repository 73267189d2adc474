/*
 * A described sheet as CSV that Excel in Vietnam opens by a double click: UTF-8 with a byte order mark, semicolons (the list
 * separator of the Vietnamese settings, where the comma is decimal), a line "sep=" left out because other programs read it as
 * data, CRLF. Days as 05/11/2024, decimals with a comma. A text that begins like a formula gets an apostrophe in front: a
 * CSV has no other way to say that it is a text.
 */
#ifndef WORKBOOK_WORKBOOK_CSV_H
#define WORKBOOK_WORKBOOK_CSV_H

struct buffer;
struct value;

void workbook_csv_write(struct buffer *out, const struct value *sheet);

#endif
