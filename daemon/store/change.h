/*
 * A change: everything that decides something is one transaction, begun and ended here. Its end writes the audit row:
 * sequence, when, who, by which way, what, why. The rows form a chain: hash = sha256 of the canonical JSON of {previous,
 * sequence, at, actor, via, action, reason, detail}, previous = the hash of the row before. The hashes of the rows that the
 * change wrote are added to the detail (row_digest.h).
 * The sequence is the data version that record versions, runs and seals carry.
 */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct buffer;
struct err;
struct store;
struct value;

struct change {
    struct store *store;
    int64_t sequence; /* of this change */
    int64_t at;       /* instant, by the daemon's clock */
    /* "uid:0"; socket|http|timer|start; "import"; a reason or NULL */
    const char *actor, *via, *action, *reason;
};

/* BEGIN IMMEDIATE. The texts are borrowed until the end. */
bool change_begin(struct change *change, struct store *store, int64_t at, const char *actor, const char *via,
                  const char *action, const char *reason, struct err *err);
/* Writes the audit row with `detail` (a map, NULL = {}) and commits; after a false nothing happened (rolled
 * back). */
bool change_commit(struct change *change, const struct value *detail, struct err *err);
/* The same for a change that made tables anew: it notes a hash of all rows as they stand, which the caller has checked. */
bool change_commit_restated(struct change *change, const struct value *detail, struct err *err);
/* Rolls back: nothing happened, no audit row; harmless after an end. */
void change_cancel(struct change *change);

/* The newest sequence, 0 before the first: the data version that whoever decides something reads. */
bool change_version(struct store *store, int64_t *ret_sequence, struct err *err);
int64_t change_latest(struct store *store); /* the same for whoever only shows it; -1 unreadable */
int64_t change_latest_at(struct store *store); /* its instant; INT64_MIN before the first */
/* Follows the whole chain; false with the first broken row's sequence in err. */
bool change_verify(struct store *store, struct arena *arena, int64_t *ret_rows, struct err *err);

/* Appends the rows from `first` on as the texts that are hashed, a line each: the hash of a line is what the next row calls previous. *ret_head: the
 * newest row's hash. */
bool change_lines(struct store *store, struct arena *arena, int64_t first, struct buffer *out, int64_t *ret_last, const char **ret_head, struct err *err);

#endif
