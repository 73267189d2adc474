/*
 * The form of a record type for one unit and one period, as a workbook: from the type's declaration follow titles, lists,
 * limits, hints and the protected frame; what is known already is filled in. The hidden sheet _khoa says which form it is. What
 * was filled in comes back through import.
 */
#ifndef ENTRY_ENTRY_FORM_H
#define ENTRY_ENTRY_FORM_H

#include <stdbool.h>

struct arena;
struct err;
struct package;
struct period;
struct period_list;
struct record_type;
struct store;
struct value;

/* The workbook; NULL with err. */
struct value *entry_form_describe(struct store *store, struct arena *arena, const struct package *package,
                                  const struct period_list *periods, const struct record_type *type, const char *unit,
                                  const struct period *period, struct err *err);

#endif
