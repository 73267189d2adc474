/*
 * The SQLite connection of a store: opening it with the right switches, its prepared queries, and the sentence for what
 * SQLite reported. Internal to the store; nobody else sees an sqlite3.
 */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include "base/memory.h"
#include "store/query.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <sys/types.h>

struct arena;
struct err;
struct param_list;
struct private_view;
struct row_digest;

/* Which file it is, whatever it is called; number 0 = not known yet. */
struct file_identity {
    dev_t device;
    ino_t number;
};

enum { DATABASE_IDLE = 128 }; /* a contest has some 30 types of records, each asked for in a few ways */

struct store {
    struct memory_held held; /* first */
    sqlite3 *db;
    char *path, *log_path; /* the file and its -wal */
    bool writes;                        /* makes the file when there is none */
    bool logged;                        /* its changes are rows of a log (change.h): the main database, not accounts.db */
    int commit_mark;                    /* commit_mark.h; -1 = none */
    bool doubtful;                      /* a commit met an I/O error: opened anew before the next change */
    int64_t commits;                    /* so many changes were committed here */
    struct file_identity file, log;     /* of one that writes: the database's file and its -wal, as they were opened */
    struct row_digest *written;         /* row_digest.h: what the change that is open wrote; NULL before the first */
    const struct private_view *view;    /* record_cells.h: of who is answered; NULL: nobody is */
    bool conditions, fencing;           /* statement.c: this connection is ready for them; one is being prepared */
    const struct param_list *params;    /* of the condition that is at work */
    char *views, *views_drop;           /* the statements that made its views, and unmake them; NULL: there are none */
    sqlite3_stmt *queries[QUERY_COUNT]; /* prepared when first asked for */
    sqlite3_stmt *idle[DATABASE_IDLE];  /* of generated SQL, finished with: the last one first; NULL: no more */
};

#define DATABASE_IN_MEMORY ":memory:" /* as the path: a database that no file holds */

bool database_open(struct store *store, struct err *err);
void database_close(struct store *store); /* harmless when it is closed */
/* The same for one on which somebody was at work who does not go on: his statements end, what was not committed is gone. */
void database_abandon(struct store *store);
/* False when the path, or its -wal, is another file by now or none: SQLite would go on writing into the one that was moved
 * away, and say that all is well. Asked inside a write transaction, when the -wal is open. */
bool database_in_place(struct store *store, struct err *err);
void database_forget_views(struct store *store); /* of record_cells.h, which are made anew or over */
/* While it is kept, closing does not take the -wal into the file: a start that is refused leaves both as they were. */
void database_keep_log(struct store *store, bool keep);

/* A named query that has no parameters and whose rows do not matter. */
bool database_run(struct store *store, enum query query, struct err *err);
/* The prepared named query, without bindings; NULL when the database has no such tables. */
sqlite3_stmt *database_query(struct store *store, enum query query, struct err *err);
/* A statement of generated SQL, without bindings, prepared for reuse; NULL with err. Preparing costs SQLite more than most of
 * these cost to run: one that is given back stays with the connection and is found again by its text. When tables change, SQLite
 * prepares it anew by itself. */
sqlite3_stmt *database_prepare(struct store *store, const char *sql, struct err *err);
void database_give_back(struct store *store, sqlite3_stmt *stmt);
/* One column of the row a statement stands on; NULL for bytes. */
struct value *database_column(sqlite3_stmt *stmt, int column, struct arena *arena);
/* Whether that column holds what its table declares (STRICT tables allow nothing else): false on a damaged file only. */
bool database_column_whole(sqlite3_stmt *stmt, int column);

/* Says in a person's words what the last call on this connection met; always returns false. */
bool database_fail(const struct store *store, struct err *err);
/* Says that the file is damaged, for damage that SQLite itself does not see; always returns false. */
bool database_damaged(const struct store *store, struct err *err);

#endif
