/*
 * The SQL that follows from a declared record type: stored tables record_<type> and history_<type>, the view
 * <type> that rules read, and the statements of an import. Texts only; the store runs them
 * (store/record_table.h makes the tables). Names must have passed record_name_is_good: they stand in the SQL
 * as they are.
 *
 * record_<type>:  the columns of record_sql_columns, folded forms (record_folded.h); PRIMARY KEY = the key's fields; STRICT.
 * history_<type>: the same columns and until_seq: superseded versions only, each in force for changes
 *                 [from_seq, until_seq). PRIMARY KEY = the key's fields and from_seq.
 * view <type>:    the fields of confirmed rows as they stood at change sequence S (today and in replay
 *                 alike), so nobody writes `state = 'confirmed'` and nobody can reach past it.
 *
 * Who wrote a version, when and why is in the audit row of its from_seq.
 */
#ifndef RECORD_RECORD_SQL_H
#define RECORD_RECORD_SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buffer;
struct record_life;
struct record_type;

/* Whether a name from a package may become a column: [a-z][a-z0-9_]*, at most 40 bytes, no word of SQL's and
 * none of the columns below that every record has. */
bool record_name_is_good(const char *name);
/* The same for a record type, whose name becomes a view: also no table of the house (schema/) or of rules. */
bool record_type_name_is_good(const char *name);
void record_sql_put_word(struct buffer *sql, const char *word); /* 'force' */

/*
 * A version's columns in the order in which every statement here takes and gives them:
 * - the fields as declared, each datetime <x>_at followed by <x>_on, its local day;
 * - state (draft, waiting, confirmed, returned, withdrawn), state_reason;
 * - source_file (a file's name, or "form"), source_row (its row, NULL for a form);
 * - from_seq.
 */
const char *const *record_sql_columns(struct arena *arena, const struct record_type *type, size_t *ret_count);

/* CREATE TABLE … both, with their indexes. `stored` are the columns that the tables have, none when there are
 * no tables yet: those that are no longer declared stay, for no value is ever lost. */
char *record_sql_tables(struct arena *arena, const struct record_type *type, const char *const *stored,
                        size_t stored_count);
/* When a declaration changed: both tables made again with the rows they hold. */
char *record_sql_rebuild(struct arena *arena, const struct record_type *type, const char *const *stored,
                         size_t stored_count);
/* CREATE TEMP VIEW <type>, at a sequence; columns that are absent, of a candidate, are null. The second one without what is private. */
char *record_sql_view(struct arena *arena, const struct record_type *type, int64_t sequence, const char *const *absent, size_t count);
char *record_sql_masked_view(struct arena *arena, const struct record_type *type, int64_t sequence, const char *const *absent, size_t count);
/* What became different between two sequences, as views of the same columns: "<type> removed", in force
 * at `since` and no more at `sequence`; "<type> added", in force at `sequence` and not at `since`; and
 * "<type> before", all that was in force at `since`. No name of a package has a space. */
char *record_sql_difference(struct arena *arena, const struct record_type *type, int64_t since,
                            int64_t sequence);
/* How many versions came or went since the sequence ?1, counted up to ?2 of each kind: one row, one column. */
char *record_sql_changes(struct arena *arena, const struct record_type *type);
/* The index measure_<name> made anew: ON record_<type>(date, ward, …, state, from_seq), covering.
 * `columns` are plain column names, date first (3.40 does not use expression indexes as covering). Other
 * letters of the name become "_". */
char *record_sql_index(struct arena *arena, const struct record_type *type, const char *name,
                       const char *const *columns, int count);

/* The live version: all columns. Parameters: the key's fields, in the key's order. */
char *record_sql_select(struct arena *arena, const struct record_type *type);
/* A new record. Parameters: all columns. */
char *record_sql_insert(struct arena *arena, const struct record_type *type);
/* Copies the live version into history, before record_sql_replace. Parameters: the new version's from_seq,
 * then the key's fields. A version that the same change wrote is not copied: it never was a data version. */
char *record_sql_supersede(struct arena *arena, const struct record_type *type);
/* Makes the live version a new one. Parameters: all columns, the same as for record_sql_insert. */
char *record_sql_replace(struct arena *arena, const struct record_type *type);
/* The live records whose `field` is one of ?1 (a JSON list of ids), in the order of their keys: those that claim to hold, or all,
 * whatever their state. All columns. */
char *record_sql_of_units(struct arena *arena, const struct record_type *type, const char *field, bool all);
/* The ids in `field` of the records that somebody has to look at, each once; or the index for that, which holds them alone. */
char *record_sql_pending(struct arena *arena, const struct record_type *type, const char *field, bool index);
/* The versions that the change ?1, the newest, wrote; and all versions, live and superseded. All columns. */
char *record_sql_written(struct arena *arena, const struct record_type *type);
char *record_sql_all_versions(struct arena *arena, const struct record_type *type);
/* How many versions each change wrote, live and superseded: from_seq, count. */
char *record_sql_versions(struct arena *arena, const struct record_type *type);
/* The until_seq of a version superseded after ?1 and by ?2 that no version follows, or that holds beyond the next one; no row when
 * the chain is whole. key: what told records apart in those changes (table key_change). */
char *record_sql_gap(struct arena *arena, const struct record_type *type, const char *const *key, size_t key_count);
/* The versions superseded after ?1 and by ?2, while `key` told records apart, by a version of another reporter: the key's fields,
 * until_seq, the other reporter, its file and row, whether the record is live again. `key` is of the type's key. */
char *record_sql_taken(struct arena *arena, const struct record_type *type, const char *reporter, const char *const *key,
                       size_t key_count);
/* Which warnings hold of a live version: one column a warning, in their order, NULL or what it names ("" for nothing). Parameters: today, then the
 * key's fields. By key, so that an import asks for its own rows and never walks the table. */
char *record_sql_warnings(struct arena *arena, const struct record_type *type);

/* The stored rows of one life (record_key.h): state, source_file, source_row, from_seq, then all fields. Parameters: the subject's. */
enum record_life_column { LIFE_STATE, LIFE_FILE, LIFE_ROW, LIFE_SEQUENCE, LIFE_FIELDS };
char *record_sql_life(struct arena *arena, const struct record_type *type, const struct record_life *life);

#endif
