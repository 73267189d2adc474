/*
 * The statements that look at the versions of records, live and superseded: the past of one record, what a change wrote. Texts
 * only, as record_sql.h; the columns are those of record_sql_columns and until_seq, which a live version has not (null).
 */
#ifndef RECORD_VERSION_SQL_H
#define RECORD_VERSION_SQL_H

struct arena;
struct record_type;

/* The superseded versions of a record, newest first. Parameters: the key's fields, in the key's order. */
char *version_sql_superseded(struct arena *arena, const struct record_type *type);
/* All versions of a record, oldest first. Parameters: the same. */
char *version_sql_of_record(struct arena *arena, const struct record_type *type);
/* The key's fields of each record of which the change ?1 wrote or ended a version. */
char *version_sql_of_change(struct arena *arena, const struct record_type *type);

#endif
