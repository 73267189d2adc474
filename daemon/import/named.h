/*
 * Finds the periods, phases and record types that people name: Nov-24, tháng 11/2024, a day that Excel made of a month; "Đợt 1";
 * "Nguồn tin". What two share is refused with both.
 */
#ifndef IMPORT_NAMED_H
#define IMPORT_NAMED_H

struct cell;
struct field;
struct import;
struct record_type;
struct record_types;
struct arena;
struct spot;

/* The cell gets the id, with a note, or is bad; a text that means none, and a field of another form, stay as they are. */
void named_resolve(struct import *import, const struct field *field, struct cell *cell, struct spot spot);

#endif
