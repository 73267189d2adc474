/*
 * The tables whose rows are hashed (row_digest.h), the hash of a row, and the sum of a whole table. Used for noting rows as
 * they are written and for checking all of them. Internal to the store.
 */
#ifndef STORE_ROW_TABLE_H
#define STORE_ROW_TABLE_H

#include "base/buffer.h"
#include "base/digest.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct store;

#define ROW_TABLE_SCHEMA "sqlite_schema"

struct row_table {
    const char *name;
    const char **columns; /* in the table's order; NULL = of that one another hash tells */
    size_t column_count;
    unsigned char sum[DIGEST_BYTES]; /* little-endian */
};

struct row_tables {
    struct row_table *items;
    size_t len;
};

/* Every table that is covered, sums 0, then the schema's own. */
bool row_table_list(struct store *store, struct arena *arena, struct row_tables *ret_tables, struct err *err);
/* NULL when there is none of that name. */
struct row_table *row_table_find(const struct row_tables *tables, const char *name);
/* Whether another hash tells of the whole table. */
bool row_table_is_elsewhere(const char *name);

/* The column's name, type and value, unless it is null: a column that is added later, and is null, changes no hash. */
void row_table_put(struct buffer *row, const char *column, sqlite3_value *value);
/* The sum of all rows, by a scan. */
bool row_table_scan(struct store *store, const struct row_table *table, unsigned char ret_sum[DIGEST_BYTES], struct err *err);

#endif
