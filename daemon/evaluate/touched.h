/*
 * Which subjects of a measure's word the records touch that came or went since an earlier run: the members or teams of `each`, the units of
 * `latest`, the values of `distinct`. A record that moved from one to another touches both, for its old version went and the new one came.
 * Whoever is not among them has the same records as then.
 */
#ifndef EVALUATE_TOUCHED_H
#define EVALUATE_TOUCHED_H

struct work;

/* As measure_part's `among`. NULL: it cannot be told, or they are so many that everything is counted as fast. The records, and who is
 * touched, are added to what the measuring took into account. */
char *touched_subjects(const struct work *work);

#endif
