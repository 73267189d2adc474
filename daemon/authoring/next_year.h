/*
 * Next year's contest from this one: days moved by whole years, what was superseded before it begins left out, the rest as it is. Days that
 * nobody can know yet (the lunar new year, days in lieu) are not made up: they become comments. What a person has to look at is a list with
 * file and line of the new package. Pure.
 */
#ifndef AUTHORING_NEXT_YEAR_H
#define AUTHORING_NEXT_YEAR_H

#include "base/file.h"

#include <stdbool.h>

struct arena;
struct err;
struct package;
struct problems;

/* year: of its first day; later than the old one's. */
bool next_year_make(struct arena *arena, const struct package *old, int year, struct file_list *ret_files, struct problems *look, struct err *err);

#endif
