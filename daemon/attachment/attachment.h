/*
 * The files that records carry: which, since which change, until which. A file belongs to a record by its type and key, whatever
 * becomes of the record (a correction, a withdrawal, an undone import); its bytes are kept by their hash and never go. Does not
 * know who may (command/permission.h) and does not look into the bytes (attachment_clean.h).
 */
#ifndef ATTACHMENT_ATTACHMENT_H
#define ATTACHMENT_ATTACHMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct attachment_clean;
struct attachment_limits;
struct change;
struct err;
struct file;
struct problems;
struct store;
struct value;

struct attachment_record {
    const char *type, *key; /* key: record_key_show of the stored record */
};

/* [{id, name, media, size, facts…, sha256, original, attached_at, attached_by, attach_reason, detached_at, detached_by, detach_reason,
 * attached: whether it still is}…], oldest first, instants as texts. */
struct value *attachment_list(struct store *store, struct arena *arena, const struct attachment_record *record, struct err *err);
/* {key: how many} of the records of a type that carry files. */
struct value *attachment_counts(struct store *store, struct arena *arena, const char *type, struct err *err);
/* One of the list; NULL when the record has none of that number. */
const struct value *attachment_find(const struct value *list, int64_t id);

/* Before anything is cleaned: whether files of these sizes have a place; else problems say what is too large or too many. `list`: of
 * the record. */
bool attachment_check(struct store *store, struct arena *arena, const struct attachment_limits *limits, const struct value *list,
                      const struct file *files, size_t count, struct problems *problems, struct err *err);
/* Adds the file and {id, name, media, size, facts…, sha256, original} to `added`; a file that the record has already is a problem. */
bool attachment_add(struct change *change, struct arena *arena, const struct attachment_record *record, const struct value *list,
                    const struct attachment_clean *clean, const struct file *original, struct problems *problems, struct value *added,
                    struct err *err);
bool attachment_detach(struct change *change, int64_t id, struct err *err);
/* The record goes on under another key (revision/record_move.h). */
bool attachment_move(struct change *change, const char *type, const char *from, const char *to, struct err *err);

#endif
