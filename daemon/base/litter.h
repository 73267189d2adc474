/* Tells by a file's name what an office program, an editor or a file browser leaves beside a person's files: a sign that a workbook is
 * open, pictures' previews, a copy of before. Nobody means to send it. */
#ifndef BASE_LITTER_H
#define BASE_LITTER_H

#include <stdbool.h>

/* "a/~$tip.xlsx", ".~lock.tip.xlsx#", "Thumbs.db", "tip.csv.bak" */
bool litter_is(const char *path);

#endif
