/* What is noted of a restore drill: a row a drill, in a change of whoever made it. */
#ifndef DRILL_DRILL_NOTE_H
#define DRILL_DRILL_NOTE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct store;
struct value;

struct drill_note {
    const char *backup; /* its file's name */
    int64_t copied_at;  /* when that was written; INT64_MIN: nobody said */
    int64_t behind;     /* changes that the contest had beyond it; -1: nobody said */
    int64_t seals;      /* seals computed again */
    int64_t seconds;    /* that it took */
    const char *failed; /* why it could not be put back; NULL: it could */
};

bool drill_note_insert(struct change *change, const struct drill_note *note, struct err *err);
/* {backup, at, copied_at, behind, seals, seconds, failed, good_at} of the newest, instants as integers; good_at: the newest that could be put back, null when none
 * could. A null value when there never was a drill. */
struct value *drill_note_latest(struct store *store, struct arena *arena, struct err *err);
/* The same for people: instants as texts. */
struct value *drill_note_shown(struct store *store, struct arena *arena, struct err *err);

#endif
