/*
 * The fields of a record as they stand in a row of a statement, in the order of record_sql_columns: all who read records as cells do it here.
 * And who reads through a connection, and what of records is private to them (version_sql_private): begun before a person's question is answered,
 * ended behind it. In between every statement of the connection reads records through views that leave out what the person may not see; a
 * connection that writes is never masked, for whoever changes records reads them whole. Decides nothing: `sees` does.
 */
#ifndef STORE_RECORD_CELLS_H
#define STORE_RECORD_CELLS_H

#include "record/field.h"

#include <stdbool.h>

struct arena;
struct err;
struct record_type;
struct record_types;
struct statement;
struct store;

/* One cell, of a key; its text lives until the next step. */
struct cell record_cell(const struct statement *statement, int column, const struct field *field);
/* All fields; *column, the first one's, is moved behind the last one's. */
void record_cells_borrow(const struct statement *statement, const struct record_type *type, struct cell *cells, int *column);
struct cell *record_cells_read(const struct statement *statement, struct arena *arena, const struct record_type *type, int *column); /* copies */

struct private_view {
    const struct record_types *types; /* none: the tables are read as they are */
    /* Whether what is private of a record of the type may be seen, that belongs to `owner` (a unit, team or member; NULL: to nobody). Asked
     * for every row, in the middle of a statement. */
    bool (*sees)(void *reader, const struct record_type *type, const char *owner);
    /* Whether results of members may be seen that belong to the ward `home` (docs/decisions/0105). */
    bool (*sees_members)(void *reader, const char *home);
    /* Cells of such a record were read, and something private is among them; hidden: it would be. */
    void (*read)(void *reader, const struct record_type *type, const char *owner, bool hidden);
    void *reader;
};

/* The view is borrowed until the end. Outside of a transaction. Harmless on a connection that writes. */
bool private_view_begin(struct store *store, const struct private_view *view, struct arena *arena, struct err *err);
void private_view_end(struct store *store);

#endif
