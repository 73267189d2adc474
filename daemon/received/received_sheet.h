/*
 * A bundle as a table for the import: a row a criterion and unit (the district, its wards), with those columns of the list in received_sheet.c that
 * the record type has as fields, and whose records they are. What stands of its unit and phase and it does not say is withdrawn. Pure.
 */
#ifndef RECEIVED_RECEIVED_SHEET_H
#define RECEIVED_RECEIVED_SHEET_H

struct arena;
struct bundle;
struct record_type;
struct sheet;
struct value;

/* live: the records in force of that unit (received_live.h). */
const struct sheet *received_sheet(struct arena *arena, const struct record_type *type, const struct bundle *bundle, const struct value *live);

#endif
