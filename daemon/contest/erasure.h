/*
 * Erases what is private in records when its time is over: fields that are private become empty in every version, records that are private
 * whole go with all versions and what says that they carried files; bytes of files that records carried, and of imported files of such
 * types, become empty; and what people filled into papers, which have it; and where people are reached, of themselves and in messages. The change that does it notes the hash of what stays (tables erasure, erased_content), so that what was erased is
 * told from what was tampered with. Cannot be taken back. When it is time is not decided here (agenda/erase_due.h).
 */
#ifndef CONTEST_ERASURE_H
#define CONTEST_ERASURE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct record_types;
struct store;
struct value;

/* Whether there is something to erase. */
bool erasure_is_owed(struct store *store, const struct record_types *types, struct arena *arena, bool *ret_owed, struct err *err);
/* Inside a change; detail gets {versions: how many were emptied or went, files, blanks, addresses}. */
bool erasure_perform(struct change *change, const struct record_types *types, struct arena *arena, struct value *detail, struct err *err);

/* When something of the type was erased last, of any type for NULL; INT64_MIN: never. */
bool erasure_at(struct store *store, struct arena *arena, const char *type, int64_t *ret_at, struct err *err);
/* [type…] of which something was erased. NULL with err. */
const struct value *erasure_types(struct store *store, struct arena *arena, struct err *err);
/* Whether papers may still be drafted: not from what is not whole any more. */
bool erasure_allows_papers(struct store *store, struct arena *arena, struct err *err);

#endif
