/*
 * The signed copies of an issued paper: a PDF, signed by hand and scanned or signed digitally, or pictures of its pages, kept by their hash beside the issued text.
 * Their bytes stay as they came, for a digital signature holds for these bytes alone; nothing here looks into them beyond their first bytes (copy_signature.h has
 * another process do it).
 */
#ifndef REGISTER_SIGNED_COPY_H
#define REGISTER_SIGNED_COPY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct file;
struct store;
struct value;

enum { SIGNED_COPY_MAX = 32 << 20 };

/* Inside a change. Refused: what is no PDF, JPEG or PNG, what is too large, what the paper has already. reading: of copy_signature_read. note NULL: none. */
bool signed_copy_add(struct change *change, struct arena *arena, const char *draft, const struct file *file, const struct value *reading, const char *note, int64_t *ret_number,
                     struct err *err);
/* [{draft, number, name, media, size, sha256, attached_at (text), attached_by, note, signatures, fault, signed, signed_en (copy_signature_show)}…] as they were attached. */
struct value *signed_copy_list(struct store *store, struct arena *arena, const char *draft, struct err *err);
/* *ret_media: pdf, jpeg, png. */
bool signed_copy_bytes(struct store *store, struct arena *arena, const char *draft, int64_t number, const char **ret_bytes, size_t *ret_len, const char **ret_media,
                       struct err *err);

#endif
