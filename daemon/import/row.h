/* The rows of one call, typed, and all that one call of import_files works with: what the checks share. A batch is what the call
 * brings of one record type. */
#ifndef IMPORT_ROW_H
#define IMPORT_ROW_H

#include "base/text_index.h"
#include "record/cell_read.h"
#include "record/field_kind.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct change;
struct field;
struct filled_form;
struct good_rows;
struct import_call;
struct package;
struct period_list;
struct problems;
struct record_type;
struct reference;
struct overtaking;

enum row_fate {
    ROW_NEW,
    ROW_CHANGED, /* a known key with other content: a correction */
    ROW_SAME,    /* changes nothing: as stored, the same row a second time, or a unit of the package */
    ROW_OUTDATED,   /* says what its record said before it was corrected or withdrawn: left out */
};

struct import_row {
    const char *file; /* as problems call it */
    int line;
    const char *source; /* whence the record is, with `source_row`; NULL: from this file and line */
    int source_row;
    const struct filled_form *form; /* in which it came; NULL: no form */
    enum row_fate fate;
    bool settled;                     /* nothing more to check or write */
    bool names_state, says_state;     /* its file has the column state; and it says one there */
    bool names_reason;                /* … state_reason */
    const char *before;               /* the stored record's state; WORKFLOW_NEW: there is none yet */
    const char *state, *state_reason; /* reason NULL = none */
    const char *key, *folded_id;      /* key NULL when a part of it is missing or bad; its id in folded form, NULL until it was checked */
    struct cell *cells;               /* one a field, in the declared order */
    struct cell *old;                 /* ROW_CHANGED: what was stored */
    const char *old_reason;           /* … its state's reason, NULL = none */
    bool restored, carried;           /* brings back what was stored once: its cells are not checked again; brings it elsewhere */
};

struct batch {
    const struct record_type *type;
    struct import_row *rows;
    size_t len, size;
    struct cell_memory memory; /* of what its cells were read as */
    struct text_index keys;    /* key → its first row */
    struct text_index uniques; /* the folded values of the type's `unique` → the first row that holds them */
    struct text_index folded;  /* whose an id is and its folded form → the first row that holds it */
};

/* All that one call of import_files works with. */
struct import {
    struct change *change;
    const struct package *package;
    const struct period_list *periods;
    const struct import_call *call; /* what was asked for, with whose roles */
    int32_t today;
    const char *reason; /* given for the whole call; NULL: none */
    bool moves;         /* a correction may name another subject, or a day of another month (move_check.h) */
    bool revive;        /* a row is written though its record was corrected or withdrawn since it said so */
    struct arena *arena;
    struct problems *problems;
    struct reference *reference;
    const struct good_rows *good_rows; /* what is left out; NULL: nothing */
    struct batch *batches; /* one a declared type, in the package's order */
    struct overtaking *overtaking;/* outdated_row.h */
    struct value *exceptions; /* the ids of those by which rows of locked months come in (contest_span.h) */
};

/* The cell of a field that the house knows by name; never NULL for a declared one. */
struct cell *row_cell(const struct batch *batch, const struct import_row *row, const char *field);
const char *row_text(const struct batch *batch, const struct import_row *row, const char *field); /* NULL when none */
bool row_is_written(const struct import_row *row); /* it makes a version */
/* Whether a row says what a version of its record does; what its file does not speak of agrees. */
bool row_agrees(const struct record_type *type, const struct import_row *row, const struct cell *cells, const char *state, const char *reason);
struct spot row_spot(const struct import *import, const struct import_row *row);
/* The cells of some fields as one text, to find equal ones; NULL when one of them is not given. */
const char *row_join(struct arena *arena, const struct record_type *type, const struct cell *cells, const char *const *names, size_t count);
/* The day in a field; fallback where it holds none. */
int32_t row_day_or(const struct batch *batch, const struct import_row *row, const char *field, int32_t fallback);
/* The field with the record's day, and that day: the field by which it touches results, else its first required date. NULL
 * for a stretch of days, and for a record without one. */
const struct field *row_day(const struct batch *batch, const struct import_row *row, int32_t *ret_day);
/* The days that a row is about, half-open: of the field by which it touches results, else of its first required day, period or
 * phase; all days where it names none. */
void row_span(const struct import *import, const struct batch *batch, const struct import_row *row, int32_t *ret_from, int32_t *ret_until);

#endif
