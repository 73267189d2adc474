/*
 * Rules that failed three runs in a row: the version is quarantined in the change of the third run, an administrator's
 * alert says so, and the last version that ran well is put back in force at once. Without one the criterion is not
 * started any more: its cells stay verdict `error` until the quarantine ends (quarantine_end.h).
 */
#ifndef AMENDMENT_QUARANTINE_H
#define AMENDMENT_QUARANTINE_H

#include "amendment/proposal_carry.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct change;
struct criterion_source;
struct err;
struct merged;
struct package;
struct store;
struct turn;
struct value;

struct quarantine_entry {
    const char *criterion, *rule;
    const char *evaluator; /* the hash of its plugin's or program's file; NULL: it has none */
    const char *fallback; /* the version that is put back; NULL: none ran well, or none fits the package any more */
    const struct value *error;
};

/* What follows from a run that was measured and is not written yet. */
struct quarantine_plan {
    struct quarantine_entry *entries;
    size_t count;
    const struct value *replaced; /* quarantines that this run ends: quarantine_find_replaced */
    const struct package *package; /* with the fallbacks, checked; NULL when there are none */
    const struct value *facts;
    struct proposal_carry_plan carried; /* with the package: what becomes of proposals that wait */
};

bool quarantine_plan(struct turn *turn, const struct merged *merged, struct quarantine_plan *ret_plan,
                     struct err *err);
/* Inside the change of the run `run`, after it was written; notes in `detail` what was done. */
bool quarantine_apply(struct turn *turn, struct change *change, int64_t run, const struct quarantine_plan *plan,
                      struct value *detail, struct err *err);

#endif
