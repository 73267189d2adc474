/*
 * Compares what is stored of a run with what was computed again and reports the first figure that differs, with its
 * place. Pure: no store, no processes. Internal to replay.c.
 */
#ifndef RUN_REPLAY_COMPARE_H
#define RUN_REPLAY_COMPARE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct merged;
struct package;
struct value;

struct comparison {
    struct arena *arena;
    const char *period, *stage;
    int64_t run;              /* named in a difference's place; 0 = not (what a seal holds) */
    int64_t compared;         /* results that agreed */
    struct value *difference; /* {where, key, stored, computed}: the first; NULL = none so far */
    const struct value *types;         /* [type…] of which something was erased since; NULL: none */
    const struct value *resting;       /* {criterion: true} by replay_compare_resting; NULL: none */
    struct value *resting_difference;  /* the first in what rests on it: kept apart, it says nothing about the others */
    struct value *stopped;    /* {criterion: kind} that a limit ended, then or now: their cells say nothing */
};

/* The kind of a criterion that was quarantined when the run was made: nothing was computed, nothing is again.
 */
#define REPLAY_COMPARE_NOT_STARTED "quarantine"
/* The kind of a criterion whose figures a program gave, or a plugin that is another one now
 * (plugin/evaluator.h). */
#define REPLAY_COMPARE_OUTSIDE "outside"

/* Which rows of what was computed again are held against the stored ones: a seal holds no person's (docs/decisions/0105), of a month wards' alone. */
enum replay_rows { REPLAY_ALL, REPLAY_OF_SEAL, REPLAY_WARDS };

/* Whose rules read what was erased since: by the types that their receipts say were read, of their own or through figures that they use. In
 * doubt (no reads were noted, units were erased) they did. */
const struct value *replay_compare_resting(struct arena *arena, const struct package *package, const struct value *receipt, const struct value *types);
/* Notes a difference when it is the first. */
void replay_compare_note(struct comparison *comparison, const char *where, const char *key,
                         const struct value *stored, const struct value *computed);
/* Rows [{subject, level, name?, cells}…] in result order. Criteria are those of the package. */
void replay_compare_rows(struct comparison *comparison, const struct package *package,
                         const struct value *stored, const struct merged *merged, enum replay_rows which);
/* Receipts {criterion: {rule, params, error?}}, before the rows; what else stands in them does not decide. */
void replay_compare_receipts(struct comparison *comparison, const struct package *package,
                             const struct value *stored, const struct value *computed);

#endif
