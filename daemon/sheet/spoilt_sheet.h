/* Reads a table and looks at each cell for text that an encoding has spoilt (spoilt_text.h); says it by column, mends what a
 * person asked for. */
#ifndef SHEET_SPOILT_SHEET_H
#define SHEET_SPOILT_SHEET_H

#include "sheet/sheet_reader.h"

/* By `read`, with the reading's own sink behind. */
bool spoilt_sheet_read(const struct sheet_reading *reading, sheet_reader *read);

#endif
