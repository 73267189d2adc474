/* Whether the papers of a package need not be tried again: nothing differs that fills them in a package that was tried whole. Pure. */
#ifndef AMENDMENT_PAPER_STANDING_H
#define AMENDMENT_PAPER_STANDING_H

#include <stdbool.h>

struct arena;
struct package;
struct value;

/* facts: {version: what it says of itself} of the package; criteria: those of `base` as snapshot_criteria gives them. Of one whose criteria have versions from a day on nothing is said: they are tried again. */
bool paper_standing(struct arena *arena, const struct package *package, const struct value *facts, const struct package *base, const struct value *criteria);

#endif
