/*
 * Reads and writes the stored records of one type for an import: the live version by key, those that agree in the
 * unique fields, a new version (the old one goes to history), the warnings that hold of it. Statements are prepared
 * once a call.
 */
#ifndef IMPORT_STORED_RECORD_H
#define IMPORT_STORED_RECORD_H

#include "record/field_kind.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct batch;
struct change;
struct err;
struct import_row;
struct problems;
struct record_type;
struct statement;
struct store;

struct stored {
    const struct record_type *type;
    struct store *store;
    struct arena *arena;
    struct cell *cells; /* of the version that was found last */
    struct statement *select, *agreeing, *insert, *supersede, *replace,
        *warnings; /* prepared when first needed */
};

void stored_init(struct stored *stored, const struct record_type *type, struct store *store,
                 struct arena *arena);
void stored_finish(struct stored *stored);

/* A live version; its cells and texts are the store's until the next call. */
struct stored_version {
    bool exists;
    const struct cell *cells;
    const char *state, *state_reason;
};
bool stored_find(struct stored *stored, const struct import_row *row, struct stored_version *ret_version,
                 struct err *err);
void stored_release(struct stored *stored); /* the version is no longer read */

/* The key, for people, of a live row that agrees with `row` in the unique fields and for which no row of this
 * call speaks; NULL when there is none. */
bool stored_agreeing(struct stored *stored, const struct batch *batch, const struct import_row *row,
                     const char **ret_shown, struct err *err);

/* Adds the declared warnings that hold of a row that was written. */
bool stored_warn(struct stored *stored, const struct import_row *row, int32_t today,
                 struct problems *problems, struct err *err);

bool stored_write(struct stored *stored, const struct change *change, const struct import_row *row,
                  struct err *err);

#endif
