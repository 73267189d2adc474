/* The fields of a record as they stand in a row of a statement, in the order of record_sql_columns. */
#ifndef STORE_RECORD_CELLS_H
#define STORE_RECORD_CELLS_H

struct arena;
struct cell;
struct record_type;
struct statement;

/* Copies of all fields; *column, the first one's, is moved behind the last one's. */
struct cell *record_cells_read(const struct statement *statement, struct arena *arena, const struct record_type *type, int *column);

#endif
