/*
 * Stored records beside a row of an import that a person would take for the same one: another spelling of its id, its id and
 * content under another unit, the same unique fields. Looked up by index; a record for which a row of the same call speaks is none.
 */
#ifndef IMPORT_NEIGHBOUR_H
#define IMPORT_NEIGHBOUR_H

#include <stdbool.h>

struct batch;
struct err;
struct import_row;
struct stored;

struct neighbour {
    const char *key;                 /* for people; NULL: there is none */
    const char *where_vi, *where_en; /* "đã lưu từ tip.csv dòng 5" */
};

/* Standing, of the same unit, its id the same but for case, leading zeros, blanks, hyphens. Of a type whose key has an id,
 * which is checked (id_check.h). */
bool neighbour_near(struct stored *stored, const struct batch *batch, const struct import_row *row,
                    struct neighbour *ret_neighbour, struct err *err);
/* Standing, of another unit, all but the unit the same. Of a type whose key has an id and a unit or member. */
bool neighbour_elsewhere(struct stored *stored, const struct batch *batch, const struct import_row *row,
                         struct neighbour *ret_neighbour, struct err *err);
/* Confirmed or waiting, agreeing in the type's unique fields as a person reads them. */
bool neighbour_agreeing(struct stored *stored, const struct batch *batch, const struct import_row *row,
                        struct neighbour *ret_neighbour, struct err *err);

/* Standing, also of this call once it is written, agreeing in these fields less the day, but spelled otherwise: people name one
 * thing, which has a record a day, and its spellings count as two. Of a type with RECORD_FOLDED_NAME. */
bool neighbour_spelled(struct stored *stored, const struct import_row *row, struct neighbour *ret_neighbour, struct err *err);

#endif
