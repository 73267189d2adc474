/*
 * A second word for what was acknowledged. SQLite takes a log file (-wal) as far as its checksums agree and says
 * nothing of the rest, so a damaged or deleted log looks like an older database. The witness is a small file beside
 * the database that names the newest audit row (sequence and hash); at the start the database must hold that row.
 *
 * It is written after the commit is on the disk and not synced itself, so it is never ahead of the database: a kill
 * loses nothing of it, a power loss at most what the kernel had not written yet (seconds), and an older word still
 * holds. It costs a pwrite of one line a change.
 */
#ifndef STORE_WITNESS_H
#define STORE_WITNESS_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct store;

#define WITNESS_SUFFIX "-head" /* of the database file's name: thidua.db-head */

/* From now on every change on this connection is witnessed. Refused when the database lacks what the witness
 * names; a witness that is missing or does not agree with itself says nothing and is written anew. */
bool witness_open(struct store *store, struct err *err);

/* Internal to the store: what change.c tells after a commit, what store_close ends. */
void witness_note(const struct store *store, int64_t sequence, const char *hash);
void witness_close(struct store *store);

#endif
