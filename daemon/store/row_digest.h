/*
 * Hashes of stored rows in the audit chain. The audit row of a change holds for each table that the change wrote ("tables":
 * {table: hash}) the sum modulo 2^256 of the SHA-256 of the rows as they stand after it, less the hashes of the rows that
 * stood there before. The sums of all changes add up to the sum over the rows that the table must hold now. This is so for
 * tables that only grow (result) and for rows that change in place (alert); one scan in any order checks it.
 *
 * SQLite's preupdate hook tells of every row that is written, so every table is covered without being named. Left out is
 * what has hashes of its own: records (record_digest.h), the audit chain (change.h), kept bytes (their key is their hash).
 * The schema counts as the table "sqlite_schema". Internal to the store, but for row_digest_check.
 */
#ifndef STORE_ROW_DIGEST_H
#define STORE_ROW_DIGEST_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct row_digest;
struct store;
struct value;

/* From here on, inside the transaction of the change `sequence`, what is written is noted. */
bool row_digest_begin(struct store *store, int64_t sequence, struct err *err);
/* Fills {table: hash}; rows that are written later are not in it. */
bool row_digest_read(struct store *store, struct arena *arena, struct value *tables, struct err *err);
/* The transaction is over. Harmless when none was begun. */
void row_digest_end(struct store *store);

/* Instead of row_digest_read, after tables were made anew: what must be added to the log for it to agree with the rows
 * as they stand. Whoever calls this has checked the rows before. */
bool row_digest_restate(struct store *store, struct arena *arena, struct value *tables, struct err *err);
/* Every row of every table against the log. False with the first table that does not agree. */
bool row_digest_check(struct store *store, struct err *err);

void row_digest_destroy(struct row_digest *digest);

#endif
