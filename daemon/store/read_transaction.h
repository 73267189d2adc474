/*
 * Begins a read transaction and waits where SQLite would not. A worker may only read the -shm file (worker/worker.h), so
 * when it meets the writer in the middle of a step it cannot lock, wait and look again as SQLite does; it gets
 * SQLITE_READONLY_RECOVERY or SQLITE_READONLY_CANTINIT, and a moment later the same call succeeds. After its first read
 * the transaction sees one state and waits for nobody. Internal to the store.
 */
#ifndef STORE_READ_TRANSACTION_H
#define STORE_READ_TRANSACTION_H

struct sqlite3;

/* BEGIN and one read; tries again for at most 2 s. SQLite's code: on any but SQLITE_OK sqlite3_errmsg still
 * says what was met, and the caller rolls back. */
int read_transaction_begin(struct sqlite3 *db);

#endif
