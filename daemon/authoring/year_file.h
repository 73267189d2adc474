/* What becomes of each file of a package when its contest moves to another year. Internal to next_year. */
#ifndef AUTHORING_YEAR_FILE_H
#define AUTHORING_YEAR_FILE_H

#include "authoring/year_text.h"

struct file;

void year_file_contest(struct year_text *text);
void year_file_targets(struct year_text *text);
void year_file_duties(struct year_text *text);
void year_file_calendar(struct year_text *text);
/* bodies.ini, legal.ini, rates.ini: real days stay; of bodies and laws what another section replaced before the new contest begins is left out. */
void year_file_dated(struct year_text *text);
/* Rows that ended before the new contest begins are left out. */
void year_file_units(struct year_text *text);
void year_file_successions(struct year_text *text);
void year_file_case(struct year_text *text); /* of a rule's test */
/* Whether a table speaks of a unit that ended before. */
bool year_file_names_lost_unit(const struct year_move *move, const struct file *file);

#endif
