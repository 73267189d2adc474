/* How far the records of a unit are in a period: of each type how many are in which state. */
#ifndef ENTRY_ENTRY_MONTH_H
#define ENTRY_ENTRY_MONTH_H

#include <stdbool.h>

struct arena;
struct entry_scope;
struct err;
struct package;
struct period;
struct period_list;
struct store;
struct value;

/* [{type, title, counts: {state: n} of all states, records: how many}…], the types that say whose their records are, in the package's order. */
bool entry_month_types(struct store *store, struct arena *arena, const struct package *package, const struct period_list *periods,
                       const struct period *period, const struct entry_scope *scope, struct value **ret_types, struct err *err);

#endif
