/*
 * A bundle as a table for the import: a row a criterion and unit (the district, its wards), with those columns of the list in received_sheet.c that
 * the record type has as fields, and whose records they are. What an earlier bundle said and this one does not is withdrawn. Pure.
 */
#ifndef RECEIVED_RECEIVED_SHEET_H
#define RECEIVED_RECEIVED_SHEET_H

struct arena;
struct bundle;
struct record_type;
struct sheet;

/* earlier: of the same unit and phase; NULL: there was none. */
const struct sheet *received_sheet(struct arena *arena, const struct record_type *type, const struct bundle *bundle, const struct bundle *earlier);

#endif
