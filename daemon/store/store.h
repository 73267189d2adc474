/*
 * Reading and writing one connection to the state folder's database (SQLite, WAL, synchronous=FULL). The writer thread owns
 * the one connection that writes; other threads read through their own. Named queries come from queries/ *.sql: the build
 * turns them into enum query and a table of texts, and each is prepared once a connection. The store knows tables, not what
 * they mean. Opening and closing: store_open.h. Not safe for two threads at once.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "store/query.h" /* made at build: enum query */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct param_list;
struct store;
struct value;

const char *store_path(const struct store *store); /* of the database file, as given to workers */

/*
 * Named queries. `types` says what follows, one letter a parameter: t text (NULL gives NULL), i int64_t,
 * v const struct value * (a scalar; a list or map is bound as its JSON), b bytes (const void *, size_t).
 * Columns become keys; blobs are not read this way (store_blob). An error's sentence names no SQL.
 */
bool store_do(struct store *store, struct err *err, enum query query, const char *types, ...);
/* A list of maps, [] when there is none; NULL on an error. */
struct value *store_rows(struct store *store, struct arena *arena, struct err *err, enum query query,
                         const char *types, ...);
/* The first row as a map, or a null value when there is none; NULL on an error. */
struct value *store_row(struct store *store, struct arena *arena, struct err *err, enum query query,
                        const char *types, ...);
/* The bytes of the first column of the first row. *ret_bytes NULL when there is no row. */
bool store_blob(struct store *store, struct arena *arena, struct err *err, const char **ret_bytes,
                size_t *ret_len, enum query query, const char *types, ...);
int64_t store_last_id(const struct store *store); /* of the row inserted last */

/* Generated SQL (record tables): prepared by the caller, bound and stepped by hand. */
struct statement;
struct statement *store_prepare(struct store *store, const char *sql, struct err *err);
/* A condition that a package declares (record_sql_warnings): it may read record tables only and each step
 * ends soon, whoever wrote it. It may call param(name, day) on `params`, which stay while it is used. */
struct statement *store_prepare_condition(struct store *store, const struct param_list *params, const char *sql, struct err *err);
void statement_finish(struct statement *statement);
void statement_bind_text(struct statement *statement, int index, const char *text); /* from 1; NULL = null */
void statement_bind_int(struct statement *statement, int index, int64_t integer);
void statement_bind_null(struct statement *statement, int index);
/* Resets itself after the last row. */
bool statement_step(struct statement *statement, bool *ret_row, struct err *err);
void statement_reset(struct statement *statement);
int statement_columns(const struct statement *statement);
bool statement_is_null(const struct statement *statement, int column);
bool statement_is_hidden(const struct statement *statement, int column); /* record_cells.h */
struct store *statement_store(const struct statement *statement);
int64_t statement_int(const struct statement *statement, int column);
/* NULL for null; until the next step. */
const char *statement_text(const struct statement *statement, int column);
bool store_script(struct store *store, const char *sql, struct err *err); /* several statements */

/*
 * A write that is whole or not there (BEGIN IMMEDIATE). Begun, and ended well, only while the database's files are those that
 * were opened: one that was moved away takes what is written with it. After a commit that met an I/O error the next begin
 * reads everything anew from the disk, for what the kernel still holds of the failed write is unknown.
 */
bool store_write_begin(struct store *store, struct err *err);
bool store_write_commit(struct store *store, struct err *err); /* false: nothing happened, unless err says otherwise; cancel */
void store_write_cancel(struct store *store); /* harmless after an end */

/* A read that sees one state of the database while it lasts (short: a held one blocks checkpoints). A process
 * that was made unable to write beside the database (worker/worker.h) must read inside one. */
bool store_read_begin(struct store *store, struct err *err);
void store_read_end(struct store *store);

#endif
