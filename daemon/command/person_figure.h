/* Figures of persons in an answer: who may see them is decided where it is made (docs/decisions/0105-results-of-persons.md); here they are found, to be noted. Pure. */
#ifndef COMMAND_PERSON_FIGURE_H
#define COMMAND_PERSON_FIGURE_H

#include <stdint.h>

struct value;

#define PERSON_FIGURE_ROWS "persons" /* true in evidence whose rows say of persons how far they count, and are shown */

/* Calls found for each result of a person with whose it is (`subject` and `level` beside its verdict, or above it), and for evidence marked so with the unit and its rows. */
typedef void person_figure_found(void *caller, const char *subject, int64_t count);
void person_figure_walk(const struct value *answer, person_figure_found *found, void *caller);

#endif
