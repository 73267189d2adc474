/*
 * Opens and closes the state folder's databases: the SQLite connection, then the schema brought up to date. The main one holds all
 * that decides and its log; accounts.db holds what proves who somebody is, has no log, and no worker opens it. What is done with
 * an open store is in store.h.
 */
#ifndef STORE_STORE_OPEN_H
#define STORE_STORE_OPEN_H

#include <stdbool.h>
#include <stdint.h>

struct byte_cache;
struct err;
struct store;

#define STORE_FILE "thidua.db"
#define STORE_ACCOUNTS_FILE "accounts.db"
#define STORE_BUILD_FILE "thidua.build" /* which build of the program was through with it (upgrade/build_mark.h) */
#define STORE_LOCK_FILE "thidua.lock" /* whoever writes these files from the outside takes it first (base/folder_lock.h) */

enum store_mode {
    STORE_WRITE, /* makes the file when there is none, brings the schema up to date */
    STORE_READ,
};

const char *store_library(void); /* the version of the database's library */
/* Of a program whose threads each have a connection; before the first is opened. SQLite counts no memory then, which takes one lock for all of them
 * at each piece. A program with rules to limit (rule_reader.h) needs the count, and does not call it. */
void store_settle(void);

struct store *store_open(const char *folder, enum store_mode mode, struct err *err);
/* One that reads, opened when it is first revived: of a database that was opened and brought up to date by another. */
struct store *store_open_later(const char *folder);
struct store *store_open_file(const char *path, enum store_mode mode, struct err *err); /* under any name */
/* An empty database in memory with the program's own tables: what is generated from a package is tried on it. kept: where it is taken from, and kept for
 * the next, for it follows from the program alone; NULL: made anew. */
struct store *store_open_scratch(struct byte_cache *kept, struct err *err);
struct store *store_open_accounts(const char *folder, enum store_mode mode, struct err *err);
struct store *store_open_accounts_file(const char *path, enum store_mode mode, struct err *err); /* under any name */
void store_close(struct store *store);
void store_let_go(struct store *store); /* it outlives the attempt (base/memory.h) in which it was opened */

/* After an attempt that memory ran out in (base/memory.h): what it left on the connection is thrown away, nothing that was not
 * committed is there. Takes no memory. Whoever has the connection then opens it anew before it is used. */
void store_abandon(struct store *store);
bool store_revive(struct store *store, struct err *err);   /* harmless when it is open */
/* Nobody asks for a while: what is kept of the database's pages is freed. */
void store_rest(struct store *store);
int64_t store_commits(const struct store *store);          /* so many changes were committed on it since it was opened first */

#endif
