/*
 * What a figure is the sum of, row by row: kind "addends" of evaluate.h. The rows of a declared measure, the months of a ward's teams, the rows of a rule's
 * own evidence where its columns add up to the figure; nothing where they do not, for then nobody can say which row adds what.
 */
#ifndef EVALUATE_ADDEND_H
#define EVALUATE_ADDEND_H

struct err;
struct outcomes;
struct value;
struct work;

/* {unit: [{id: [text…], num, den}…]} of the job's subject, or of all wards where it names none; rows that add nothing are left out. id of a declared measure:
 * the record's key, part by part, then the unit and person that it names. NULL with err. work->team_months: as addend_row.h made it. */
struct value *addend_all(const struct work *work, const struct outcomes *outcomes, struct err *err);

#endif
