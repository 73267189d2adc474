/*
 * Reads a cell by the table of forms (field_kind.h) and says what came of it: a problem where it is refused, a note where it was
 * understood otherwise than literally. CSV, workbooks, forms and the API all come through here.
 */
#ifndef RECORD_CELL_READ_H
#define RECORD_CELL_READ_H

#include "base/text_index.h"
#include "record/choice_match.h"
#include "record/field_kind.h"

#include <stdint.h>

struct arena;
struct field;
struct problems;

/* What was read before: the same text of the same field is not thought about again. A zeroed one is empty. */
struct cell_memory {
    struct text_index seen;
    struct choice_memory choices;
};

/* Where a cell stands. */
struct spot {
    struct problems *problems;
    const char *file;
    int line;
    int32_t epoch;              /* of the file's serial numbers of days; 0: it has none (written_day.h) */
    struct cell_memory *memory; /* NULL: none */
};

/* `text` is cleaned and lives as long as the arena; "" and a hyphen alone give CELL_EMPTY. */
struct cell cell_read(struct arena *arena, const struct field *field, const char *text, struct spot spot);

/* Says that a text was read as something; the number of the entry (problem_again). */
size_t cell_note(struct spot spot, const char *column, const char *text, const char *read_as, const char *vi, const char *en);

#endif
