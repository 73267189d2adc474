/* What the files of the rule reader share (rule_reader.h). Internal to the store. */
#ifndef STORE_RULE_READER_INTERNAL_H
#define STORE_RULE_READER_INTERNAL_H

#include "base/err.h"
#include "store/rule_sql.h"

#include <sqlite3.h>
#include <stddef.h>

struct param;

enum { RULE_HELPERS = 3 };

struct param_read {
    const struct param *param;
    const struct param_entry *entry;
};

struct rule_reader {
    sqlite3 *db;
    sqlite3_vfs vfs; /* rule_vfs.h */
    struct arena *arena;
    const struct record_types *types;
    const struct param_list *params;
    int64_t sequence;
    bool empty;               /* a database in memory, without tables */
    bool *views_made;         /* of each type */
    bool helpers_made[RULE_HELPERS];
    sqlite3_stmt *inserts[RULE_HELPERS]; /* while a helper is being filled */
    rule_reader_lending *lend[RULE_HELPERS];
    const void *lender;
    int32_t from, until;      /* of the period */
    bool locked, own; /* own: a question of ours is being prepared */
    const char **names; /* of everything that a FROM could reach, whether it may or not */
    size_t name_count;
    bool *types_read; /* of each type, whether the rule's statements read it */
    int64_t deadline; /* monotonic, milliseconds */
    struct param_read *reads;
    size_t read_count, read_size;
    rule_reader_note *note; /* NULL: reached() is not there */
    void *whom;
    struct err said; /* what a function of ours said about its arguments, in both languages */
};

struct rule_rows {
    sqlite3_stmt *stmt;
    struct rule_reader *reader;
    struct rule_piece piece;
    const struct value *lent; /* rule_reader_lent: there is no statement; NULL: there is one */
    uint32_t bound; /* a bit a parameter: it got a value */
    int64_t count;  /* of rows asked for */
};

/* The helper tables that rules may read beside the views. */
extern const char *const rule_helper_tables[RULE_HELPERS];

/* rule_schema.c: whatever the SQL names and is not there yet, is made. */
bool rule_schema_make(struct rule_reader *reader, const char *sql, struct err *err);

/* rule_authorizer.c: limits, switches and the list of what is allowed. */
void rule_authorizer_set(struct rule_reader *reader);
/* Unlocked, and only where there is a WITH: which names are tables, so that those of the WITH can be told from them. */
bool rule_authorizer_learn_names(struct rule_reader *reader, struct err *err);
/* False with a sentence when the text names stored tables, which the list alone could not keep out. */
bool rule_authorizer_allows_text(const struct rule_reader *reader, const char *sql, struct err *err);

/* rule_function.c */
bool rule_function_register(struct rule_reader *reader, struct err *err);

/* rule_sql_error.c. Puts the piece's place before what was said; always returns NULL. */
struct rule_rows *rule_sql_error_at(struct err *err, const struct rule_piece *piece);
/* What SQLite reported last, as a sentence; always returns false. */
bool rule_sql_error_say(struct rule_reader *reader, const struct rule_piece *piece, const char *sql, size_t start,
                        struct err *err);

#endif
