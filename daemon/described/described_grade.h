/* Grades as a form sends them: grades.1.title, grades.1.id, grades.1.target, grades.1.drop … Internal to the room. */
#ifndef DESCRIBED_DESCRIBED_GRADE_H
#define DESCRIBED_DESCRIBED_GRADE_H

#include <stdbool.h>

struct describing;
struct err;
struct rule_file;
struct value;

/*
 * The row with one cell `grades` in the place of those: rows in which nothing stands, or that say drop, are left out; an id is made of the title where
 * there is none; a threshold that is a value becomes a parameter of its own (CRITERION.ID, by the row's `reference`). A row without such cells stays as it is.
 * file: of before.
 */
bool described_grades(struct describing *describing, const struct rule_file *file, const struct value *row, const struct value **ret_row, struct err *err);
/* What examples say of grades that are called otherwise now, or are gone. */
void described_grades_follow(const struct describing *describing, const struct rule_file *before, struct rule_file *file);

#endif
