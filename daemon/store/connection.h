/*
 * What the files of the store share: the connection itself, and the sentence for what SQLite reported.
 * Internal to the store; nobody else sees an sqlite3.
 */
#ifndef STORE_CONNECTION_H
#define STORE_CONNECTION_H

#include "store/store.h"

#include <sqlite3.h>

struct store {
    sqlite3 *db;
    char *path;
    enum store_mode mode;
    int witness;                        /* witness.h; -1 = none */
    bool doubtful;                      /* a commit met an I/O error: opened anew before the next change */
    sqlite3_stmt *queries[QUERY_COUNT]; /* prepared when first asked for */
};

#define CONNECTION_SCRATCH ":memory:" /* as the path: a database that no file holds */

bool connection_open(struct store *store, struct err *err);
void connection_close(struct store *store);

/* The prepared named query, without bindings; NULL when the database has no such tables. */
sqlite3_stmt *connection_query(struct store *store, enum query query, struct err *err);
/* One column of the row a statement stands on; NULL for bytes. */
struct value *connection_column(sqlite3_stmt *stmt, int column, struct arena *arena);

/* Says in a person's words what the last call on this connection met; always returns false. */
bool connection_fail(const struct store *store, struct err *err);

#endif
