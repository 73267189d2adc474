/*
 * The wards' monthly returns as a list: of each ward and month which of the types that the criteria need were returned, without
 * records, late, and which are missing; how complete that is and how timely. Late is what was handed in on the day of the
 * alert of missing returns (missing_return.h) or after it.
 */
#ifndef ALERT_RETURN_LIST_H
#define ALERT_RETURN_LIST_H

#include <stdint.h>

struct arena;
struct err;
struct package;
struct period;
struct period_list;
struct store;
struct value;

/* Which: NULL asks for all wards, and for all months that have ended before `today`. */
struct return_asked {
    const char *ward;
    const struct period *month;
    int32_t today;
};

/* [{ward, ward_name, period, due_on (the last day in time), expected, sent, nil, late, missing, awaited: how many types; standing:
 * complete, complete_late, lacking, or not_due while what is not there yet is not late; sent counts nil and late ones; completeness = sent / expected, timeliness = those sent in time / expected, as texts ("90,9%");
 * missing_types, late_types, nil_types: their titles, which may hold commas, as one text with semicolons; types: [{type, title,
 * status: sent, nil, late, missing or awaited, nil_return, submitted_on}…]}…], months in order, wards in the package's. NULL with
 * err when the store failed. */
struct value *return_list(struct store *store, struct arena *arena, const struct package *package,
                          const struct period_list *periods, const struct return_asked *asked, struct err *err);

#endif
