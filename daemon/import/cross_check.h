/*
 * Checks what contest.md §3 asks beyond a type's declaration of the record types that the program knows by name: units
 * (only teams are imported), members, nominations (a ward's own).
 */
#ifndef IMPORT_CROSS_CHECK_H
#define IMPORT_CROSS_CHECK_H

#include <stdbool.h>

struct batch;
struct err;
struct field;
struct import;
struct import_row;

/* A row just read: teams and members become known to the whole call; a unit of the package is compared with
 * it and settled. */
void cross_check_read_row(struct import *import, const struct batch *batch, struct import_row *row);
/* The places in the contest's chain of the levels that a unit field takes: a team's parent is a ward, or a unit between them. */
struct places cross_check_places(const struct import *import, const struct batch *batch, const struct field *field);
/* A row whose references are known to be good or said. False with err when the store failed. */
bool cross_check_row(struct import *import, const struct batch *batch, const struct import_row *row,
                     struct err *err);

#endif
