/* The bundles that were taken, as they are kept: which seal of which unit, by which change, with its bytes. */
#ifndef RECEIVED_RECEIVED_NOTE_H
#define RECEIVED_RECEIVED_NOTE_H

#include <stdbool.h>

struct arena;
struct bundle;
struct change;
struct err;
struct file;
struct record_type;
struct store;
struct value;

/* Once a unit, contest, phase and seal. Its bytes are kept by the import (agenda/record_change.h). */
bool received_note_insert(struct change *change, const struct bundle *bundle, const struct file *file, struct arena *arena, struct err *err);
/* {hash, unit, contest, phase, seal, seal_sequence, sealed_at, key, content, sequence} of the latest seal of a phase that stands in the records
 * in force `live` (received_live.h); contest NULL: of any. A null value: none does. */
const struct value *received_note_latest(struct store *store, struct arena *arena, const struct record_type *type, const struct value *live, const char *unit, const char *phase,
                                         const char *contest, struct err *err);
/* The one of that unit, phase and seal, whether it stands or not. */
const struct value *received_note_get(struct store *store, struct arena *arena, const char *unit, const char *phase, const char *hash, struct err *err);
/* Its bytes as a file. */
bool received_note_file(struct store *store, struct arena *arena, const struct value *note, struct file *ret_file, struct err *err);

#endif
