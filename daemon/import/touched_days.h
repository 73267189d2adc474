/* Collects the days that changed rows touch, merged into the fewest ranges (contest.md §1, late data). Pure. */
#ifndef IMPORT_TOUCHED_DAYS_H
#define IMPORT_TOUCHED_DAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct cell;
struct period;
struct period_list;
struct record_type;

/* A stretch of days that changed rows touch (old or new value), half-open. */
struct touched {
    int32_t from, until;
};

struct touched_days_list {
    struct touched *items;
    size_t len, size;
};

/* The days of one version of a record: of its date, of its period, or of its validity. */
void touched_days_add(struct touched_days_list *list, struct arena *arena, const struct record_type *type,
                      const struct period_list *periods, const struct cell *cells);
/* Whether a record is about a period: it touches one of its days, or may as soon as its first day is known; what touches no result is
 * told by its phase or first required day. */
bool touched_days_are_of(struct arena *arena, const struct record_type *type, const struct period_list *periods,
                         const struct period *period, const struct cell *cells);
/* Ascending; what overlaps or meets becomes one. */
void touched_days_join(struct touched_days_list *list);

#endif
