/*
 * The connection on which a rule's SQL runs, in a worker. It only reads, at one data version, and sees the views of the
 * declared record types and three helper tables about the period. It opens in two steps: first the program makes views and
 * helper tables; after rule_reader_lock SQLite refuses whatever is not on the list in rule_authorizer.c. All statements
 * share one deadline and one transaction. Not for the daemon.
 *
 * SQL of rules may call: param(name, day) param_text(name, day) param_has(name, day, word)
 * minute_of_day(instant) rank(type, field, word), and the harmless functions of SQLite.
 */
#ifndef STORE_RULE_READER_H
#define STORE_RULE_READER_H

#include "store/rule_rows.h"
#include "store/rule_sql.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct param_entry;
struct param_list;
struct record_type;
struct record_types;
struct rule_reader;

struct rule_reader_setup {
    const char *database; /* NULL: an empty one in memory, with the declared tables */
    int64_t sequence;     /* the data version that is seen */
    int64_t since;        /* an older one, and the types of which … */
    const struct record_type *const *differences; /* … is seen what came and went since, and what was then (record_sql.h) */
    size_t difference_count;
    const struct record_types *types;
    const struct param_list *params; /* targets.ini */
    int deadline_ms;                 /* for everything, since opening */
    size_t memory;                   /* bytes of SQLite in this process; 0 = no limit of its own */
};

/* Opened, the first query answered, the read transaction begun. All that is given is borrowed. */
struct rule_reader *rule_reader_open(struct arena *arena, const struct rule_reader_setup *setup, struct err *err);
void rule_reader_close(struct rule_reader *reader);

/* The rows of our own questions: what the evaluation needs to know before a rule's SQL runs. */
/* id, parent, name, from, until: one row a stretch. `level`: the id of the level of teams. */
struct rule_rows *rule_reader_teams(struct rule_reader *reader, const char *level, struct err *err);
/* id: of each member whom the records know, whenever. A figure in which only those count follows from it: it is read like what the rule asks for. */
struct rule_rows *rule_reader_members(struct rule_reader *reader, const struct rule_piece *piece, struct err *err);
/* Before other rows are stepped through, when the teams may be asked for in between: nothing can be made then. */
bool rule_reader_foresee_teams(struct rule_reader *reader, struct err *err);
/* ward: of those who handed in the return of a record type for a month. */
struct rule_rows *rule_reader_returns(struct rule_reader *reader, const char *month, const char *type, struct err *err);
/* Any other, over the stored tables: no word of it is a rule's. */
struct rule_rows *rule_reader_own(struct rule_reader *reader, const char *sql, struct err *err);
/* Rows that somebody else counted, [[number, text or null…]…], in the place of a statement's. Lives as long as the list. */
struct rule_rows *rule_reader_lent(struct rule_reader *reader, const struct value *rows);

/* Helper tables of rules: home(unit, ward, own), origin(ward, origin), period(from_day, until_day, last_day). The first two
 * are lent by someone who is asked when a statement first names them, and then adds the rows. */
void rule_reader_lend(struct rule_reader *reader, rule_reader_lending *lend_home, rule_reader_lending *lend_origin,
                      const void *lender);
bool rule_reader_add_home(struct rule_reader *reader, const char *unit, const char *ward, bool own, struct err *err);
bool rule_reader_add_origin(struct rule_reader *reader, const char *ward, const char *origin, struct err *err);
bool rule_reader_set_period(struct rule_reader *reader, int32_t from, int32_t until, struct err *err);

/* From here on only reading what rules may read; rule_reader_set_period still works. */
bool rule_reader_lock(struct rule_reader *reader, struct err *err);

/* Of what is asked from here on nothing private is meant for who asks (record_sql_masked_view): evidence, a SELECT that somebody tries. */
bool rule_reader_mask(struct rule_reader *reader, struct err *err);

/* Another rule begins: what the last one read is none of its. */
void rule_reader_next(struct rule_reader *reader);

/* One SELECT of a rule. `start` is where the piece begins inside `sql`. NULL with a sentence that names file,
 * line and piece. Parameters that the statement does not have are passed over when bound. */
struct rule_rows *rule_reader_prepare(struct rule_reader *reader, const struct rule_piece *piece, const char *sql,
                                      size_t start, struct err *err);

/* A parameter's value on a day, noted as read; NULL with a sentence when it is unknown or not in force yet. */
const struct param_entry *rule_reader_param(struct rule_reader *reader, const char *name, int32_t day, struct err *err);
/* What was read: [{name, value, from, reference}…], sorted by name and day. */
struct value *rule_reader_reads(const struct rule_reader *reader, struct arena *arena);
size_t rule_reader_read_count(const struct rule_reader *reader); /* so far */
void rule_reader_forget_reads(struct rule_reader *reader);
/* The record types that statements of the rule read, as SQLite saw when it prepared them: [name…]. */
struct value *rule_reader_types(const struct rule_reader *reader, struct arena *arena);

#endif
