/*
 * The versions of a paper: as the daemon made it, as somebody edited it, as a deputy signed it. A version never changes and never goes. In
 * force is the newest that was not dropped: what is exported, read, approved and issued. Knows no states (draft_life.h).
 */
#ifndef DOCUMENT_DRAFT_VERSION_H
#define DOCUMENT_DRAFT_VERSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct store;
struct value;

enum draft_origin {
    DRAFT_BY_MACHINE,
    DRAFT_EDITED, /* by a person, in Word (draft_edit.h) */
    DRAFT_STAMPED, /* with a code by which anybody finds it again (proof/stamping.h); of an approval */
    DRAFT_SIGNED, /* with a deputy's signature block (paper/draft_sign.h); of an approval */
};

struct draft_version {
    const char *draft; /* its id */
    enum draft_origin origin;
    const struct value *dossier; /* NULL: of the version before it */
    const char *bytes;
    size_t len;
    const char *content; /* hash over its parts */
    const char *note;     /* NULL: none */
    const char *received; /* hash of the file as a person sent it; NULL: nobody did */
};

/* Adds a version, which is in force from now on, by the change's actor; its file and dossier are kept by their hashes. *ret_number may be NULL. */
bool draft_version_add(struct change *change, struct arena *arena, const struct draft_version *version, int64_t *ret_number, struct err *err);
/* The approval of a paper is gone: so are the versions that it made. */
bool draft_version_drop(struct change *change, struct arena *arena, const char *draft, struct err *err);

/* [{draft, number, origin, dossier (hash), sha256, content_sha256, made_at, made_by, note, dropped_at, received, current}…], oldest first, instants as texts. Empty for what
 * has no file. */
struct value *draft_version_list(struct store *store, struct arena *arena, const char *draft, struct err *err);
/* One of these; number 0: the one in force. NULL with err when there is none. */
const struct value *draft_version_find(struct store *store, struct arena *arena, const char *draft, int64_t number, struct err *err);
/* The one in force; where that bears a stamp, the one that was stamped. */
const struct value *draft_version_unstamped(struct store *store, struct arena *arena, const char *draft, struct err *err);
/* Its file; that of the one in force is draft_export's (draft.h). */
bool draft_version_bytes(struct store *store, struct arena *arena, const char *draft, int64_t number, const char **ret_bytes, size_t *ret_len, struct err *err);

/* As SQL, JSON and display.c call it. */
const char *draft_origin_name(enum draft_origin origin);

#endif
