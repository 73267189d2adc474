/*
 * The way from a total of this contest down to what a unit below has sealed: its own row in the bundle, those of its wards, and behind each how many records
 * there are, where they are kept and by which hash whoever has them shows that they are those. Checked anew from the bytes each time.
 */
#ifndef RECEIVED_RECEIVED_WALK_H
#define RECEIVED_RECEIVED_WALK_H

struct arena;
struct bundle;
struct value;

/*
 * {unit, unit_name, contest, phase, criterion, title, seal, seal_hash, sealed_at, key, file_sha256, sequence, rows: [{subject, name, level, num, den, value, verdict,
 * records, sha256, kept_at}…]}: the unit itself first. note: as received_note.h gives it. Rows are empty where the seal has no such criterion.
 */
struct value *received_walk(struct arena *arena, const struct bundle *bundle, const struct value *note, const char *criterion);

#endif
