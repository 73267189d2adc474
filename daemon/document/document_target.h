/* Targets, verdicts and wards of a seal as documents show them; the same rows and counts in every paper. Pure. */
#ifndef DOCUMENT_DOCUMENT_TARGET_H
#define DOCUMENT_DOCUMENT_TARGET_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct value;

/* Whether a row of a seal's results is a ward's. */
bool document_is_ward(const struct value *result);
/* The sealed cells of a unit; NULL when it has none. */
const struct value *document_cells(const struct value *seal, const char *level, const char *subject);
/* A target as a row of a table: {id, title, counts, num, den, value, target, verdict, lacking}. cell NULL: no figures. */
struct value *document_target(struct arena *arena, const struct value *criterion, const struct value *cell);

/* Sets given_cause and given_remedy, as people wrote them: {cause, remedy}; null where nobody has. */
void document_set_cause(struct value *row, const struct value *given);

/* How many verdicts of which kind; what no one has decided is counted together. */
enum { DOCUMENT_VERDICTS = 5 };
struct document_tally {
    int64_t of[DOCUMENT_VERDICTS + 1];
};
void document_count(struct document_tally *tally, const char *verdict);
/* Sets {met, missed, not_applicable, in_progress, not_reported, undecided}, each name after the prefix. */
void document_set_tally(struct arena *arena, const char *prefix, const struct document_tally *tally, struct value *data);
/* Sets how the wards of a seal stand: {targets_all, wards_all, wards_met: something met and nothing missed or owed,
 * wards_missed: something missed, wards_owing: nothing missed, but figures are owed or a person must judge, wards_none:
 * nothing has arisen}. */
void document_set_wards(const struct value *seal, struct value *data);

#endif
