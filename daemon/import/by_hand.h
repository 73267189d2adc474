/*
 * What is asked of a row that a person enters by hand, and not of a file's: a reason where a record that counts is corrected, and
 * that nobody changed the record since the person looked at it.
 */
#ifndef IMPORT_BY_HAND_H
#define IMPORT_BY_HAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct batch;
struct err;
struct import;
struct import_row;
struct stored_version;

enum { BY_HAND_SEEN_UNSAID = -1, BY_HAND_SEEN_NONE = 0 }; /* nobody said which version was seen; a new record was meant */

struct by_hand {
    int64_t seen; /* the change that wrote the version which the person saw (its from_seq), or one of the above */
    const int64_t *rows; /* the same of each row, by its line from 1 on, of rows that stood in a table; NULL: `seen` is of all */
    size_t row_count;
};

/* A row of a table that says what is stored stays as it is: it stood among others that were written, nobody sends it again. A draft goes. */
bool by_hand_stays(const struct import *import, const struct import_row *row, const struct stored_version *version);

/* Where the stored version is a later one than was seen and says something else: a problem a field, with both texts. Nothing where
 * the rows are a file's. */
bool by_hand_check_seen(struct import *import, const struct batch *batch, const struct import_row *row,
                        const struct stored_version *version, struct err *err);
/* Once the row's fate is known. */
void by_hand_check_reason(struct import *import, const struct import_row *row);

#endif
