/*
 * The four levels of units, highest first. Their ids are the house's and stand in units.csv and in rules;
 * what people call a level (quận or xã, phường or thôn) is the contest's: contest.ini, [levels]. Knows no
 * unit.
 */
#ifndef PACKAGE_LEVEL_H
#define PACKAGE_LEVEL_H

#include <stdbool.h>

/* District: the unit that results roll up to. Ward: the units that are judged. Team: below them, imported. */
enum level { LEVEL_CITY, LEVEL_DISTRICT, LEVEL_WARD, LEVEL_TEAM };
enum { LEVEL_COUNT = LEVEL_TEAM + 1 };

extern const char *const level_ids[LEVEL_COUNT]; /* city, district, ward, team */

/* A level in running words: phường, ward. */
struct level_words {
    const char *vi, *en;
};

/* The place of an id among the levels; -1 when it is none (or NULL). */
int level_place(const char *id);

#endif
