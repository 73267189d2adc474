/*
 * Units of the package that stand in a file too. Nothing of them is imported: a row that says the same is accepted again, one
 * that says something else is refused with the way to change it. Teams are records and none of this.
 */
#ifndef IMPORT_PACKAGE_UNIT_H
#define IMPORT_PACKAGE_UNIT_H

struct batch;
struct import;
struct import_row;

/* Settles a row of the type unit that is not a team's. */
void package_unit_settle(struct import *import, const struct batch *batch, struct import_row *row);

#endif
