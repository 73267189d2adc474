/*
 * The commit mark: a small file beside the database that names the newest audit row (sequence and hash). SQLite reads its
 * write-ahead log (-wal) as far as the checksums agree and says nothing of the rest, so a damaged or deleted log looks
 * like an older database. At the start the database must hold the row that the mark names.
 *
 * The mark is written after the commit is on the disk and is not synced itself, so it is never ahead of the database. A
 * kill loses nothing of it; a power loss loses at most what the kernel had not written yet (seconds), and an older mark is
 * still true. It costs a pwrite of one line a change.
 */
#ifndef STORE_COMMIT_MARK_H
#define STORE_COMMIT_MARK_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct store;

#define COMMIT_MARK_SUFFIX "-head" /* of the database file's name: thidua.db-head */

/* From now on every change on this connection is marked. Refused when the database lacks the row that the mark names. A
 * mark that is missing or does not agree with itself names nothing and is written anew. */
bool commit_mark_open(struct store *store, struct err *err);

/* Internal to the store: called by change.c after a commit and by store_close. */
void commit_mark_note(const struct store *store, int64_t sequence, const char *hash);
void commit_mark_close(struct store *store);

#endif
