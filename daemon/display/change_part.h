/*
 * The lists in which the preview of a change of rules, a comparison and a proposal say what is and what would be: one table for the command line and
 * the page.
 */
#ifndef DISPLAY_CHANGE_PART_H
#define DISPLAY_CHANGE_PART_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct value;

enum { CHANGE_PART_COLUMNS = 9 };

/* A list of the answer as a table of its own; `word` makes a row's part "from" or "to" one cell. */
struct change_part {
    const char *key, *vi, *en;
    const char *word; /* as which word of display.c a side is read; NULL: it is a map of a result */
    struct {
        const char *key, *vi, *en;
    } columns[CHANGE_PART_COLUMNS + 1]; /* ends with a NULL key */
};
extern const struct change_part change_parts[];
extern const size_t change_part_count;

/* What the answer's list of this part holds; of the results that change those that a seal keeps stand apart. */
bool change_part_is_sealed(const struct change_part *part);
const struct value *change_part_list(struct arena *arena, const struct change_part *part, const struct value *answer);
/* A row with each cell as one value: results, sides and lists as texts. */
struct value *change_part_row(struct arena *arena, const struct change_part *part, const struct value *row, bool english);

#endif
