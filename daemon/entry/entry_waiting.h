/*
 * The records that wait for a reviewer, by unit and type, what waits longest first, with what is unusual about each
 * and about their months (entry_unusual.h). Reads only; decides nothing.
 */
#ifndef ENTRY_ENTRY_WAITING_H
#define ENTRY_ENTRY_WAITING_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct package;
struct period;
struct period_list;
struct store;
struct value;

struct entry_waiting_asked {
    const struct package *package;
    const struct period_list *periods;
    int32_t today;
    const char *unit, *type; /* NULL: all */
    bool (*may)(const void *whom, const char *unit); /* whether the unit's records may be shown; NULL: all may */
    const void *whom;
    int64_t (*due_at)(const struct package *package, const struct period *month); /* from when on a month's records are late */
};

/* [{unit, unit_title, type, title, count, unusual: how many, oldest_at, months: what is unusual about them, [{vi, en}…], as one text
 * months_text, months_text_en; records: as entry_page_records has them, with at, actor and
 * unusual: [{vi, en}…], the same as one text: unusual_text, unusual_text_en}…]}…] */
bool entry_waiting_groups(const struct entry_waiting_asked *asked, struct store *store, struct arena *arena, struct value **ret_groups,
                          struct err *err);

#endif
