/*
 * The beginning of a read transaction, with patience. A worker may only read the -shm file (worker/worker.h),
 * so it cannot do what SQLite does when it meets the writer in the middle of a step: lock, wait and look
 * again. It gets SQLITE_READONLY_RECOVERY or SQLITE_READONLY_CANTINIT instead, although a moment later all is
 * well. Once the first read is done, the transaction sees one state and meets nobody. Internal to the store.
 */
#ifndef STORE_READ_TRANSACTION_H
#define STORE_READ_TRANSACTION_H

struct sqlite3;

/* BEGIN and one read; tries again for at most 2 s. SQLite's code: on any but SQLITE_OK sqlite3_errmsg still
 * says what was met, and the caller rolls back. */
int read_transaction_begin(struct sqlite3 *db);

#endif
