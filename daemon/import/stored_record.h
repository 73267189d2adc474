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
struct field;
struct import_row;
struct param_list;
struct problems;
struct record_type;
struct statement;
struct store;

struct stored {
    const struct record_type *type;
    struct store *store;
    const struct param_list *params; /* that conditions may read */
    struct arena *arena;
    struct cell *cells;      /* of the version that was found last */
    struct cell *past_cells; /* of the superseded version that was found last */
    struct statement *select, *insert, *supersede, *replace, *warnings, *past, /* prepared when first needed */
        *agreeing, *spelled, *near, *elsewhere,                                /* neighbour.h */
        *persons;                                                              /* other_unit.h */
};

void stored_init(struct stored *stored, const struct record_type *type, struct store *store,
                 const struct param_list *params, struct arena *arena);
void stored_finish(struct stored *stored);

/* A version of a record; its cells and texts are the store's until the next call. */
struct stored_version {
    bool exists;
    const struct cell *cells;
    const char *state, *state_reason, *source_file;
    int source_row;
    int64_t from_seq, until_seq; /* in force for the changes [from, until); until 0: live */
};
/* The live version of the row's record. */
bool stored_find(struct stored *stored, const struct import_row *row, struct stored_version *ret_version,
                 struct err *err);
void stored_release(struct stored *stored); /* the version is no longer read */
/* The newest superseded version of the row's record, then the one before it, until none exists or they are released. */
bool stored_past(struct stored *stored, const struct import_row *row, struct stored_version *ret_version, struct err *err);
bool stored_past_next(struct stored *stored, struct stored_version *ret_version, struct err *err);
void stored_past_release(struct stored *stored);

/* For statements over records: one that is prepared once; named cells as its parameters from `first` on; a column as a cell;
 * all columns (record_sql_columns, until_seq where the statement has it) as a version. */
struct statement *stored_prepare(struct stored *stored, struct statement **statement,
                                 char *(*sql)(struct arena *arena, const struct record_type *type), struct err *err);
void stored_bind_named(struct statement *statement, const struct record_type *type, const struct cell *cells,
                       const char *const *names, size_t count, int first);
void stored_read(const struct record_type *type, const struct statement *statement, struct cell *cells,
                 struct stored_version *ret_version);

/* Adds the declared warnings that hold of a row that was written. */
bool stored_warn(struct stored *stored, const struct import_row *row, int32_t today,
                 struct problems *problems, struct err *err);

bool stored_write(struct stored *stored, const struct change *change, const struct import_row *row,
                  struct err *err);

#endif
