/*
 * Units of the package that stand in a file too. Nothing of them is imported: a row that says the same is accepted again, one
 * that says something else is refused with the way to change it. Teams are records and none of this.
 */
#ifndef IMPORT_PACKAGE_UNIT_H
#define IMPORT_PACKAGE_UNIT_H

#include <stdbool.h>

struct batch;
struct cell;
struct import;
struct import_row;
struct record_type;

/* Whether a row of the type unit is no team's: it is settled, unless it brings back what the package says of one that was lost. */
bool package_unit_settle(struct import *import, const struct batch *batch, struct import_row *row);
/* A problem where a record of the type that is to stand no longer is a unit that the package declares. */
void package_unit_keep(struct import *import, const struct record_type *type, const struct cell *cells);

#endif
