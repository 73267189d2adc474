/* What a new criterion begins as: the text of a file that passes every check, with a comment at each field. */
#ifndef AUTHORING_SKELETON_H
#define AUTHORING_SKELETON_H

#include <stdbool.h>

/* For printf: 1 the criterion's id, 2 the record type, 3 its date column, 4 and 5 what a ward and a team are called. */
const char *skeleton_text(bool of_teams);

#endif
