/*
 * What is unusual about the records of one unit and type, said for a reviewer in sentences that give the measure: sent after its month's
 * return was due, probably entered twice (entry_twin.h), a number far from the unit's usual ones, a month with far more records than the
 * months before it, a nil return where there always was something. Remarks, no checks: nothing is refused for them.
 *
 * Usual is measured by the middle one (median), which a single odd record does not move: of numbers what is within three times
 * the middle distance from it, and at least half of it around it; of a month up to three times the middle of the six months before it. Where fewer
 * than three records or months are known, nothing is usual yet and nothing unusual.
 */
#ifndef ENTRY_ENTRY_UNUSUAL_H
#define ENTRY_ENTRY_UNUSUAL_H

#include "entry/entry_field.h"
#include "entry/entry_rows.h"

#include <stdbool.h>
#include <stdint.h>

struct err;
struct store;
struct value;

struct entry_unusual {
    const struct entry_about *about; /* the period is not looked at */
    const char *unit;
    const struct entry_rows *rows;        /* all of the unit and type */
    const struct period *const *months; /* of each of them, NULL: none; entry_unusual_months_of */
    int64_t (*due_at)(const struct package *package, const struct period *month); /* from when on a month's records are late */
    struct store *store;
};

/* What `months` holds, with the other members set. */
const struct period *const *entry_unusual_months_of(const struct entry_unusual *unusual);
/* [{vi, en}…] of a row that was sent at the instant `at`. NULL with err when the store failed. */
struct value *entry_unusual_row(const struct entry_unusual *unusual, const struct entry_row *row, int64_t at, struct err *err);
/* [{vi, en}…] of the months of those that wait: which have far more records than before. */
struct value *entry_unusual_months(const struct entry_unusual *unusual);

#endif
