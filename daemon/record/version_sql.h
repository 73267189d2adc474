/*
 * The statements that look at the versions of records, live and superseded: the past of one record, what a change wrote. Texts
 * only, as record_sql.h; the columns are those of record_sql_columns and until_seq, which a live version has not (null).
 */
#ifndef RECORD_VERSION_SQL_H
#define RECORD_VERSION_SQL_H

struct arena;
struct record_type;
struct record_types;

/* The superseded versions of a record, newest first. Parameters: the key's fields, in the key's order. */
char *version_sql_superseded(struct arena *arena, const struct record_type *type);
/* All versions of a record, oldest first. Parameters: the same. */
char *version_sql_of_record(struct arena *arena, const struct record_type *type);
/* The key's fields of each record of which the change ?1 wrote or ended a version. */
char *version_sql_of_change(struct arena *arena, const struct record_type *type);
/* All versions that a change behind ?1 and up to ?2 wrote or ended, record by record, oldest first. */
char *version_sql_between(struct arena *arena, const struct record_type *type);
/* One field of them, for each version: the same text may come more than once. */
char *version_sql_owners_of_change(struct arena *arena, const struct record_type *type, const char *field);

/* (id, count) of the live records that have one of ?1 (a JSON list of ids) in the field and are in one of the states ?2 (another). */
char *version_sql_referring(struct arena *arena, const struct record_type *type, const char *field);

/* Temporary views without a row, of a type that a candidate declares and that has no tables yet: <type>, as rules see it; its two tables; and
 * those two away. */
char *version_sql_nothing(struct arena *arena, const struct record_type *type);
char *version_sql_foreseen(struct arena *arena, const struct record_type *type);
char *version_sql_foreseen_drop(struct arena *arena, const struct record_type *type);

/*
 * The views through which a connection that answers people reads records: of each type of which something is private, a temporary view of
 * the name of each of its tables that stands before the table, so that no statement, whoever writes it, can reach past it. A private field is
 * an empty blob where private_seen() says no; a private record's row is not there. "" when nothing is private.
 */
#define VERSION_SQL_RESULT_SEEN "result_seen" /* (the ward of a member's result): 1 or 0 */
#define VERSION_SQL_SEEN "private_seen" /* ('member', the value of record_key_whose or NULL): 1 or 0 */
char *version_sql_private(struct arena *arena, const struct record_types *types);
char *version_sql_private_drop(struct arena *arena, const struct record_types *types); /* the same views, when they are there */

/* (from_seq, count) of the versions that hold something private; NULL: nothing of the type is private. */
char *version_sql_erasable(struct arena *arena, const struct record_type *type);
/* Statements that take it away from all versions, for good (contest/erasure.h). */
char *version_sql_erase(struct arena *arena, const struct record_type *type);

#endif
