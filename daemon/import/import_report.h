/*
 * What a call does to records, as data for an answer: by type and unit how many are new, corrected, unchanged; of each new or
 * corrected one what was and what becomes. Long lists are cut, their counts are whole. Pure.
 */
#ifndef IMPORT_IMPORT_REPORT_H
#define IMPORT_IMPORT_REPORT_H

#include <stddef.h>

struct arena;
struct import;
struct import_row;
struct record_type;
struct value;

/* After the check. {units: [{type, type_title, unit, unit_name, added, corrected, unchanged, outdated}…], records: [{type,
 * type_title, key, unit, unit_name, what: added | corrected, file, row, fields: [{field, title, from, to, from_title,
 * to_title}…]}…], record_count}. from, to: as people write them, null for none; titles: of a choice what people call it, else the same.
 * Corrected ones stand first, `most` of all are told. */
enum { IMPORT_REPORT_RECORDS = 200 }; /* in an answer that people read */
struct value *import_report(const struct import *import, size_t most);
/* The fields of one row that differ from what was (row->old), with state and reason. */
struct value *import_report_fields(const struct record_type *type, const struct import_row *row, struct arena *arena);

#endif
