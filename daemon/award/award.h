/*
 * Whom decisions commend, once they are issued: those that were drafted here, and those that records of awards tell of. A list in the order in which people are
 * called at a ceremony, and its totals. Reads only; nobody is commended by it.
 */
#ifndef AWARD_AWARD_H
#define AWARD_AWARD_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct document_kind;
struct err;
struct package;
struct store;
struct value;

/* [{place, subject, kind (collective, individual), kind_title, name, post, ward, unit, form, given_by, amount, decision, decision_on, phase, draft or null}…] of a phase (NULL: of
 * all) and a year of decisions (0: of all): the district's decisions before those of wards, a decision as its own list has it; at last what records alone tell of. */
struct value *award_list(struct store *store, struct arena *arena, const struct package *package, const char *phase, int year, int32_t today, struct err *err);

/* [{year, form, given_by, unit, ward, collectives, individuals, amount}…] of such a list, as they come in it; behind them one a year whose form is null: the sum. */
struct value *award_totals(struct arena *arena, const struct value *awards);

#endif
