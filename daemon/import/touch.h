/* The days that changed rows touch, as few stretches as say the same (contest.md §1, late data). Pure. */
#ifndef IMPORT_TOUCH_H
#define IMPORT_TOUCH_H

#include "import/import.h"

#include <stddef.h>

struct arena;
struct cell;
struct record_type;

struct touch_list {
    struct touched *items;
    size_t len, size;
};

/* The days of one version of a record: of its date, of its period, or of its validity. */
void touch_add(struct touch_list *list, struct arena *arena, const struct record_type *type,
               const struct period_list *periods, const struct cell *cells);
/* Ascending; what overlaps or meets becomes one. */
void touch_join(struct touch_list *list);

#endif
