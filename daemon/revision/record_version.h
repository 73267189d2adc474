/* Reads the versions of records, live and superseded: what a record was, what a change wrote. Judges nothing. */
#ifndef REVISION_RECORD_VERSION_H
#define REVISION_RECORD_VERSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct cell;
struct err;
struct record_type;
struct statement;
struct store;
struct stored_version;

struct record_versions { /* of one record, oldest first; in the reader's arena */
    struct stored_version *items;
    size_t len;
};

struct record_version_reader {
    const struct record_type *type;
    struct store *store;
    struct arena *arena;
    struct statement *statement; /* prepared when first needed */
};

void record_version_init(struct record_version_reader *reader, const struct record_type *type, struct store *store,
                         struct arena *arena);
void record_version_finish(struct record_version_reader *reader);

/* All versions of the record with this key (cells of all fields, those of the key given). */
bool record_version_read(struct record_version_reader *reader, const struct cell *key, struct record_versions *ret_versions,
                         struct err *err);
/* The keys (cells of all fields) of the records of which the change wrote or ended a version. */
bool record_version_changed(struct record_version_reader *reader, int64_t sequence, struct cell ***ret_keys, size_t *ret_count,
                            struct err *err);

/* The version that is live, that the change wrote, that it ended, that was in force behind it; NULL when there is none. */
const struct stored_version *record_version_live(const struct record_versions *versions);
const struct stored_version *record_version_of(const struct record_versions *versions, int64_t sequence);
const struct stored_version *record_version_before(const struct record_versions *versions, int64_t sequence);
const struct stored_version *record_version_at(const struct record_versions *versions, int64_t sequence);
/* Whether two say the same: values, state and its reason. */
bool record_version_same(const struct record_type *type, const struct stored_version *a, const struct stored_version *b);

#endif
