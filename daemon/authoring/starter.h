/*
 * A contest to begin with: the smallest package that is whole, each key explained, as its files stand in starter/ (put into the program at build
 * by starter.awk). Names what a person would: title, days; the days off that the law fixes for each year of the contest. Pure.
 */
#ifndef AUTHORING_STARTER_H
#define AUTHORING_STARTER_H

#include "base/file.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;

struct starter_file {
    const char *path; /* criteria/1.lua; what makes up the Word file: paper/… */
    const char *text;
    size_t len;
};
extern const struct starter_file starter_files[]; /* ends with a row of nulls */

struct starter {
    const char *title;
    int32_t from, last; /* inclusive */
};

/* The package's files. */
bool starter_make(struct arena *arena, const struct starter *starter, struct file_list *ret_files, struct err *err);

#endif
